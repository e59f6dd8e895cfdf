package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.CallerIdPolicy;
import io.tollgate.proxy.trunk.DigestAlgorithm;
import io.tollgate.proxy.trunk.Narrowing;
import io.tollgate.proxy.trunk.OtherMethods;
import io.tollgate.proxy.trunk.Recognition;
import io.tollgate.proxy.trunk.RegistrationSettings;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.number.E164;
import io.tollgate.rating.number.NumberSet;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a configuration says of trunks: who they are, and what they may say. */
class TrunksConfigTest {
  @TempDir private Path folder;
  private ConfigFolder files;

  @BeforeEach
  void writeGoodFiles() {
    files = new ConfigFolder(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0664 1234567,  Number[e164=+436641234567]",
    "0, 90664 1234567, Number[e164=+436641234567]",
    "0, 204,           Number[e164=+4315550204]",
    "0, 01 51234;ext=5, Number[e164=+431512345]",
    "0, 112,           'Code[dialled=112, e164=+43112, emergency=true]'",
    "0, 118811,        Barred[reason=the short code 118811 is barred]",
    "0, +1212,         Unreadable",
    "0, +12125550,     Unreadable[reason=no possible number",
    "1, 00436641234567, Number[e164=+436641234567]",
    "1, 01112125550100, Number[e164=+12125550100]",
    "1, 0664 1234567,  Unreadable",
    "2, 00436641234567, Unreadable",
  })
  void readsDialPlans(int trunk, String dialled, String meaning) throws ConfigException {
    assertThat(files.check().trunks().trunks().get(trunk).dialPlan().read(dialled).toString())
        .startsWith(meaning);
  }

  @Test
  void readsWhoMayCall() throws ConfigException {
    TollgateConfig config = files.check();
    Account acme = new Account("acme", "demo", 5, LimitsReader.UNSAID_OF_ACCOUNT);
    assertThat(config.accounts()).containsExactly(acme);
    assertThat(config.lists()).containsOnlyKeys("office", "home", "branch");
    List<Trunk> trunks = config.trunks().trunks();
    assertThat(trunks).extracting(Trunk::id).containsExactly("hq", "phone", "pbx");
    assertThat(trunks)
        .extracting(Trunk::auth)
        .containsExactly(AuthMode.LIST, AuthMode.DIGEST, AuthMode.BOTH);
    assertThat(trunks).extracting(Trunk::cps).containsExactly(3, 1, 1);
    assertThat(trunks).extracting(Trunk::announcePrice).containsExactly(false, true, true);
    assertThat(trunks).allMatch(trunk -> trunk.account().equals(acme));
    assertThat(trunks.getFirst().addresses())
        .extracting(Object::toString)
        .containsExactly("192.0.2.0/24", "2001:db8:0:0:0:0:0:0/32", "198.51.100.7/32");
  }

  @Test
  void readsWhoseNumberTrunksMayShow() throws ConfigException {
    assertThat(files.check().trunks().trunks())
        .extracting(Trunk::callerId)
        .containsOnly(CallerIdPolicy.ANY);
    files.with("cps: 3,", "cps: 3, numbers: [\"+4312345*\", +33123456789], trustIdentity: true,");
    assertThat(files.check().trunks().trunks().getFirst().callerId())
        .satisfies(
            policy -> {
              assertThat(policy.choice()).isEqualTo(CallerIdPolicy.Choice.OWNED);
              assertThat(policy.numbers()).hasToString("[+4312345*, +33123456789]");
              assertThat(policy.defaultNumber()).isEmpty();
              assertThat(policy.trustIdentity()).isTrue();
            });
    files.with("cps: 3,", "cps: 3, callerId: default, defaultNumber: +33123456789,");
    assertThat(files.check().trunks().trunks().getFirst().callerId())
        .isEqualTo(
            new CallerIdPolicy(
                CallerIdPolicy.Choice.DEFAULT,
                NumberSet.NONE,
                Optional.of(E164.of("+33123456789")),
                false));
  }

