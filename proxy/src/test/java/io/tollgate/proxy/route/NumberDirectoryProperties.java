package io.tollgate.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.route.NumberDirectory.Entry;
import io.tollgate.rating.number.E164;
import io.tollgate.rating.number.NumberRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The directory against one that asks every range, one number at a time. */
class NumberDirectoryProperties {
  private static final TrunkContacts OWNER = Contacts.of("t", 1);

  /** Few numbers, so that ranges meet: +49301 and three or four digits. */
  private static final List<E164> NUMBERS = numbers();

  private static List<E164> numbers() {
    List<E164> numbers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      numbers.add(E164.of("+49301%03d".formatted(i)));
      numbers.add(E164.of("+49301%04d".formatted(i * 10 + i % 10)));
    }
    return numbers;
  }

  @Provide
  Arbitrary<List<Entry>> entries() {
    Arbitrary<String> single = Arbitraries.integers().between(0, 999).map("+49301%03d"::formatted);
    Arbitrary<String> bounded =
        Combinators.combine(
                Arbitraries.integers().between(0, 999), Arbitraries.integers().between(0, 60))
            .as(
                (from, more) ->
                    "+49301%03d-+49301%03d".formatted(from, Math.min(999, from + more)));
    Arbitrary<String> wild = Arbitraries.integers().between(0, 99).map("+49301%02dx"::formatted);
    Arbitrary<String> open =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 9).map("+49301%d*"::formatted),
            Arbitraries.integers().between(0, 99).map("+49301%02d*"::formatted),
            Arbitraries.integers().between(0, 999).map("+49301%03d*"::formatted));
    return Arbitraries.oneOf(single, bounded, wild, open)
        .map(text -> new Entry(NumberRange.parse(text), OWNER, text.length() % 2 == 0))
        .list()
        .ofMaxSize(12);
  }

  @Property(tries = 400)
  void findsTheInnermostRangeOrRefusesTheRanges(@ForAll("entries") List<Entry> entries) {
    NumberDirectory directory;
    try {
      directory = new NumberDirectory(entries);
    } catch (OverlappingNumbersException e) {
      assertThat(e.first()).isLessThan(e.second());
      assertThat(contradict(entries.get(e.first()), entries.get(e.second()))).isTrue();
      return;
    }
    for (Entry one : entries) {
      for (Entry other : entries) {
        assertThat(one != other && contradict(one, other)).as("%s %s", one, other).isFalse();
      }
    }
    for (E164 number : NUMBERS) {
      assertThat(directory.find(number)).as("%s", number).isEqualTo(innermost(entries, number));
    }
  }

  private static List<E164> of(Entry entry, int length) {
    return NUMBERS.stream()
        .filter(number -> number.length() == length && entry.numbers().contains(number))
        .toList();
  }

  /** Whether they have a number in common, and each has one that the other has not, or none has. */
  private static boolean contradict(Entry one, Entry other) {
    if (one.numbers().equals(other.numbers())) {
      return true;
    }
    List<E164> ones = NUMBERS.stream().filter(one.numbers()::contains).toList();
    List<E164> others = NUMBERS.stream().filter(other.numbers()::contains).toList();
    boolean apart = ones.stream().noneMatch(others::contains);
    return !apart && !ones.containsAll(others) && !others.containsAll(ones);
  }

  private static Optional<Entry> innermost(List<Entry> entries, E164 number) {
    return entries.stream()
        .filter(entry -> entry.numbers().contains(number))
        .min(
            Comparator.comparingInt((Entry entry) -> of(entry, number.length()).size())
                .thenComparing(entry -> entry.numbers().isOpen()));
  }
}
