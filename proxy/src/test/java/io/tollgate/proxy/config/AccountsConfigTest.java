package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.Credit;
import io.tollgate.rating.charge.CallKind;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.PriceBook;
import io.tollgate.rating.charge.Rounding;
import io.tollgate.rating.number.E164;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a configuration says of accounts. */
class AccountsConfigTest {
  @TempDir private Path folder;
  private ConfigFolder files;

  @BeforeEach
  void writeGoodFiles() {
    files = new ConfigFolder(folder);
  }

  @Test
  void readsLimits() throws ConfigException {
    files.with(
        "acme: {deck: demo, cps: 5}",
        "acme: {deck: demo, limits: {channels: 30, maxRate: 0.50, longestCall: 2h,"
            + " spend: {day: 50, month: 1000.5},"
            + " hours: {zone: UTC, open: [mon-fri 08:00-18:00]},"
            + " destinations: {allowed: [Austria, +49], barred: [49180], highCost: [satellite]}}}");
    CallLimits limits = files.check().accounts().getFirst().limits();
    assertThat(limits.channels()).hasValue(30);
    assertThat(limits.rateCeiling()).contains(Money.parse("0.50"));
    assertThat(limits.longestCall()).contains(Duration.ofHours(2));
    assertThat(limits.spending())
        .isEqualTo(
            new CallLimits.Spending(
                Optional.of(Money.parse("50")), Optional.of(Money.parse("1000.5"))));
    assertThat(limits.hours().orElseThrow().isOpen(Instant.parse("2026-03-02T08:00:00Z"))).isTrue();
    assertThat(limits.hours().orElseThrow().isOpen(Instant.parse("2026-03-02T07:59:59Z")))
        .isFalse();
    assertThat(barring(limits, "+436641234567")).isEmpty();
    assertThat(barring(limits, "+4918012345")).isEqualTo("prefix 49180 is barred");
    assertThat(barring(limits, "+43900123456")).contains("premium");
    assertThat(barring(limits, "+12125550100")).contains("not among the allowed");
    assertThat(files.check().trunks().trunks().getFirst().limits()).isEqualTo(CallLimits.NONE);
  }

  @Test
  void readsCredit() throws ConfigException {
    assertThat(files.check().accounts().getFirst().credit()).isEmpty();
    files.with("acme: {deck: demo, cps: 5}", "acme: {deck: demo, credit: {kind: prepaid}}");
    assertThat(files.check().accounts().getFirst().credit()).contains(Credit.PREPAID);
    files.with(
        "acme: {deck: demo, cps: 5}", "acme: {deck: demo, credit: {kind: postpaid, limit: 500}}");
    assertThat(files.check().accounts().getFirst().credit())
        .contains(Credit.postpaid(Money.parse("500")));
  }

  private static String barring(CallLimits limits, String number) {
    return limits.destinations().barring(E164.of(number)).orElse("");
  }

  @Test
  void readsPriceBooks() throws ConfigException {
    assertThat(files.check().accounts().getFirst().prices()).isEmpty();
    files.with(
        "acme: {deck: demo, cps: 5}",
        """
        acme:
            deck: demo
            prices:
              increments: 30/6
              inbound: {ip: 0.003, local: 0.0085, tollfree: 0.021}
              outbound: {ip: 0.003}
              message:
                inbound: 0
                outbound: 0.0035
                networks: [{name: "United States - AT&T Mobility", rate: 0.0035}]
              phoneNumbers: {local: 0.8}\
        """);
    PriceBook book = files.check().accounts().getFirst().prices().orElseThrow();
    assertThat(book)
        .isEqualTo(
            new PriceBook(
                "prices:acme",
                1,
                "USD",
                Rounding.halfUp(2),
                new Increments(30, 6),
                Map.of(
                    CallKind.INBOUND_IP, Money.parse("0.003"),
                    CallKind.INBOUND_LOCAL, Money.parse("0.0085"),
                    CallKind.INBOUND_TOLLFREE, Money.parse("0.021"),
                    CallKind.OUTBOUND_IP, Money.parse("0.003")),
                Optional.of(
                    new PriceBook.MessagePrices(
                        Optional.of(Money.ZERO),
                        Optional.of(Money.parse("0.0035")),
                        List.of(
                            new PriceBook.NetworkPrice(
                                "United States - AT&T Mobility", Money.parse("0.0035"))))),
                Optional.of(
                    new PriceBook.NumberPrices(
                        Optional.of(Money.parse("0.8")), Optional.empty()))));
  }

  @Test
  void warnsOfMoreThanAHundredTrunksInOneAccountAndTakesThem() throws ConfigException {
    StringBuilder trunks = new StringBuilder();
    for (int i = 0; i < 98; i++) {
      trunks.append(
          "  t%d: {account: acme, auth: digest, user: u%d, password: {env: BOB}}\n"
              .formatted(i, i));
    }
    files.with("  phone: {", trunks + "  phone: {");
    assertThat(files.check().trunks().trunks()).hasSize(101);
    assertThat(files.check().warnings())
        .containsExactly(
            files.file + ":17: accounts.acme: it has 101 trunks; at most 100 are recommended");
    files.with("  phone: {", trunks.substring(trunks.indexOf("\n") + 1) + "  phone: {");
    assertThat(files.check().warnings()).isEmpty();
  }
}