  @Test
  void readsPasswordsFromTheEnvironmentAndFromFilesAsHashes() throws ConfigException {
    List<Trunk> trunks = files.check().trunks().trunks();
    assertThat(hash(trunks.get(1), DigestAlgorithm.MD5))
        .isEqualTo(DigestAlgorithm.MD5.ha1("bob", "tollgate.test", "zanzibar"));
    assertThat(hash(trunks.get(2), DigestAlgorithm.SHA_256))
        .isEqualTo(DigestAlgorithm.SHA_256.ha1("pbx", "tollgate.test", "pbx's password"));
  }

  @Test
  void readsHashes() throws ConfigException {
    String md5 = "0123456789ABCDEF0123456789abcdef";
    String sha = "12345678901234567890123456789012".repeat(2);
    files.with("password: {env: BOB}", "ha1: {MD5: %s, SHA-256: %s}".formatted(md5, sha));
    Trunk phone = files.check().trunks().trunks().get(1);
    assertThat(hash(phone, DigestAlgorithm.MD5)).isEqualTo("0123456789abcdef0123456789abcdef");
    assertThat(hash(phone, DigestAlgorithm.SHA_256)).isEqualTo(sha);
  }

  private static String hash(Trunk trunk, DigestAlgorithm algorithm) {
    return trunk.user().orElseThrow().ha1(algorithm).orElseThrow();
  }

  @Test
  void readsWhatTellsTrunksApart() throws ConfigException {
    files.with(
        "auth: list, lists: [office, home]",
        """
        auth: list, lists: [home, {list: office, port: 5070, listen: "[::1]:5060"}],
            only: {transport: udp}, certificate: PBX.example.net, hosts: [hq.example.net],
            fromDomains: [acme.example], called: {prefixes: [991, "+43"], strip: true}\
        """);
    Recognition recognition = files.check().trunks().trunks().getFirst().recognition();
    assertThat(recognition.sources())
        .extracting(Recognition.Source::narrowing)
        .containsExactly(
            Narrowing.NONE,
            new Narrowing(OptionalInt.of(5070), Optional.empty(), Optional.of(at("::1", 5060))));
    assertThat(recognition.narrowing().transport()).contains(Transport.UDP);
    assertThat(recognition.certificate()).contains("pbx.example.net");
    assertThat(recognition.hosts()).containsExactly("hq.example.net");
    assertThat(recognition.fromDomains()).containsExactly("acme.example");
    assertThat(recognition.called().prefixes()).containsExactlyInAnyOrder("991", "+43");
    assertThat(recognition.called().strip()).isTrue();
  }

  @Test
  void readsWhoMayRegisterAndForHowLong() throws ConfigException {
    assertThat(files.check().registration()).isEqualTo(RegistrationSettings.DEFAULT);
    assertThat(files.check().trunks().mayRegister()).isFalse();
    assertThat(files.check().trunks().mayAskOptions()).isFalse();
    files.write(
        "tollgate.yaml",
        ConfigFolder.GOOD.replace(
                "auth: digest, user: bob",
                "auth: digest, registration: true, options: true, user: bob")
            + "registration: {minExpires: 30s, maxExpires: 10m, contacts: 3}\n");
    assertThat(files.check().registration())
        .isEqualTo(
            new RegistrationSettings(
                Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofMinutes(10), 3));
    assertThat(files.check().trunks().trunks().get(1).otherMethods())
        .isEqualTo(new OtherMethods(true, true));
  }

  @Test
  void takesAHundredThousandBlocks() throws ConfigException {
    StringBuilder blocks = new StringBuilder("big: [");
    for (int i = 0; i < 100_000; i++) {
      blocks.append(i == 0 ? "" : ",\n    ");
      blocks.append("10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255));
    }
    files.write(
        "tollgate.yaml",
        ConfigFolder.GOOD
            .replace("home: [198.51.100.7]", "home: [198.51.100.7]\n  " + blocks + "]")
            .replace("lists: [office, home]", "lists: [office, home, big]"));
    TollgateConfig config = files.check();
    assertThat(config.lists().get("big")).hasSize(100_000);
    assertThat(config.trunks().knows(at("10.1.134.159", 1).getAddress())).isTrue();
    assertThat(config.trunks().knows(at("10.1.134.160", 1).getAddress())).isFalse();
  }

  private static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(address, port);
  }
}
