package io.tollgate.proxy.deck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tollgate.proxy.store.DeckVersions;
import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreSettings;
import io.tollgate.rating.charge.Rater;
import io.tollgate.rating.charge.RatingResult.Rated;
import io.tollgate.rating.charge.Rounding;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.DeckLayout;
import io.tollgate.rating.deck.DeckRules;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDecks;
import io.tollgate.rating.number.E164;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of decks by a turned clock: what is in force, what comes, what a restart finds. */
class DeckSwapTest {
  private static final E164 TO = E164.of("+436641234567");
  private static final E164 FROM = E164.of("+33123456789");
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-11-25T12:00:00Z");
  private final DeckSettings settings = DeckSettings.of("demo", "USD");
  private Store store;
  private RateDecks decks;
  private DeckSwap swap;

  @BeforeEach
  void start() {
    store = Store.open(new StoreSettings(folder.resolve("tollgate.db")));
    decks = new RateDecks(() -> now);
    swap = new DeckSwap(new DeckVersions(store), decks, () -> now);
  }

  @AfterEach
  void stop() {
    store.close();
  }

  private void restart() {
    stop();
    start();
  }

  private RateDeck file(String text) throws Exception {
    Path path = Files.writeString(folder.resolve("demo.csv"), text);
    return swap.put(new DeckFile(path, settings).load(now));
  }

  private Optional<DeckSwap.Uploaded> upload(String text, Instant from) throws DeckException {
    return swap.upload("demo", text.getBytes(StandardCharsets.UTF_8), Optional.of(from), false);
  }

  private static String costing(String rate) {
    return "destination,rate\n43," + rate + "\n";
  }

  /** The price and the version of a call at a moment. */
  private String priced(Instant at) {
    return decks
        .find("demo", at)
        .map(
            deck ->
                Rater.rate(deck, TO, FROM) instanceof Rated(var tariff)
                    ? tariff.ratePerMinute() + " by " + tariff.deckVersion()
                    : "no rate")
        .orElse("no deck");
  }

  @Test
  void tomorrowsDeckIsLoadedTodayAndCountsFromItsMomentOn() throws Exception {
    file(costing("0.1"));
    Instant tomorrow = now.plus(DAY);
    DeckSwap.Uploaded uploaded = upload(costing("0.2"), tomorrow).orElseThrow();
    assertThat(uploaded.version()).isEqualTo(2);
    assertThat(uploaded.inForce()).isFalse();
    assertThat(priced(now)).isEqualTo("0.1000 by 1");
    assertThat(priced(tomorrow.minusMillis(1))).isEqualTo("0.1000 by 1");
    assertThat(priced(tomorrow)).isEqualTo("0.2000 by 2"); // nothing was read in between
    now = tomorrow;
    swap.tick();
    assertThat(priced(now)).isEqualTo("0.2000 by 2");
    assertThat(swap.versions("demo")).hasSize(1);
  }

  @Test
  void anUploadCountsAtOnceAndALaterChangeOfTheFileAfterIt() throws Exception {
    file(costing("0.1"));
    assertThat(upload(costing("0.2"), now).orElseThrow().inForce()).isTrue();
    assertThat(priced(now)).isEqualTo("0.2000 by 2");
    now = now.plusSeconds(1);
    assertThat(file(costing("0.1"))).hasToString("demo@2"); // the file has not changed
    now = now.plusSeconds(1);
    file(costing("0.3"));
    assertThat(priced(now)).isEqualTo("0.3000 by 3");
  }

  @Test
  void aRestartFindsWhatIsInForceAndWhatIsToCome() throws Exception {
    file(costing("0.1"));
    upload(costing("0.2"), now);
    Instant tomorrow = now.plus(DAY);
    upload(costing("0.3"), tomorrow);
    now = now.plusSeconds(60);
    restart();
    assertThat(file(costing("0.1"))).hasToString("demo@2");
    assertThat(priced(now)).isEqualTo("0.2000 by 2");
    assertThat(priced(tomorrow)).isEqualTo("0.3000 by 3");
    now = tomorrow.plusSeconds(1);
    restart();
    file(costing("0.1"));
    assertThat(priced(now)).isEqualTo("0.3000 by 3");
  }

  @Test
  void anotherDeckForTheSameMomentTakesThePlaceOfTheFirst() throws Exception {
    file(costing("0.1"));
    Instant tomorrow = now.plus(DAY);
    upload(costing("0.2"), tomorrow);
    upload(costing("0.4"), tomorrow);
    assertThat(priced(tomorrow)).isEqualTo("0.4000 by 3");
    assertThat(swap.versions("demo")).hasSize(2);
  }

