package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.net.Nat;
import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.Carrier;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.NumberDirectory.Entry;
import io.tollgate.rating.number.DialledNumber;
import io.tollgate.rating.number.E164;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers, contacts and carriers that call, as the file says them. */
class NumbersConfigTest {
  static final String PRICES = "acme: {deck: demo, cps: 5, prices: {inbound: {local: 0.01}}}";
  private static final String NUMBERS =
      """
      numbers:
        - {numbers: ["+49301234xx", "+4930123500"], trunk: hq}
        - {numbers: ["+49301234*"], trunk: phone}
      """;

  @TempDir Path folder;
  private ConfigFolder files;

  @BeforeEach
  void write() {
    files = new ConfigFolder(folder);
    files.write("tollgate.yaml", withNumbers());
  }

  private static String withNumbers() {
    return ConfigFolder.GOOD
            .replace("acme: {deck: demo, cps: 5}", PRICES)
            .replace(
                "dialPlan: vienna}",
                "dialPlan: vienna, inbound: {trusted: true, contacts: ["
                    + "{uri: \"sip:192.0.2.5\", priority: 1, weight: 3},"
                    + " {uri: \"sip:192.0.2.6:5070\", priority: 1, plus: false, user: edge,"
                    + " password: {env: BOB}}]}}")
            .replace("user: bob,", "user: bob, registration: true,")
            .replace(
                "  c1:\n", "  c1:\n    inbound: {country: DE, user: c1, password: {env: BOB}}\n")
        + NUMBERS;
  }

  @Test
  void numbersHaveTheirTrunks() throws ConfigException {
    List<Entry> entries = files.check().numbers().entries();
    assertThat(entries)
        .extracting(entry -> entry.numbers() + " " + entry.trunk().id() + " " + entry.tollFree())
        .containsExactly("+49301234xx hq false", "+4930123500 hq false", "+49301234* phone false");
    assertThat(entries.getFirst().account().id()).isEqualTo("acme");
  }

  @Test
  void aContactMayHaveAName() throws ConfigException {
    files.write("tollgate.yaml", withNumbers().replace("sip:192.0.2.5\"", "sip:pbx.example.net\""));
    Gateway contact = files.check().numbers().entries().getFirst().owner().fixed().getFirst();
    assertThat(contact.uri().isUnresolved()).isTrue();
    assertThat(contact.uri()).hasToString("sip:pbx.example.net");
  }

  @Test
  void contactsAreReadAsGatewaysAre() throws ConfigException {
    List<Gateway> contacts = files.check().numbers().entries().getFirst().owner().fixed();
    assertThat(contacts)
        .extracting(contact -> contact.id() + " " + contact.address().getPort())
        .containsExactly("contact1 5060", "contact2 5070");
    assertThat(contacts).allMatch(contact -> contact.terms().trusted());
    assertThat(contacts).allMatch(contact -> contact.terms().nat() == Nat.AUTO); // as its trunk's
    assertThat(contacts.get(0).dispatch().weight()).isEqualTo(3);
    assertThat(contacts.get(1).dispatch().format().plus()).isFalse();
    assertThat(contacts.get(1).terms().login()).isPresent();
    assertThat(contacts.get(1).uri().transport()).isEqualTo(Transport.UDP);
  }

  @Test
  void aCarrierThatCallsHasACountryAndCredentials() throws ConfigException {
    Carrier carrier = files.check().carriers().getFirst();
    assertThat(carrier.inbound().orElseThrow().plan().read("030 1234567"))
        .isEqualTo(new DialledNumber.Number(E164.of("+49301234567")));
    assertThat(carrier.inbound().orElseThrow().user().orElseThrow().name()).isEqualTo("c1");
  }

  @Test
  void aCarrierMayCallInE164AndWithoutCredentials() throws ConfigException {
    files.write(
        "tollgate.yaml", ConfigFolder.GOOD.replace("  c1:\n", "  c1:\n    inbound: true\n"));
    Carrier carrier = files.check().carriers().getFirst();
    assertThat(carrier.inbound().orElseThrow().plan().isStrict()).isTrue();
    assertThat(carrier.inbound().orElseThrow().user()).isEmpty();
  }

  @Test
  void aTrunkMayBeBarredAndKeepItsNumbers() throws ConfigException {
    files.write(
        "tollgate.yaml",
        ConfigFolder.GOOD.replace("dialPlan: vienna}", "inbound: false}")
            + "numbers: [{numbers: [\"+4930123456\"], trunk: hq}]\n");
    assertThat(files.check().numbers().entries().getFirst().owner().isBarred()).isTrue();
  }

  @Test
  void numbersMayChangeWhileCallsRun() throws ConfigException {
    TollgateConfig.Source before = files.check().source();
    files.write(
        "tollgate.yaml",
        withNumbers().replace("\"+4930123500\"], trunk: hq", "\"+4930123501\"], trunk: phone"));
    TollgateConfig.Source after = files.check().source();
    assertThat(before.changesTo(after))
        .containsExactly("numbers[0].numbers[1]", "numbers[0].trunk");
    assertThat(before.restartNeededFor(after)).isEmpty();
  }

  @Test
  void warnsWhereCallsThatStayOnTheEdgeHaveNoPrice() throws ConfigException {
    String field = files.file + ":17: accounts.acme.prices: ";
    String out =
        field
            + "its calls to numbers of this edge have no price and are refused;"
            + " add outbound: {ip: 0.0040}, or 0";
    String in =
        field
            + "calls of this edge's trunks to its numbers have no price and are refused;"
            + " add inbound: {ip: 0.0040}, or 0";
    assertThat(files.check().warnings()).containsExactly(out, in);
    files.write("tollgate.yaml", withNumbers().replace("local: 0.01", "local: 0.01, ip: 0"));
    assertThat(files.check().warnings()).containsExactly(out);
    files.write(
        "tollgate.yaml",
        withNumbers().replace("local: 0.01}", "local: 0.01, ip: 0}, outbound: {ip: 0.0040}"));
    assertThat(files.check().warnings()).isEmpty();
  }

  @Test
  void whereNobodysNumbersAreCalledNoPriceIsMissed() throws ConfigException {
    files.write(
        "tollgate.yaml",
        ConfigFolder.GOOD.replace("dialPlan: vienna}", "inbound: false}")
            + "numbers: [{numbers: [\"+4930123456\"], trunk: hq}]\n");
    assertThat(files.check().warnings()).isEmpty();
  }

  @Test
  void withoutASectionNoNumberIsOurs() throws ConfigException {
    files.write("tollgate.yaml", ConfigFolder.GOOD);
    assertThat(files.check().numbers().entries()).isEmpty();
  }
}
