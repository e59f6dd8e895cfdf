package io.tollgate.rating.prefix;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.rating.number.E164;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Both tables against linear scans that say what the design says, word by word. */
class PrefixTablesProperties {

  /** A row of the naive model. */
  record Row(String destination, String origin, int value) {}

  @Property(tries = 500)
  void prefixTableEqualsAScan(
      @ForAll("prefixes") List<String> prefixes, @ForAll("numbers") List<E164> numbers) {
    Map<String, Integer> model = new HashMap<>();
    PrefixTable.Builder builder = PrefixTable.builder();
    for (String prefix : new HashSet<>(prefixes)) {
      model.put(prefix, model.size());
      builder.put(prefix, model.get(prefix));
    }
    PrefixTable table = builder.build();
    for (E164 number : numbers) {
      int expected =
          model.keySet().stream()
              .filter(number.digits()::startsWith)
              .max(Comparator.comparingInt(String::length))
              .map(model::get)
              .orElse(PrefixTable.NONE);
      assertThat(table.find(number)).as("%s", number).isEqualTo(expected);
    }
  }

  @Property(tries = 1000)
  void originTableEqualsAScan(
      @ForAll("rows") List<Row> rows,
      @ForAll("numbers") List<E164> destinations,
      @ForAll("numbers") List<E164> origins) {
    OriginPrefixTableBuilder builder = OriginPrefixTable.builder();
    rows.forEach(row -> builder.put(row.destination(), row.origin(), row.value()));
    OriginPrefixTable table = builder.build();
    for (E164 destination : destinations) {
      assertSame(
          table.findDefault(destination),
          scan(rows, destination.digits(), ""),
          destination + " without origin");
      for (E164 origin : origins) {
        assertSame(
            table.find(destination, origin),
            scan(rows, destination.digits(), origin.digits()),
            destination + " from " + origin);
      }
    }
  }

  @Property(tries = 200)
  void originTableTellsWhatWasPut(@ForAll("rows") List<Row> rows) {
    OriginPrefixTableBuilder builder = OriginPrefixTable.builder();
    rows.forEach(row -> builder.put(row.destination(), row.origin(), row.value()));
    Map<String, Integer> told = new HashMap<>();
    builder
        .build()
        .forEach(
            (destination, origin, value) ->
                told.put(PrefixKey.text(destination) + "<" + PrefixKey.text(origin), value));
    Map<String, Integer> put = new HashMap<>();
    rows.forEach(row -> put.put(row.destination() + "<" + row.origin(), row.value()));
    assertThat(told).isEqualTo(put);
  }

  /** From the longest destination prefix down: the first that has a row for the origin. */
  private static Optional<Row> scan(List<Row> rows, String destination, String origin) {
    for (int length = destination.length(); length > 0; length--) {
      String prefix = destination.substring(0, length);
      Optional<Row> best =
          rows.stream()
              .filter(row -> row.destination().equals(prefix) && origin.startsWith(row.origin()))
              .max(Comparator.comparingInt(row -> row.origin().length()));
      if (best.isPresent()) {
        return best;
      }
    }
    return Optional.empty();
  }

  private static void assertSame(long match, Optional<Row> expected, String what) {
    if (expected.isEmpty()) {
      assertThat(match).as(what).isEqualTo(Match.NONE);
    } else {
      assertThat(match)
          .as(what)
          .isEqualTo(
              Match.of(
                  expected.get().value(),
                  expected.get().destination().length(),
                  expected.get().origin().length()));
    }
  }

  /** Few different digits, so that prefixes nest and numbers meet them. */
  private static Arbitrary<String> digits(int least, int most) {
    return Arbitraries.strings().withChars('1', '2', '9').ofMinLength(least).ofMaxLength(most);
  }

  @Provide
  Arbitrary<List<String>> prefixes() {
    return digits(0, 15).list().ofMaxSize(60);
  }

  @Provide
  Arbitrary<List<Row>> rows() {
    return Combinators.combine(digits(1, 6), digits(0, 4), Arbitraries.integers().between(0, 9))
        .as(Row::new)
        .list()
        .uniqueElements(row -> row.destination() + "<" + row.origin())
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<List<E164>> numbers() {
    return digits(7, 15).map(text -> E164.of("+" + text)).list().ofMinSize(1).ofMaxSize(20);
  }
}
