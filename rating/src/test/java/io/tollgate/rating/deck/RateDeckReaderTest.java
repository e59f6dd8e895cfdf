package io.tollgate.rating.deck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tollgate.rating.charge.Increments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateDeckReaderTest {

  private static final DeckSettings SETTINGS = DeckSettings.of("test", "USD");

  @TempDir private Path directory;

  @Test
  void readsEveryColumn() throws Exception {
    RateDeck deck =
        read(
            """
            \uFEFF# a comment
            Prefix, Origin_Prefix ,RATE,Connect Fee,attempt-fee,minimum,increments,grace,free seconds,blocked,description

            43,33,0.0390,0.01,0.002,0.05,30/6,3,10,no,"Austria, all"
            49,,0.5,,,,,,,yes,
            """);
    List<Rate> rates = new ArrayList<>();
    deck.forEach(rates::add);
    assertThat(rates).hasSize(2);
    Rate first = rates.getFirst();
    assertThat(first.destinationPrefix()).isEqualTo("43");
    assertThat(first.originPrefix()).isEqualTo("33");
    assertThat(first.price().description()).isEqualTo("Austria, all");
    assertThat(first.price().blocked()).isFalse();
    assertThat(first.price().terms().ratePerMinute()).hasToString("0.0390");
    assertThat(first.price().terms().connectFee()).hasToString("0.0100");
    assertThat(first.price().terms().attemptFee()).hasToString("0.0020");
    assertThat(first.price().terms().minimumCharge()).hasToString("0.0500");
    assertThat(first.price().terms().increments()).hasToString("30/6");
    assertThat(first.price().terms().graceSeconds()).isEqualTo(3);
    assertThat(first.price().terms().freeSeconds()).isEqualTo(10);
    assertThat(rates.getLast().price().blocked()).isTrue();
    assertThat(rates.getLast().price().terms().increments()).isEqualTo(Increments.PER_MINUTE);
  }

  @Test
  void severalPrefixesCountriesAndGroupsInOneCell() throws Exception {
    RateDeck deck =
        read(
            """
            @near = 43, Germany
            @all = @near; 33
            destination,origin,rate
            "43650, 43660",@all,0.1
            Belgium|32 33,IE; 44 45,0.2
            """);
    List<String> rows = new ArrayList<>();
    deck.forEach(rate -> rows.add(rate.destinationPrefix() + "<" + rate.originPrefix()));
    assertThat(rows)
        .containsExactly(
            "32<353",
            "32<44",
            "32<45",
            "33<353",
            "33<44",
            "33<45",
            "43650<33",
            "43650<43",
            "43650<49",
            "43660<33",
            "43660<43",
            "43660<49");
    assertThat(deck.size()).isEqualTo(12);
  }

  @Test
  void firstAndSubIntervalMayBeTwoColumns() throws Exception {
    RateDeck deck =
        read(
            """
            destination,first interval,sub interval,rate
            43,30,6,0.1
            """);
    deck.forEach(rate -> assertThat(rate.price().terms().increments()).hasToString("30/6"));
    assertThat(deck.size()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      value = {
        "43,,free           ! 2:5: rate: 'free' is not a decimal number such as 0.0390",
        "43,,-0.1           ! 2:5: rate: '-0.1' is negative",
        "43,,               ! 2:5: rate: it is empty",
        "43,,0.00000000001  ! 2:5: rate: '0.00000000001' has more than 9 decimals",
        ",,0.1              ! 2:1: destination: it is empty",
        "+43,,0.1           ! 2:1: destination: '+43' is neither digits nor a country",
        "0043,,0.1          ! 2:1: destination: prefix '0043' begins with 0",
        "1234567890123456,,1! 2:1: destination: prefix '1234567890123456' has 16 digits",
        "43,Atlantis,0.1    ! 2:4: origin: 'Atlantis' is neither digits nor a country",
        "43,@none,0.1       ! 2:4: origin: group @none is not defined",
        "@a = 43            ! 2:1: group: it stands below the headings"
      })
  void namesLineColumnAndField(String row, String problem) {
    DeckException refused = refused("destination,origin,rate\n" + row + "\n");
    assertThat(refused.problems()).hasSize(1);
    assertThat(refused.problems().getFirst().toString()).startsWith(problem);
  }

  @Test
  void theMessageIsOneLineWithThePlaceAndTheCount() {
    DeckException refused =
        refused(
            """
            destination,rate,increments
            43,0.1,60/60
            44,x,60
            45,y,60/60
            """);
    assertThat(refused)
        .hasMessage(
            directory.resolve("deck.csv")
                + ":3: rate: 'x' is not a decimal number such as 0.0390; correct the cell"
                + " (and 2 more problems)");
    assertThat(refused.problems()).hasSize(3);
  }

  @Test
  void namesBothLinesOfADuplicate() {
    DeckException refused =
        refused(
            """
            destination,origin,rate
            43,33,0.1

            "44, 43",33,0.2
            """);
    assertThat(refused.problems())
        .singleElement()
        .hasToString(
            "4:1: destination: 43 from 33 has a row already, in line 2; remove one of them");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "destination,prize,rate  ! heading: 'prize' is not known",
        "destination,code,rate   ! heading: there are two for destination",
        "destination,origin      ! heading: there is none for rate",
        "rate                    ! heading: there is none for destination",
        "destination,rate        ! file: it has no row with a price",
        "@a = 43                 ! file: it has no row of headings",
        "''                      ! file: it has no row of headings",
        "@a 43                   ! group: it has no '='"
      })
  void refusesAFileWithoutOrder(String text, String problem) {
    assertThat(refused(text + "\n")).hasMessageContaining(problem);
  }

  @Test
  void refusesWhatItCannotRead() throws IOException {
    Path missing = directory.resolve("missing.csv");
    assertThatExceptionOfType(DeckException.class)
        .isThrownBy(() -> RateDeckReader.read(missing, SETTINGS))
        .withMessage(missing + ": file: there is no such file; correct the path");
    Path latin = directory.resolve("latin.csv");
    Files.write(latin, "destination,rate\nÖ,1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatExceptionOfType(DeckException.class)
        .isThrownBy(() -> RateDeckReader.read(latin, SETTINGS))
        .withMessageContaining("not UTF-8");
    assertThat(refused("destination,rate\n\"43,0.1\n"))
        .hasMessageContaining("neither CSV nor JSON");
  }

  @Test
  void decksAreReplacedById() throws Exception {
    RateDeck deck = read("destination,rate\n43,0.1\n");
    RateDecks decks = new RateDecks();
    assertThat(decks.find("test")).isEmpty();
    decks.put(deck);
    assertThat(decks.find("test")).containsSame(deck);
    RateDeck next = deck.withVersion(2);
    decks.put(next);
    assertThat(decks.find("test")).containsSame(next);
    assertThat(next.size()).isEqualTo(deck.size());
    assertThat(next).hasToString("test@2");
  }

  private RateDeck read(String text) throws Exception {
    Path file = directory.resolve("deck.csv");
    Files.writeString(file, text);
    return RateDeckReader.read(file, SETTINGS);
  }

  private DeckException refused(String text) {
    return assertThrows(DeckException.class, () -> read(text));
  }
}
