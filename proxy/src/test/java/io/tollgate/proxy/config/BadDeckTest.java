package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in decks. */
class BadDeckTest extends BadConfig {
  static Stream<Arguments> mistakes() {
    return Stream.of(
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
            "digits: 2, rounding: nearest",
            "tollgate.yaml:15: decks.demo.rounding: 'nearest' is none of the choices; write down or"
                + " half-even or half-up or up"),
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
                + " neither digits nor a country nor a group (@name); correct it"));
  }

  @Test
  void aRowOfADeckIsToldWithTheDecksOwnFileAndLine() {
    Path deck = files.write("decks/demo.csv", "destination,origin,rate\n43,,0.1250\n44,,dear\n");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(files::check)
        .withMessageStartingWith(deck + ":3: rate: ")
        .withMessageContaining("; ");
  }
}
