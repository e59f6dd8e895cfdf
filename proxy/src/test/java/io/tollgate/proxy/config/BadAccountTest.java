package io.tollgate.proxy.config;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in accounts and their credit. */
class BadAccountTest extends BadConfig {
  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "  acme: {deck: demo, cps: 5}",
            "  acme: {deck: demo, credit: {kind: free}}",
            "tollgate.yaml:17: accounts.acme.credit.kind: 'free' is none of the choices; write"
                + " postpaid or prepaid"),
        arguments(
            "  acme: {deck: demo, cps: 5}",
            "  acme: {deck: demo, credit: {limit: 5}}",
            "tollgate.yaml:17: accounts.acme.credit.kind: it is missing; add kind: prepaid"),
        arguments(
            "  acme: {deck: demo, cps: 5}",
            "  acme: {deck: demo, credit: {kind: prepaid, limit: 5}}",
            "tollgate.yaml:17: accounts.acme.credit.limit: a prepaid account has no credit; remove"
                + " it, or write kind: postpaid"),
        arguments(
            "  acme: {deck: demo, cps: 5}",
            "  acme: {deck: demo, credit: {kind: postpaid}}",
            "tollgate.yaml:17: accounts.acme.credit.limit: it is missing; add limit: 500.00"),
        arguments(
            "acme: {deck: demo",
            "acme: {deck: demmo",
            "tollgate.yaml:17: accounts.acme.deck: there is no deck 'demmo'; did you mean demo?"));
  }
}
