package io.tollgate.proxy.config;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in the digest, and in where passwords come from. */
class BadDigestTest extends BadConfig {
  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "realm: tollgate.test",
            "realm: \"the edge\"",
            "tollgate.yaml:8: realm: 'the edge' is not a realm;"
                + " use 1 to 128 letters, digits, dots and dashes, as in a host name"),
        arguments(
            "[SHA-256, MD5]",
            "[SHA-256, SHA-1]",
            "tollgate.yaml:9: digest.algorithms[1]: 'SHA-1' is no algorithm;"
                + " write MD5, SHA-256 or SHA-512-256"),
        arguments(
            "[SHA-256, MD5]",
            "[MD5, md5]",
            "tollgate.yaml:9: digest.algorithms[1]: MD5 is offered twice; take one out"),
        arguments(
            "user: bob",
            "user: \"bob:\"",
            "tollgate.yaml:20: trunks.phone.user: 'bob:' is not a user name;"
                + " use 1 to 128 letters, digits, dashes, dots"),
        arguments(
            ", password: {env: BOB}",
            "",
            "tollgate.yaml:20: trunks.phone.password: it is missing; add password: generate"),
        arguments(
            "password: {env: BOB}",
            "password: zanzibar",
            "tollgate.yaml:20: trunks.phone.password: it holds a password in clear;"
                + " write {env: NAME}, {file: PATH} or generate"),
        arguments(
            "password: {env: BOB}",
            "password: {env: BOB, file: bob.secret}",
            "tollgate.yaml:20: trunks.phone.password: it names no source, or two;"
                + " write {env: NAME}, {file: PATH} or generate"),
        arguments(
            "password: {env: BOB}",
            "password: {env: ALICE}",
            "tollgate.yaml:20: trunks.phone.password.env: the environment has no ALICE;"
                + " set it, or add else: generate beside it"),
        arguments(
            "password: {env: BOB}",
            "password: {env: BOB, else: secret}",
            "tollgate.yaml:20: trunks.phone.password.else: 'secret' is none of the choices;"
                + " write generate"),
        arguments(
            "file: pbx.secret",
            "file: none.secret",
            "tollgate.yaml:21: trunks.pbx.password.file: FOLDER/none.secret cannot be read;"
                + " correct the path or its rights"),
        arguments(
            "file: pbx.secret",
            "file: tollgate.yaml",
            "tollgate.yaml:21: trunks.pbx.password.file: FOLDER/tollgate.yaml does not hold one"
                + " line; put the password there, alone"),
        arguments(
            "password: {env: BOB}",
            "ha1: {MD5: 0123456789abcdef0123456789abcdef}",
            "tollgate.yaml:20: trunks.phone.ha1: SHA-256 is missing, which digest.algorithms"
                + " offers; add it, or stop offering it"),
        arguments(
            "password: {env: BOB}",
            "ha1: {MD5: 0123}",
            "tollgate.yaml:20: trunks.phone.ha1.MD5: it is not an HA1;"
                + " MD5's has 32 hexadecimal digits in lower case"),
        arguments(
            "password: {env: BOB}",
            "password: {env: BOB}, ha1: {MD5: 0123}",
            "tollgate.yaml:20: trunks.phone.ha1: the password is there too; keep one of the two"));
  }
}
