package io.tollgate.proxy.config;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in whose number a trunk may call with. */
class BadCallerIdTest extends BadConfig {
  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "cps: 3,",
            "cps: 3, callerId: mine,",
            "tollgate.yaml:19: trunks.hq.callerId: 'mine' is none of the choices;"
                + " write any or default or owned"),
        arguments(
            "cps: 3,",
            "cps: 3, callerId: owned,",
            "tollgate.yaml:19: trunks.hq.numbers: it is missing; add numbers: [\"+4312345*\"]"),
        arguments(
            "cps: 3,",
            "cps: 3, callerId: default, numbers: [\"+4312345*\"],",
            "tollgate.yaml:19: trunks.hq.defaultNumber: it is missing;"
                + " add defaultNumber: \"+43123456789\""),
        arguments(
            "cps: 3,",
            "cps: 3, numbers: [],",
            "tollgate.yaml:19: trunks.hq.numbers: it is empty; write at least one entry"),
        arguments(
            "cps: 3,",
            "cps: 3, numbers: [\"+4312345*\", 43123456789],",
            "tollgate.yaml:19: trunks.hq.numbers[1]: '43123456789' is no number in E.164 and no"
                + " block of them; write +43123456789, or +4312345* for all that begin so"),
        arguments(
            "cps: 3,",
            "cps: 3, callerId: any, numbers: [+43123456789],",
            "tollgate.yaml:19: trunks.hq.numbers: callerId: any does not look at it;"
                + " remove it, or write callerId: owned"),
        arguments(
            "cps: 3,",
            "cps: 3, defaultNumber: 0123456,",
            "tollgate.yaml:19: trunks.hq.defaultNumber: '0123456' is no number in E.164;"
                + " write it as +43123456789"),
        arguments(
            "cps: 3,",
            "cps: 3, trustIdentity: often,",
            "tollgate.yaml:19: trunks.hq.trustIdentity: it is a text, not true or false;"
                + " write trunks.hq.trustIdentity: true"));
  }
}
