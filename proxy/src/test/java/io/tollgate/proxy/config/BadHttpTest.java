package io.tollgate.proxy.config;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in the HTTP server and its tokens. */
class BadHttpTest extends BadConfig {
  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "127.0.0.1:8080",
            "0.0.0.0:8080",
            "tollgate.yaml:7: http.bind: anybody who reaches 0.0.0.0:8080 could use it;"
                + " add token: generate beside it, or write a loopback address such as"
                + " 127.0.0.1:8080"),
        arguments(
            "127.0.0.1:8080\"}",
            "127.0.0.1:8080\", token: a-token-in-clear-0001}",
            "tollgate.yaml:7: http.token: it holds a token in clear;"
                + " write {env: NAME}, {file: PATH} or generate"),
        arguments(
            "127.0.0.1:8080\"}",
            "127.0.0.1:8080\", token: {env: BOB}}",
            "tollgate.yaml:7: http.token: what it names holds none: it is not a token; a token has"
                + " 16 to 256 letters, digits and -._~+/, chosen at random"),
        arguments(
            "127.0.0.1:8080\"}",
            "127.0.0.1:8080\", readToken: {file: /nowhere/token}}",
            "tollgate.yaml:7: http.readToken.file: /nowhere/token cannot be read;"
                + " correct the path or its rights"));
  }
}
