package io.tollgate.proxy.config;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in carriers, their gateways and the demonstration carrier. */
class BadCarrierTest extends BadConfig {
  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "      - {id: fra1, uri: \"sip:192.0.2.9:5062;transport=udp\"}",
            "      - {id: fra1}",
            "tollgate.yaml:25: carriers.c1.gateways[0].uri: it is missing;"
                + " add uri: \"sip:192.0.2.9:5060\""),
        arguments(
            "- {id: fra1, ",
            "- {id: fra1, password: {env: BOB}, ",
            "tollgate.yaml:25: carriers.c1.gateways[0].password: there is no user to it; add user"),
        arguments(
            "- {id: fra1, ",
            "- {id: fra1, user: me, ",
            "tollgate.yaml:25: carriers.c1.gateways[0].password: it is missing;"
                + " add password: {env: NAME}"),
        arguments(
            "- {id: fra1, ",
            "- {id: fra1, user: \"m e\", password: {env: BOB}, ",
            "tollgate.yaml:25: carriers.c1.gateways[0].user: 'm e' is no user name;"
                + " use up to 128 characters without blanks and quotes"),
        arguments(
            "- {id: fra1, ",
            "- {id: fra1, user: me, password: generate, ",
            "tollgate.yaml:25: carriers.c1.gateways[0].password: the carrier gave it, so it cannot"
                + " be made; write {env: NAME} or {file: PATH}"),
        arguments(
            "  c1:\n",
            "  c1:\n    redirect: always\n",
            "tollgate.yaml:24: carriers.c1.redirect: 'always' is none of the choices;"
                + " write gateways or never"),
        arguments(
            "  c1:\n",
            "  c1:\n    nat: symmetric\n",
            "tollgate.yaml:24: carriers.c1.nat: 'symmetric' is none of the choices;"
                + " write auto or off"),
        arguments(
            "  c1:\n",
            "  c1:\n    deck: wholesale\n",
            "tollgate.yaml:24: carriers.c1.deck: there is no deck 'wholesale'; define it under"
                + " decks"),
        arguments(
            "sip:192.0.2.9:5062;transport=udp",
            "sip:carrier_1.example.com",
            "tollgate.yaml:25: carriers.c1.gateways[0].uri: 'carrier_1.example.com' is neither an"
                + " address nor a name; write sip.example.net"),
        arguments(
            "sip:192.0.2.9:5062;transport=udp",
            "sip:192.0.2",
            "tollgate.yaml:25: carriers.c1.gateways[0].uri: '192.0.2' is not an IP address; write"
                + " one, names are not looked up"),
        arguments(
            "sip:192.0.2.9:5062;transport=udp",
            "sip:sip.example.net;transport=tls",
            "tollgate.yaml:25: carriers.c1.gateways[0].uri: the edge does not speak tls itself;"
                + " add a listen entry with transport: tls"),
        arguments(
            "loops: 2",
            "loops: 2\ndns: {servers: [resolver.example.net]}",
            "tollgate.yaml:31: dns.servers[0]: 'resolver.example.net' is not an IP address; write"
                + " one, names are not looked up"),
        arguments(
            "loops: 2",
            "loops: 2\ndns: {servers: [192.0.2.53], timeout: 1m}",
            "tollgate.yaml:31: dns.timeout: 1m is not within 100ms and 30s; write a duration"
                + " between the two"),
        arguments(
            "sip:192.0.2.9:5062;transport=udp",
            "sip:192.0.2.9:5062;transport=tls",
            "tollgate.yaml:25: carriers.c1.gateways[0].uri: the edge does not speak tls itself;"
                + " add a listen entry with transport: tls"),
        arguments(
            "sip:192.0.2.9:5062;transport=udp",
            "sip:192.0.2.9:5062;transport=sctp",
            "tollgate.yaml:25: carriers.c1.gateways[0].uri: 'sip:192.0.2.9:5062;transport=sctp'"
                + " asks for a transport that is not supported; write transport=udp, tcp or tls"),
        arguments(
            "sip:192.0.2.9:5062;transport=udp",
            "sips:192.0.2.9:5062;transport=udp",
            "tollgate.yaml:25: carriers.c1.gateways[0].uri: 'sips:192.0.2.9:5062;transport=udp'"
                + " cannot be secure over udp; write sip:"),
        arguments(
            "- {uri: demo}",
            "- {uri: demo, tlsName: sip.example.net}",
            "tollgate.yaml:26: carriers.c1.gateways[1].tlsName: the gateway does not speak tls;"
                + " add ;transport=tls to its uri"),
        arguments(
            "sip:192.0.2.9:5062;transport=udp",
            "192.0.2.9:5062",
            "tollgate.yaml:25: carriers.c1.gateways[0].uri: '192.0.2.9:5062' is not a gateway's"
                + " URI; write sip:192.0.2.9:5060, or demo"),
        arguments(
            "sip:192.0.2.9:5062;transport=udp",
            "sip:127.0.0.1:5060",
            "tollgate.yaml:25: carriers.c1.gateways[0].uri: this edge listens there itself;"
                + " write the carrier's address"),
        arguments(
            "      - {uri: demo}",
            "      - {id: fra1, uri: demo}",
            "tollgate.yaml:26: carriers.c1.gateways[1].id: carrier c1 has another gateway 'fra1';"
                + " rename one"),
        arguments(
            "demo: {bind: \"127.0.0.1:5080\", ringFor: 500ms}\n",
            "",
            "tollgate.yaml:26: carriers.c1.gateways[1].uri: there is no demonstration carrier;"
                + " add demo: {bind: 127.0.0.1:5080, ringFor: 2s}"),
        arguments(
            "127.0.0.1:5080",
            "127.0.0.1:5060",
            "tollgate.yaml:29: demo.bind: its port is not its own;"
                + " write a port that nothing else listens at"),
        arguments(
            "127.0.0.1:5080",
            "192.0.2.1:5080",
            "tollgate.yaml:29: demo.bind: anybody who reaches 192.0.2.1:5080 could use it;"
                + " write a loopback address such as 127.0.0.1:5080"));
  }
}
