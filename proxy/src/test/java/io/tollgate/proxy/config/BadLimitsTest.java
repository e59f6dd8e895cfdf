package io.tollgate.proxy.config;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in limits of accounts and trunks, and in the guard against abuse. */
class BadLimitsTest extends BadConfig {
  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "  acme: {deck: demo, cps: 5}",
            "  acme: {deck: demo, limits: {chanels: 3}}",
            "tollgate.yaml:17: accounts.acme.limits.chanels: there is no such field; did you mean"
                + " channels?"),
        arguments(
            "  acme: {deck: demo, cps: 5}",
            "  acme: {deck: demo, limits: {channels: 0}}",
            "tollgate.yaml:17: accounts.acme.limits.channels: 0 is not within 1 and 1000000; write"
                + " a number between the two"),
        arguments(
            "  acme: {deck: demo, cps: 5}",
            "  acme: {deck: demo, limits: {maxRate: 0}}",
            "tollgate.yaml:17: accounts.acme.limits.maxRate: 0.0000 is not more than 0; write an"
                + " amount such as 25.00"),
        arguments(
            "  acme: {deck: demo, cps: 5}",
            "  acme: {deck: demo, limits: {maxRate: 1e3}}",
            "tollgate.yaml:17: accounts.acme.limits.maxRate: '1e3' is not a decimal number such as"
                + " 0.0390; correct it"),
        arguments(
            "  acme: {deck: demo, cps: 5}",
            "  acme: {deck: demo, limits: {spend: {day: -1}}}",
            "tollgate.yaml:17: accounts.acme.limits.spend.day: -1.0000 is not more than 0; write an"
                + " amount such as 25.00"),
        arguments(
            "  acme: {deck: demo, cps: 5}",
            "  acme: {deck: demo, limits: {longestCall: 25h}}",
            "tollgate.yaml:17: accounts.acme.limits.longestCall: 25h is not within 1s and 24h;"
                + " write a duration between the two"),
        arguments(
            "  acme: {deck: demo, cps: 5}",
            "  acme: {deck: demo, limits: {hours: {open: [mon 08:00-18:00]}}}",
            "tollgate.yaml:17: accounts.acme.limits.hours.zone: it is missing; add zone:"
                + " Europe/Vienna"),
        arguments(
            "  acme: {deck: demo, cps: 5}",
            "  acme: {deck: demo, limits: {hours: {zone: Mars, open: [mon 08:00-18:00]}}}",
            "tollgate.yaml:17: accounts.acme.limits.hours.zone: there is no time zone 'Mars'; write"
                + " UTC or a name such as Europe/Vienna"),
        arguments(
            "  acme: {deck: demo, cps: 5}",
            "  acme: {deck: demo, limits: {hours: {zone: UTC, open: [always]}}}",
            "tollgate.yaml:17: accounts.acme.limits.hours.open[0]: 'always' are no hours; write"
                + " days and times such as mon-fri 08:00-18:00"),
        arguments(
            "  acme: {deck: demo, cps: 5}",
            "  acme: {deck: demo, limits: {destinations: {barred: [0043]}}}",
            "tollgate.yaml:17: accounts.acme.limits.destinations.barred[0]: '0043' is neither a"
                + " prefix nor a country; write digits with their country code, or a country's"
                + " name"),
        arguments(
            "  acme: {deck: demo, cps: 5}",
            "  acme: {deck: demo, limits: {destinations: {allowed: [Austria], barred: [43]}}}",
            "tollgate.yaml:17: accounts.acme.limits.destinations: 43 is both allowed and barred;"
                + " take out one"),
        arguments(
            "  acme: {deck: demo, cps: 5}",
            "  acme: {deck: demo, limits: {destinations: {highCost: [moon]}}}",
            "tollgate.yaml:17: accounts.acme.limits.destinations.highCost[0]: 'moon' is none of the"
                + " choices; write premium or revenue-share or satellite or shared-network"),
        arguments(
            "cps: 3",
            "limits: {destinations: {highCost: [satellite]}}",
            "tollgate.yaml:19: trunks.hq.limits.destinations.highCost: there is no such field; the"
                + " fields here are allowed, barred"),
        arguments(
            "loops: 2",
            "overload: on",
            "tollgate.yaml:30: overload: it is neither off nor a group; write {delay: 100ms}"),
        arguments(
            "loops: 2",
            "overload: {delay: 2s}",
            "tollgate.yaml:30: overload.delay: 2s is not within 1ms and 1s;"
                + " write a duration between the two"),
        arguments(
            "loops: 2",
            "overload: {dealy: 20ms}",
            "tollgate.yaml:30: overload.dealy: there is no such field; did you mean delay?"),
        arguments(
            "loops: 2",
            "abuse: {firstBan: 2h, longestBan: 1h}",
            "tollgate.yaml:30: abuse.longestBan: the first ban is longer than the longest;"
                + " make firstBan shorter"));
  }
}
