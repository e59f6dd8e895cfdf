package io.tollgate.proxy.config;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in the times of calls. */
class BadCallsTest extends BadConfig {
  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "noAnswer: 90s",
            "noAnswer: 90",
            "tollgate.yaml:27: calls.noAnswer: '90' is not a duration;"
                + " write a number and its unit: 500ms, 180s, 5m, 4h"),
        arguments(
            "expires: 20m",
            "expires: 89s",
            "tollgate.yaml:27: calls.sessionTimer.expires: 89s is not within 90s and 24h;"
                + " write a duration between the two"),
        arguments(
            "expires: 20m",
            "expires: 100s",
            "tollgate.yaml:27: calls.sessionTimer.expires: expires is shorter than min;"
                + " write a longer expires, or a shorter min"),
        arguments(
            "{expires: 20m, min: 2m}",
            "never",
            "tollgate.yaml:27: calls.sessionTimer: it is neither off nor a group;"
                + " write {expires: 30m, min: 90s}"),
        arguments(
            "noAnswer: 90s",
            "noAnswer: 11m",
            "tollgate.yaml:27: calls.noAnswer: 11m is not within 1s and 10m;"
                + " write a duration between the two"));
  }
}
