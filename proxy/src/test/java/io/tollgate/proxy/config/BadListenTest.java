package io.tollgate.proxy.config;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in where the edge listens, and its connections. */
class BadListenTest extends BadConfig {
  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "listen:\n"
                + "  - {transport: udp, bind: \"127.0.0.1:5060\"}\n"
                + "  - transport: udp\n"
                + "    bind: \"[::1]:5060\"\n"
                + "    advertise: sip.example.com:5070\n",
            "listen: []\n",
            "tollgate.yaml:2: listen: it is empty; write at least one entry"),
        arguments(
            "listen:\n"
                + "  - {transport: udp, bind: \"127.0.0.1:5060\"}\n"
                + "  - transport: udp\n"
                + "    bind: \"[::1]:5060\"\n"
                + "    advertise: sip.example.com:5070\n",
            "",
            "tollgate.yaml:1: listen: it is missing;"
                + " add listen: [{transport: udp, bind: 127.0.0.1:5060}]"),
        arguments(
            "  - transport: udp\n",
            "  - transport: ws\n",
            "tollgate.yaml:4: listen[1].transport: transport ws is not supported;"
                + " write udp, tcp or tls"),
        arguments(
            "  - transport: udp\n",
            "  - transport: tcp\n    certificate: edge.pem\n",
            "tollgate.yaml:5: listen[1].certificate: transport tcp has no use for it;"
                + " write transport: tls"),
        arguments(
            "  - transport: udp\n",
            "  - transport: tls\n    certificate: edge.pem\n",
            "tollgate.yaml:4: listen[1].key: it is missing; add key: tls/edge.key"),
        arguments(
            "  - transport: udp\n",
            "  - transport: tls\n    clientCertificates: required\n",
            "tollgate.yaml:5: listen[1].clientCertificates: nobody's certificates are trusted;"
                + " add clientAuthorities: with a PEM file"),
        arguments(
            "  - transport: udp\n",
            "  - transport: sctp\n",
            "tollgate.yaml:4: listen[1].transport: 'sctp' is none of the choices;"
                + " write tcp or tls or udp"),
        arguments(
            "[::1]:5060",
            "127.0.0.1:5060",
            "tollgate.yaml:5: listen[1].bind: another entry listens there;"
                + " give each entry an address and port of its own"),
        arguments(
            "[::1]:5060",
            "127.0.0.1:65536",
            "tollgate.yaml:5: listen[1].bind: 65536 is not a port; write one from 0 to 65535"),
        arguments(
            "[::1]:5060",
            "127.0.0.1",
            "tollgate.yaml:5: listen[1].bind: '127.0.0.1' has no port; write 127.0.0.1:5060"),
        arguments(
            "[::1]:5060",
            "localhost:5060",
            "tollgate.yaml:5: listen[1].bind: 'localhost' is not an IP address;"
                + " write one, names are not looked up"),
        arguments(
            "[::1]:5060",
            "::1:5060",
            "tollgate.yaml:5: listen[1].bind: '::1:5060' is not an address with a port;"
                + " write 127.0.0.1:5060 or [::1]:5060"),
        arguments(
            "bind: \"127.0.0.1:5060\"",
            "bind: \"0.0.0.0:5060\"",
            "tollgate.yaml:3: listen[0].bind: peers cannot answer to 0.0.0.0;"
                + " add advertise: with the address that they reach the edge at"),
        arguments(
            "sip.example.com:5070",
            "-sip-",
            "tollgate.yaml:6: listen[1].advertise: '-sip-' is not a host;"
                + " write an address or a name"),
        arguments(
            "loops: 2",
            "connections: {idle: 1ms}",
            "tollgate.yaml:30: connections.idle: 1ms is not within 100ms and 24h;"
                + " write a duration between the two"));
  }
}
