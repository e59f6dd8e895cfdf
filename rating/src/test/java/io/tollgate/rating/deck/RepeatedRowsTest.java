package io.tollgate.rating.deck;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Rows that say what the one before said are not read again, which nobody may notice. */
class RepeatedRowsTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  @Property(tries = 500)
  void aDeckSaysTheSameWhateverStandsBetweenItsRows(@ForAll("rows") List<String> rows)
      throws DeckException {
    String heading = "rate,prefix,origin,valid from,comment\n";
    StringBuilder plain = new StringBuilder(heading);
    StringBuilder apart = new StringBuilder(heading);
    for (int i = 0; i < rows.size(); i++) {
      plain.append(rows.get(i).formatted(200 + i)).append(",\n");
      apart
          .append(rows.get(i).formatted(200 + i))
          .append(",never the same ")
          .append(i)
          .append('\n');
    }
    assertThat(told(plain.toString())).isEqualTo(told(apart.toString()));
  }

  private static List<Object> told(String csv) throws DeckException {
    DeckRules rules = DeckRules.STRICT.withLenient(true);
    DeckSettings settings = DeckSettings.of("demo", "USD").withRules(rules);
    DeckReport report =
        RateDeckReader.read(
            DeckInput.of("deck", csv.getBytes(StandardCharsets.UTF_8)), settings, NOW);
    List<Object> told = new ArrayList<>();
    report.deck().forEach(told::add);
    told.add(report.counts());
    told.add(report.leftOut());
    told.add(report.nextChange());
    return told;
  }

  @Provide
  Arbitrary<List<String>> rows() {
    Arbitrary<String> row =
        Combinators.combine(
                Arbitraries.of("0.1", "0.2", "", "-1"),
                Arbitraries.of("%d", "%d", "0%d", ""),
                Arbitraries.of("", "33", "33;44", "nowhere"),
                Arbitraries.of("", "2026-01-01", "2027-01-01"))
            .as((rate, prefix, origin, from) -> String.join(",", rate, prefix, origin, from));
    return row.list()
        .ofMaxSize(30)
        .map(
            list -> {
              List<String> withOneRight = new ArrayList<>(list);
              withOneRight.addFirst("0.1,%d,,");
              return withOneRight;
            });
  }
}
