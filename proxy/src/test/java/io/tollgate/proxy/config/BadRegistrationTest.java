package io.tollgate.proxy.config;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in registration. */
class BadRegistrationTest extends BadConfig {
  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "cps: 3,",
            "cps: 3, registration: true,",
            "tollgate.yaml:19: trunks.hq.registration: auth: list has no user who could register;"
                + " remove it, or write auth: digest or auth: both"),
        arguments(
            "auth: digest, user: bob",
            "auth: digest, options: true, user: bob",
            "tollgate.yaml:20: trunks.phone.options: nobody could ask: it has neither lists nor"
                + " registration; remove it, or add registration: true"),
        arguments(
            "loops: 2",
            "loops: 2\nregistration: {minExpires: 2h}",
            "tollgate.yaml:31: registration.minExpires: 2h is not within 1s and 1h;"
                + " write a duration between the two"),
        arguments(
            "loops: 2",
            "loops: 2\nregistration: {minExpires: 5m, maxExpires: 1m}",
            "tollgate.yaml:31: registration.maxExpires: 1m is not within 5m and 24h;"
                + " write a duration between the two"),
        arguments(
            "loops: 2",
            "loops: 2\nregistration: {contacts: 0}",
            "tollgate.yaml:31: registration.contacts: 0 is not within 1 and 100;"
                + " write a number between the two"));
  }
}
