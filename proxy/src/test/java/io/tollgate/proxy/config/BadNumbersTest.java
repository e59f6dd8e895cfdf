package io.tollgate.proxy.config;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in numbers, in trunks' contacts, and in how carriers call. */
class BadNumbersTest extends BadConfig {
  private static final String ACCOUNT = "acme: {deck: demo, cps: 5}";
  private static final String LAST = "    check: possible\n";
  private static final String PLAN = ", dialPlan: vienna}";

  /** The numbers of a trunk whose account sells them, or does not. */
  private static Arguments numbers(String yaml, String expected) {
    return arguments(LAST, LAST + "numbers:\n" + yaml, "tollgate.yaml:" + expected);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        numbers(
            "  - {numbers: [\"+4930123456\"]}\n",
            "39: numbers[0].trunk: it is missing; add trunk: hq"),
        numbers(
            "  - {numbers: [\"+4930123456\"], trunk: hw}\n",
            "39: numbers[0].trunk: there is no trunk 'hw'; did you mean hq?"),
        numbers(
            "  - {numbers: [\"+4930123456\"], trunk: hq}\n",
            "39: numbers[0].trunk: calls to trunk 'hq' have nowhere to go; give it"
                + " inbound: {contacts: [{uri: \"sip:192.0.2.5:5060\"}]}, or registration: true"),
        arguments(
            PLAN,
            ", inbound: {contacts: []}}",
            "tollgate.yaml:19: trunks.hq.inbound.contacts: it is empty; write at least one entry"),
        arguments(
            PLAN,
            ", inbound: {contacts: [{uri: \"sip:pbx.example.net;transport=tls\"}]}}",
            "tollgate.yaml:19: trunks.hq.inbound.contacts[0].uri: the edge does not speak tls"
                + " itself; add a listen entry with transport: tls"),
        arguments(
            PLAN,
            ", inbound: {contacts: [{uri: \"sip:192.0.2.5\", weight: 2}]}}",
            "tollgate.yaml:19: trunks.hq.inbound.contacts[0].weight: gateways share calls within a"
                + " priority, and it has none; add priority: 1"),
        arguments(
            PLAN,
            ", inbound: maybe}",
            "tollgate.yaml:19: trunks.hq.inbound: it is a text, not true or false;"
                + " write trunks.hq.inbound: true"),
        arguments(
            "  c1:\n",
            "  c1:\n    inbound: {country: Germany}\n",
            "tollgate.yaml:24: carriers.c1.inbound.country: 'Germany' is no country with"
                + " numbers of its own; write an ISO code such as AT"),
        arguments(
            "  c1:\n",
            "  c1:\n    inbound: {password: {env: BOB}}\n",
            "tollgate.yaml:24: carriers.c1.inbound.password: there is no user to it; add user"),
        arguments(
            "  c1:\n",
            "  c1:\n    inbound: {user: c1}\n",
            "tollgate.yaml:24: carriers.c1.inbound.password: it is missing;"
                + " add password: {env: NAME}"),
        arguments(
            "  c1:\n",
            "  c1:\n    inbound: {user: c1, password: generate}\n",
            "tollgate.yaml:24: carriers.c1.inbound.password: it is agreed on with the carrier, so"
                + " it cannot be made; write {env: NAME} or {file: PATH}"));
  }

  private static String withNumbers(String account, String numbers) {
    return ConfigFolder.GOOD
            .replace(ACCOUNT, account)
            .replace("user: bob,", "user: bob, registration: true,")
        + "numbers:\n"
        + numbers;
  }

  @Test
  void overlapsAreNamedWithBothPlaces() {
    files.write(
        "tollgate.yaml",
        withNumbers(
            NumbersConfigTest.PRICES,
            "  - {numbers: [\"+4930123400-+4930123449\"], trunk: phone}\n"
                + "  - {numbers: [\"+4930123440-+4930123499\"], trunk: phone}\n"));
    assertRefused(
        files.file
            + ":40: numbers[1].numbers[0]: +4930123440-+4930123499 overlaps"
            + " +4930123400-+4930123449 (at "
            + files.file
            + ":39); let one of the two lie within the other, or keep them apart");
  }

  @Test
  void aNumberThatIsNoneIsRefused() {
    files.write(
        "tollgate.yaml",
        withNumbers(NumbersConfigTest.PRICES, "  - {numbers: [\"030 123456\"], trunk: phone}\n"));
    assertRefused(
        files.file
            + ":39: numbers[0].numbers[0]: '030 123456' is neither a number nor a range; write"
            + " +4930123456, +4930123400-+4930123499, +49301234xx or +49301234*");
  }

  @Test
  void callsToANumberNeedAPrice() {
    files.write(
        "tollgate.yaml",
        withNumbers(
            NumbersConfigTest.PRICES,
            "  - {numbers: [\"+49800123456\"], trunk: phone, tollFree: true}\n"));
    assertRefused(
        files.file
            + ":39: numbers[0].trunk: account 'acme' of trunk 'phone' has no price for calls to"
            + " them; add inbound: {tollfree: 0.0085}, or 0, to accounts.acme.prices");
  }

  @Test
  void aCarrierOverConnectionsIsNoTrunk() {
    files.write(
        "tollgate.yaml",
        ConfigFolder.GOOD
            .replace("  c1:\n", "  c1:\n    inbound: true\n")
            .replace("listen:\n", "listen:\n  - {transport: tcp, bind: \"127.0.0.1:5060\"}\n")
            .replace("5062;transport=udp", "5062;transport=tcp"));
    assertRefused(
        files.file
            + ":27: carriers.c1.gateways[0].uri: its calls would be taken for those of trunk hq,"
            + " whose lists have 192.0.2.9; take the address out of them, or speak udp, where the"
            + " port tells them apart");
  }
}
