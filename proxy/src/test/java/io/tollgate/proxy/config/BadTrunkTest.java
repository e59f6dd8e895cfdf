package io.tollgate.proxy.config;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in trunks, their lists and what tells them apart. */
class BadTrunkTest extends BadConfig {
  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "192.0.2.0/24",
            "192.0.2.1/24",
            "tollgate.yaml:11: lists.office[0]: '192.0.2.1/24' has bits beyond its prefix length;"
                + " write 192.0.2.0/24 for the block or 192.0.2.1 for the one address"),
        arguments(
            "198.51.100.7",
            "my.house",
            "tollgate.yaml:12: lists.home[0]: 'my.house' is not an address block;"
                + " write it as 192.0.2.0/24 or 2001:db8::/32"),
        arguments(
            "phone: {account: acme",
            "phone: {account: globex",
            "tollgate.yaml:20: trunks.phone.account: there is no account 'globex';"
                + " define it under accounts"),
        arguments(
            "auth: list, lists: [office, home]",
            "auth: list, lists: [office, home], nat: on",
            "tollgate.yaml:19: trunks.hq.nat: 'on' is none of the choices; write auto or off"),
        arguments(
            "[office, home]",
            "[office, homes]",
            "tollgate.yaml:19: trunks.hq.lists[1]: there is no list 'homes'; did you mean home?"),
        arguments(
            "auth: digest",
            "auth: password",
            "tollgate.yaml:20: trunks.phone.auth: 'password' is none of the choices;"
                + " write both or digest or list"),
        arguments(
            "auth: list, lists: [office, home]",
            "auth: list",
            "tollgate.yaml:19: trunks.hq.lists: it is missing; add lists: [office]"),
        arguments(
            "auth: digest,",
            "auth: list, lists: [home],",
            "tollgate.yaml:20: trunks.phone.user: auth: list does not look at it;"
                + " remove it, or write auth: both"),
        arguments(
            "auth: digest,",
            "auth: digest, lists: [home],",
            "tollgate.yaml:20: trunks.phone.lists: auth: digest does not look at it;"
                + " remove it, or write auth: both"),
        arguments(
            "user: pbx",
            "user: bob",
            "tollgate.yaml:21: trunks.pbx.user: trunks phone and pbx both claim user bob"
                + " (phone is at tollgate.yaml:20); give each trunk a user of its own"),
        arguments(
            "auth: digest, user: bob, password: {env: BOB}",
            "auth: list, lists: [branch, home]",
            "tollgate.yaml:20: trunks.phone.lists: trunks hq and phone both claim 198.51.100.7/32"
                + " (hq is at tollgate.yaml:19; the block is at tollgate.yaml:12);"
                + " take the block out of one, or let called,"
                + " fromDomains, hosts, only or credentials (auth: both) tell them apart"),
        arguments(
            "auth: list, lists: [office, home]",
            "auth: list, lists: [{list: offices, port: 5060}]",
            "tollgate.yaml:19: trunks.hq.lists[0].list: there is no list 'offices';"
                + " did you mean office?"),
        arguments(
            "auth: list, lists: [office, home]",
            "auth: list, lists: [{list: office, port: 0}]",
            "tollgate.yaml:19: trunks.hq.lists[0].port: 0 is not within 1 and 65535;"
                + " write a number between the two"),
        arguments(
            "auth: list, lists: [office, home]",
            "auth: list, lists: [{list: office, port: 5061}], only: {port: 5062}",
            "tollgate.yaml:19: trunks.hq.lists[0]: nothing can be port 5062 and port 5061;"
                + " correct one"),
        arguments(
            "auth: list, lists: [office, home]",
            "auth: list, lists: [office], only: {transport: tls}",
            "tollgate.yaml:19: trunks.hq.only.transport: 'tls' is none of the choices; write udp"),
        arguments(
            "auth: list, lists: [office, home]",
            "auth: list, lists: [office], only: {listen: \"127.0.0.1:5061\"}",
            "tollgate.yaml:19: trunks.hq.only.listen: nothing listens at 127.0.0.1:5061;"
                + " write the bind of one of the entries of listen"),
        arguments(
            "auth: list, lists: [office, home]",
            "auth: list, lists: [office], called: {strip: true}",
            "tollgate.yaml:19: trunks.hq.called.prefixes: it is missing;"
                + " add prefixes: [\"991\"]"),
        arguments(
            "auth: list, lists: [office, home]",
            "auth: list, lists: [office], called: {prefixes: [991, \"9 9\"]}",
            "tollgate.yaml:19: trunks.hq.called.prefixes[1]: '9 9' is not what a number starts"
                + " with; write digits, letters, * or #"),
        arguments(
            "auth: list, lists: [office, home]",
            "auth: list, lists: [office], hosts: [\"sip:a.test\"]",
            "tollgate.yaml:19: trunks.hq.hosts[0]: 'sip:a.test' is not a host;"
                + " write an address or a name"),
        arguments(
            "auth: list, lists: [office, home]",
            "auth: list, lists: [office], fromDomains: [a.test, a.test]",
            "tollgate.yaml:19: trunks.hq.fromDomains[1]: a.test is there twice; take one out"),
        arguments(
            "auth: digest, user: bob",
            "auth: digest, called: {prefixes: [\"99\"]}, user: bob",
            "tollgate.yaml:20: trunks.phone.called: auth: digest does not look at it;"
                + " remove it, its user tells it apart; or write auth: list"),
        arguments(
            "  phone: {",
            "  hq2: {account: acme, auth: list, lists: [home], called: {prefixes: [\"99\"]}}\n"
                + "  hq3: {account: acme, auth: list, lists: [home], fromDomains: [a.test]}\n"
                + "  phone: {",
            "tollgate.yaml:21: trunks.hq3.lists: trunks hq2 and hq3 could both be meant at"
                + " 198.51.100.7/32: one claims it with called prefix 99, the other with From"
                + " domain a.test (hq2 is at tollgate.yaml:20; the block is at tollgate.yaml:12);"
                + " take the block out of one, or let"
                + " called, fromDomains, hosts, only or credentials (auth: both) tell them apart"));
  }
}
