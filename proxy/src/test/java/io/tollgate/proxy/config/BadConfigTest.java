package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of mistake, and the one line that tells of it. */
class BadConfigTest {
  @TempDir private Path folder;
  private ConfigFolder files;

  @BeforeEach
  void writeGoodFiles() {
    files = new ConfigFolder(folder);
  }

  /** What the good file says, what it says instead, and the line of error, without the folder. */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        // Fields
        arguments(
            "realm: tollgate.test",
            "relam: tollgate.test",
            "tollgate.yaml:8: relam: there is no such field; did you mean realm?"),
        arguments(
            "nonceLife: 30s",
            "life: 30s",
            "tollgate.yaml:9: digest.life: there is no such field;"
                + " the fields here are algorithms, nonceLife"),
        arguments(
            "bind: \"[::1]:5060\"",
            "Bind: \"[::1]:5060\"",
            "tollgate.yaml:5: listen[1].Bind: there is no such field; did you mean bind?"),
        arguments(
            "      - {id: fra1, uri: \"sip:192.0.2.9:5062;transport=udp\"}",
            "      - {id: fra1}",
            "tollgate.yaml:25: carriers.c1.gateways[0].uri: it is missing;"
                + " add uri: \"sip:192.0.2.9:5060\""),
        arguments(
            "realm: tollgate.test",
            "realm: tollgate.test\nnode: {id: edge2}",
            "tollgate.yaml:9: node: it is there twice, first in line 1;"
                + " rename or remove one of them"),
        arguments(
            "  phone: {",
            "  hq: {",
            "tollgate.yaml:20: trunks.hq: it is there twice, first in line 19;"
                + " rename or remove one of them"),
        arguments(
            "  phone: {",
            "  the phone: {",
            "tollgate.yaml:20: trunks.the phone: 'the phone' is not a name;"
                + " use 1 to 64 letters, digits, dots, dashes, underscores"),
        // Types
        arguments(
            "node: {id: edge1, pop: fra, data: data}",
            "node: edge1",
            "tollgate.yaml:1: node: it is a text, not a group of fields; write node: {id: …}"),
        arguments(
            "id: edge1",
            "id: [edge1]",
            "tollgate.yaml:1: node.id: it is a list, not a text; write node.id: …"),
        arguments(
            "lists: [office, home]",
            "lists: office",
            "tollgate.yaml:19: trunks.hq.lists: it is a text, not a list; write trunks.hq.lists:"
                + " […]"),
        arguments(
            "  acme: {deck: demo, cps: 5}",
            "  [acme]",
            "tollgate.yaml:16: accounts: it is a list, not names with what they stand for;"
                + " write accounts: {name: …}"),
        arguments(
            "announcePrice: false",
            "announcePrice: no",
            "tollgate.yaml:19: trunks.hq.announcePrice: it is a text, not true or false; write"
                + " trunks.hq.announcePrice: true"),
        arguments(
            "cps: 3",
            "cps: three",
            "tollgate.yaml:19: trunks.hq.cps: 'three' is not a whole number;"
                + " write one from 1 to 1000000"),
        arguments(
            "cps: 3",
            "cps: 1.5",
            "tollgate.yaml:19: trunks.hq.cps: '1.5' is not a whole number;"
                + " write one from 1 to 1000000"),
        arguments(
            "cps: 3",
            "cps: 0",
            "tollgate.yaml:19: trunks.hq.cps: 0 is not within 1 and 1000000;"
                + " write a number between the two"),
        arguments(
            "cps: 3",
            "cps: 9999999999",
            "tollgate.yaml:19: trunks.hq.cps: 9999999999 is not within 1 and 1000000;"
                + " write a number between the two"),
        arguments(
            "cps: 5",
            "cps: [5]",
            "tollgate.yaml:17: accounts.acme.cps: it is a list, not a whole number;"
                + " write accounts.acme.cps: 1"),
        arguments(
            "noAnswer: 90s",
            "noAnswer: 90",
            "tollgate.yaml:27: calls.noAnswer: '90' is not a duration;"
                + " write a number and its unit: 500ms, 180s, 5m, 4h"),
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
                + " write a duration between the two"),
        // Limits
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
        // Listening
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
            "127.0.0.1:8080",
            "0.0.0.0:8080",
            "tollgate.yaml:7: http.bind: anybody who reaches 0.0.0.0:8080 could use it;"
                + " add token: generate beside it, or write a loopback address such as"
                + " 127.0.0.1:8080"),
        arguments(
            "127.0.0.1:8080\"}",
            "127.0.0.1:8080\", token: a-token-in-clear-0001}",
            "tollgate.yaml:7: http.token: it holds a token in clear;"
                + " write {env: NAME}, {file: PATH} or generate"),
        arguments(
            "127.0.0.1:8080\"}",
            "127.0.0.1:8080\", token: {env: BOB}}",
            "tollgate.yaml:7: http.token: what it names holds none: it is not a token; a token has"
                + " 16 to 256 letters, digits and -._~+/, chosen at random"),
        arguments(
            "127.0.0.1:8080\"}",
            "127.0.0.1:8080\", readToken: {file: /nowhere/token}}",
            "tollgate.yaml:7: http.readToken.file: /nowhere/token cannot be read;"
                + " correct the path or its rights"),
        arguments(
            "loops: 2",
            "abuse: {firstBan: 2h, longestBan: 1h}",
            "tollgate.yaml:30: abuse.longestBan: the first ban is longer than the longest;"
                + " make firstBan shorter"),
        arguments(
            "loops: 2",
            "overload: on",
            "tollgate.yaml:30: overload: it is neither off nor a group; write {delay: 50ms}"),
        arguments(
            "loops: 2",
            "overload: {delay: 2s}",
            "tollgate.yaml:30: overload.delay: 2s is not within 1ms and 1s;"
                + " write a duration between the two"),
        arguments(
            "loops: 2",
            "overload: {dealy: 20ms}",
            "tollgate.yaml:30: overload.dealy: there is no such field; did you mean delay?"),
        // Digest
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
        // Who may call
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
            "acme: {deck: demo",
            "acme: {deck: demmo",
            "tollgate.yaml:17: accounts.acme.deck: there is no deck 'demmo'; did you mean demo?"),
        arguments(
            "phone: {account: acme",
            "phone: {account: globex",
            "tollgate.yaml:20: trunks.phone.account: there is no account 'globex';"
                + " define it under accounts"),
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
                + " (hq is at tollgate.yaml:19); take the block out of one, or let called,"
                + " fromDomains, hosts, only or credentials (auth: both) tell them apart"),
        arguments(
            "  c1:\n",
            "  c1:\n    deck: wholesale\n",
            "tollgate.yaml:24: carriers.c1.deck: there is no deck 'wholesale'; define it under"
                + " decks"),
        // Prices that no deck has
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
                + " add name: AT&T Mobility"),
        // Whose number
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
                + " write trunks.hq.trustIdentity: true"),
        // Passwords
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
            "tollgate.yaml:20: trunks.phone.ha1: the password is there too; keep one of the two"),
        // Registration
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
                + " write a number between the two"),
        // What tells trunks apart
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
                + " domain a.test (hq2 is at tollgate.yaml:20); take the block out of one, or let"
                + " called, fromDomains, hosts, only or credentials (auth: both) tell them apart"),
        // Decks
        arguments(
            "decks/demo.csv",
            "decks/none.csv",
            "tollgate.yaml:15: decks.demo.file: FOLDER/decks/none.csv: there is no such file;"
                + " correct the path"),
        arguments(
            "currency: USD",
            "currency: dollars",
            "tollgate.yaml:15: decks.demo.currency: currency 'dollars' is not three capital letters"
                + " such as USD; correct it"),
        arguments(
            "unknownOrigin: default",
            "unknownOrigin: lowest",
            "tollgate.yaml:15: decks.demo.unknownOrigin: 'lowest' is none of the choices;"
                + " write default or highest"),
        arguments(
            "increments: 30/6",
            "increments: 30",
            "tollgate.yaml:15: decks.demo.increments: '30' is not two increments in seconds such as"
                + " 30/6; correct it"),
        arguments(
            "digits: 2",
            "digits: 10",
            "tollgate.yaml:15: decks.demo.digits: 10 is not within 0 and 9;"
                + " write a number between the two"),
        arguments(
            "digits: 2",
            "digits: 2, layout: z-a",
            "tollgate.yaml:15: decks.demo.layout: 'z-a' is no layout; write any, a-z, twilio,"
                + " telnyx, pricing-api"),
        arguments(
            "digits: 2",
            "digits: 2, columns: {prize: Preis}",
            "tollgate.yaml:15: decks.demo.columns: 'prize' is no column; write one of destination,"
                + " area, origin, rate, connect fee, attempt fee, minimum, increments, initial"
                + " increment, next increment, grace, free seconds, effective date, end date,"
                + " currency, blocked, description, iso, comment"),
        arguments(
            "digits: 2",
            "digits: 2, unpriced: free",
            "tollgate.yaml:15: decks.demo.unpriced: 'free' is none of the choices; write bar or"
                + " refuse or skip"),
        arguments(
            "digits: 2",
            "digits: 2, noDefault: no default",
            "tollgate.yaml:15: decks.demo.noDefault: 'no default' is none of the choices; write"
                + " allow or refuse or warn"),
        arguments(
            "digits: 2",
            "digits: 2, lenient: maybe",
            "tollgate.yaml:15: decks.demo.lenient: it is a text, not true or false; write"
                + " decks.demo.lenient: true"),
        arguments(
            "digits: 2",
            "digits: 2, groups: {home: Atlantis}",
            "tollgate.yaml:15: decks.demo.file: FOLDER/decks/demo.csv: group home: 'Atlantis' is"
                + " neither digits nor a country nor a group (@name); correct it"),
        // Carriers
        arguments(
            "sip:192.0.2.9:5062;transport=udp",
            "sip:carrier.example.com",
            "tollgate.yaml:25: carriers.c1.gateways[0].uri: 'carrier.example.com' is not an IP"
                + " address; write one, names are not looked up"),
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
            "loops: 2",
            "connections: {idle: 1ms}",
            "tollgate.yaml:30: connections.idle: 1ms is not within 100ms and 24h;"
                + " write a duration between the two"),
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
                + " write a loopback address such as 127.0.0.1:5080"),
        // YAML
        arguments(
            "[SHA-256, MD5]",
            "[SHA-256, MD5",
            "tollgate.yaml:9: file: it is no YAML: expected ',' or ']', but got };"
                + " mind indentation (spaces only), colons and quotes"),
        arguments(
            "  c1:\n",
            "\tc1:\n",
            "tollgate.yaml:23: file: it is no YAML: found character '\\t(TAB)' that cannot start"
                + " any token. (Do not use \\t(TAB) for indentation); mind indentation (spaces"
                + " only), colons and quotes"),
        arguments(
            "realm: tollgate.test",
            "realm: &r tollgate.test\nloops: *r",
            "tollgate.yaml:9: loops: aliases are not understood; write the value out"),
        arguments(
            "realm: tollgate.test",
            "realm: tollgate.test\n---",
            "tollgate.yaml:10: file: a second document begins; take out the line of dashes"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("mistakes")
  void isToldInOneLine(String said, String instead, String expected) {
    files.with(said, instead);
    String message =
        expected
            .replaceFirst("^tollgate.yaml", files.file.toString())
            .replace("at tollgate.yaml", "at " + files.file)
            .replace("FOLDER", folder.toString());
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(files::check)
        .withMessage(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  private void assertRefused(String expected) {
    assertThatExceptionOfType(ConfigException.class).isThrownBy(files::check).withMessage(expected);
  }

  @Test
  void aRowOfADeckIsToldWithTheDecksOwnFileAndLine() {
    Path deck = files.write("decks/demo.csv", "destination,origin,rate\n43,,0.1250\n44,,dear\n");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(files::check)
        .withMessageStartingWith(deck + ":3: rate: ")
        .withMessageContaining("; ");
  }

  @Test
  void aFileThatIsNotThere() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> new ConfigLoader(name -> null).check(Path.of("none.yaml")))
        .withMessage("none.yaml: file: there is no such file; correct the path");
  }

  @Test
  void aFileThatIsAFolder() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> new ConfigLoader(name -> null).check(folder))
        .withMessageStartingWith(folder + ": file: it cannot be read");
  }

  @Test
  void aFileThatIsEmptyOrHoldsNoFields() {
    files.write("tollgate.yaml", "# nothing\n");
    assertRefused(files.file + ":1: file: it is empty; start from config/tollgate.yaml");
    files.write("tollgate.yaml", "- nothing\n");
    assertRefused(
        files.file + ":1: file: it does not hold fields; start from config/tollgate.yaml");
  }
}
