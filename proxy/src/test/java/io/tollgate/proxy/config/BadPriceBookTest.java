package io.tollgate.proxy.config;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in the prices that no deck has. */
class BadPriceBookTest extends BadConfig {
  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "cps: 5}",
            "cps: 5, prices: {inbound: {lokal: 0.01}}}",
            "tollgate.yaml:17: accounts.acme.prices.inbound.lokal: there is no such field;"
                + " did you mean local?"),
        arguments(
            "cps: 5}",
            "cps: 5, prices: {inbound: {local: 1e-3}}}",
            "tollgate.yaml:17: accounts.acme.prices.inbound.local: '1e-3' is not a decimal number"
                + " such as 0.0390; write a price a minute, month or message"),
        arguments(
            "cps: 5}",
            "cps: 5, prices: {outbound: {ip: -0.01}}}",
            "tollgate.yaml:17: accounts.acme.prices.outbound.ip: a price of -0.0100 is negative;"
                + " write 0 or more"),
        arguments(
            "cps: 5}",
            "cps: 5, prices: {increments: 60}}",
            "tollgate.yaml:17: accounts.acme.prices.increments: '60' is not two increments in"
                + " seconds such as 30/6; correct it"),
        arguments(
            "cps: 5}",
            "cps: 5, prices: {message: {networks: [{rate: 0.01}]}}}",
            "tollgate.yaml:17: accounts.acme.prices.message.networks[0].name: it is missing;"
                + " add name: AT&T Mobility"));
  }
}
