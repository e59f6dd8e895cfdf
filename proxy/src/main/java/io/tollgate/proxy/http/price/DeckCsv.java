package io.tollgate.proxy.http.price;

import io.tollgate.rating.charge.Terms;
import io.tollgate.rating.deck.Rate;
import io.tollgate.rating.deck.RateDeck;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * A deck as CSV (RFC 4180, but lines end as on Unix), which a deck's reader takes back: a row a
 * pair of destination and origin prefix, in their order, every term written out.
 */
final class DeckCsv {
  private static final String HEADINGS =
      "destination,origin,rate,connect fee,attempt fee,minimum,increments,grace,free seconds,"
          + "blocked,description\n";

  private DeckCsv() {}

  /** Writes the deck and leaves the target open; holds no more than a row of it in memory. */
  static void write(RateDeck deck, OutputStream target) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
    text.write(HEADINGS);
    try {
      deck.forEach(rate -> writeRow(rate, text));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    text.flush();
  }

  private static void writeRow(Rate rate, Writer text) {
    Terms terms = rate.price().terms();
    String row =
        String.join(
            ",",
            rate.destinationPrefix(),
            rate.originPrefix(),
            terms.ratePerMinute().toString(),
            terms.connectFee().toString(),
            terms.attemptFee().toString(),
            terms.minimumCharge().toString(),
            terms.increments().toString(),
            Integer.toString(terms.graceSeconds()),
            Integer.toString(terms.freeSeconds()),
            rate.price().blocked() ? "yes" : "no",
            quoted(rate.price().description()));
    try {
      text.write(row + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String description) {
    return description.isEmpty() ? "" : '"' + description.replace("\"", "\"\"") + '"';
  }
}