  @Test
  void rowsWithDatesChangeThePricesAtTheirMomentUnderTheSameVersion() throws Exception {
    file(
        """
        destination,rate,effective date,end date
        43,0.1,2026-01-01,
        43,0.2,2026-12-01,
        43,0.3,2027-01-01,2027-02-01T00:00:00Z
        44,0.4,,
        """);
    Instant december = Instant.parse("2026-12-01T00:00:00Z");
    assertThat(priced(december.minusMillis(1))).isEqualTo("0.1000 by 1");
    assertThat(priced(december)).isEqualTo("0.2000 by 1");
    now = december.plusSeconds(1);
    swap.tick();
    Instant january = Instant.parse("2027-01-01T00:00:00Z");
    assertThat(priced(now)).isEqualTo("0.2000 by 1");
    assertThat(priced(january)).isEqualTo("0.3000 by 1");
    now = january;
    swap.tick();
    now = Instant.parse("2027-02-01T00:00:00Z");
    assertThat(priced(now)).isEqualTo("0.2000 by 1"); // December's has no end
    swap.tick();
    assertThat(swap.versions("demo")).hasSize(1);
  }

  @Test
  void aDeckToComeEndsTheDatesOfTheOneBeforeIt() throws Exception {
    file("destination,rate,effective date\n43,0.1,2026-01-01\n43,0.9,2026-12-01\n");
    upload(costing("0.2"), Instant.parse("2026-11-30T00:00:00Z"));
    assertThat(priced(Instant.parse("2026-12-01T00:00:00Z"))).isEqualTo("0.2000 by 2");
  }

  @Test
  void everyVersionIsKeptAsItWasLoaded() throws Exception {
    StringBuilder large = new StringBuilder("destination,rate,description\n");
    for (int i = 0; i < 100_000; i++) {
      large.append(100_000 + i).append(",0.").append(i + 1).append(",d").append(i * 7919L);
      large.append('\n');
    }
    file(large.toString());
    upload(costing("0.2"), now);
    assertThat(swap.text("demo", 1)).hasValue(large.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(swap.text("demo", 2)).hasValue(costing("0.2").getBytes(StandardCharsets.UTF_8));
    assertThat(swap.text("demo", 3)).isEmpty();
  }

  @Test
  void aWrongUploadChangesNothingAndAnUnknownDeckIsNone() throws Exception {
    file(costing("0.1"));
    assertThatExceptionOfType(DeckException.class)
        .isThrownBy(() -> upload("destination,rate\n43,free\n", now))
        .withMessageStartingWith("deck demo:2: rate: 'free' is not a decimal number");
    assertThat(priced(now)).isEqualTo("0.1000 by 1");
    assertThat(
            swap.upload(
                "gold", costing("1").getBytes(StandardCharsets.UTF_8), Optional.empty(), false))
        .isEmpty();
    assertThat(
            swap.upload(
                    "demo",
                    "destination,rate\n43,free\n43664,0.7\n".getBytes(StandardCharsets.UTF_8),
                    Optional.empty(),
                    true)
                .orElseThrow()
                .report()
                .leftOut())
        .hasSize(1);
    assertThat(priced(now)).isEqualTo("0.7000 by 2");
  }

  @Test
  void decksThatAreTakenOutAreGone() throws Exception {
    file(costing("0.1"));
    swap.retain(Set.of());
    assertThat(priced(now)).isEqualTo("no deck");
    assertThat(upload(costing("0.2"), now)).isEmpty();
  }

  @Test
  void settingsComeBackFromTheirText() {
    DeckSettings all =
        settings
            .withRounding(new Rounding(6, Rounding.Mode.HALF_EVEN))
            .withRules(
                DeckRules.STRICT
                    .withLayout(DeckLayout.named("a-z").withColumns(Map.of("rate", "Preis")))
                    .withGroups(Map.of("a b", "43"))
                    .withUnpriced(DeckRules.Unpriced.BAR)
                    .withNoDefault(DeckRules.NoDefault.ALLOW)
                    .withLenient(true));
    DeckSettings read = SettingsText.read("demo", SettingsText.write(all));
    assertThat(read.toString()).isEqualTo(all.toString());
    assertThat(read.rules().layout().columns()).isEqualTo(Map.of("rate", "Preis"));

    String ofBefore = SettingsText.write(settings).replace("\"rounding\":\"HALF_UP\",", "");
    assertThat(ofBefore).doesNotContain("HALF_UP");
    assertThat(SettingsText.read("demo", ofBefore).rounding()).isEqualTo(settings.rounding());
  }
}
