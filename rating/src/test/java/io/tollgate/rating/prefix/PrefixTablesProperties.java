package io.tollgate.rating.prefix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tollgate.rating.number.E164;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

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

  /** A row with several origins; both sides may stand for wider prefixes. */
  record SpreadRow(Prefix destination, List<Prefix> origins, int value) {}

  /** A prefix and the length of the one that it stands for. */
  record Prefix(String digits, int rank) {

    long key() {
      return PrefixKey.of(digits);
    }
  }

  @Property(tries = 2000)
  void spreadPrefixesRankAsTheWiderOnesWould(
      @ForAll("spreadRows") List<SpreadRow> rows,
      @ForAll("numbers") List<E164> destinations,
      @ForAll("numbers") List<E164> origins) {
    OriginPrefixTableBuilder builder = OriginPrefixTable.builder();
    for (SpreadRow row : rows) {
      PrefixList.Builder from = PrefixList.builder();
      row.origins().forEach(origin -> from.add(origin.key(), origin.rank()));
      builder.put(row.destination().key(), row.destination().rank(), from.build(), row.value());
    }
    if (builder.duplicates().stream().anyMatch(duplicate -> !duplicate.samePrice())) {
      assertThatIllegalArgumentException().isThrownBy(builder::build);
      return;
    }
    OriginPrefixTable table = builder.build();
    for (E164 destination : destinations) {
      for (E164 origin : origins) {
        long match = table.find(destination, origin);
        OptionalInt expected = scanSpread(rows, destination.digits(), origin.digits());
        assertThat(match == Match.NONE ? OptionalInt.empty() : OptionalInt.of(Match.value(match)))
            .as("%s from %s", destination, origin)
            .isEqualTo(expected);
      }
    }
  }

  /** A pair of prefixes that matches, in the order in which pairs win. */
  private record Candidate(Prefix destination, Prefix origin, int value) {}

  private static final Comparator<Prefix> RANK =
      Comparator.comparingInt(Prefix::rank).thenComparingInt(prefix -> prefix.digits().length());

  private static OptionalInt scanSpread(List<SpreadRow> rows, String destination, String origin) {
    List<Candidate> candidates = new ArrayList<>();
    for (SpreadRow row : rows) {
      for (Prefix from : row.origins()) {
        if (destination.startsWith(row.destination().digits())
            && origin.startsWith(from.digits())) {
          candidates.add(new Candidate(row.destination(), from, row.value()));
        }
      }
    }
    return candidates.stream()
        .max(
            Comparator.comparing(Candidate::destination, RANK)
                .thenComparing(Candidate::origin, RANK))
        .map(candidate -> OptionalInt.of(candidate.value()))
        .orElse(OptionalInt.empty());
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

  private static Arbitrary<Prefix> prefix(int least, int most) {
    return digits(least, most)
        .flatMap(
            digits ->
                Arbitraries.frequencyOf(
                        Tuple.of(2, Arbitraries.just(digits.length())),
                        Tuple.of(1, Arbitraries.integers().between(least, digits.length())))
                    .map(rank -> new Prefix(digits, rank)));
  }

  @Provide
  Arbitrary<List<SpreadRow>> spreadRows() {
    Arbitrary<List<Prefix>> origins =
        prefix(0, 4).list().uniqueElements(Prefix::digits).ofMinSize(1).ofMaxSize(3);
    return Combinators.combine(prefix(1, 4), origins, Arbitraries.integers().between(0, 5))
        .as(SpreadRow::new)
        .list()
        .ofMaxSize(10);
  }

  @Provide
  Arbitrary<List<E164>> numbers() {
    return digits(7, 15).map(text -> E164.of("+" + text)).list().ofMinSize(1).ofMaxSize(20);
  }
}
