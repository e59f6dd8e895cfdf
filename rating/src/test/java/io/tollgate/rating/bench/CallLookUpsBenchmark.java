package io.tollgate.rating.bench;

import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Rater;
import io.tollgate.rating.charge.RatingResult;
import io.tollgate.rating.charge.Terms;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.Price;
import io.tollgate.rating.deck.Rate;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDeckBuilder;
import io.tollgate.rating.number.E164;
import io.tollgate.rating.number.NumberBlock;
import io.tollgate.rating.number.NumberSet;
import io.tollgate.rating.prefix.PrefixKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * All that a call looks up: whether the caller's number is its trunk's, what the account pays and
 * what the carrier charges, with the two tariffs that the call keeps; and what the account pays
 * alone, for carriers without a deck. In decks of a quarter of a million destinations, which with
 * four rows each are a million rows, of four millions, and of nine, one a first digit.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"-XX:+UseParallelGC", "-Xmx8g"})
public class CallLookUpsBenchmark {
  private static final int CALLS = 1 << 16;

  @Param({"9", "250000", "1000000"})
  public int destinations;

  private final E164[] called = new E164[CALLS];
  private final E164[] callers = new E164[CALLS];
  private NumberSet own;
  private RateDeck retail;
  private RateDeck wholesale;
  private int next;

  @Setup(Level.Trial)
  public void draw() {
    SyntheticDeck synthetic =
        SyntheticDeck.of(Math.max(destinations, 250_000), SyntheticDeck.Prices.BY_AREA);
    long[] numbers = synthetic.numbers(CALLS);
    long[] origins = SyntheticDeck.callers(CALLS);
    for (int i = 0; i < CALLS; i++) {
      called[i] = E164.of("+" + PrefixKey.text(numbers[i]));
      callers[i] = E164.of("+" + PrefixKey.text(origins[i]));
    }
    retail = deck("retail", synthetic);
    wholesale = deck("wholesale", synthetic);
    List<NumberBlock> blocks = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      blocks.add(new NumberBlock(callers[i].digits(), false));
    }
    blocks.add(NumberBlock.parse("+4312345*"));
    own = NumberSet.of(blocks);
  }

  private RateDeck deck(String id, SyntheticDeck synthetic) {
    RateDeckBuilder deck = RateDeck.builder(DeckSettings.of(id, "USD"));
    if (destinations == 9) {
      // They price every call; those without a price would be the quickest.
      for (int digit = 1; digit <= 9; digit++) {
        deck.add(new Rate(Integer.toString(digit), "", price(1)));
      }
      return deck.build();
    }
    // Three of the group's 31 countries: all of them, prefix by prefix, are too many to hand in.
    for (int row = 0; row < synthetic.size(); row++) {
      String destination = PrefixKey.text(synthetic.destination(row));
      deck.add(new Rate(destination, "", price(synthetic.defaultValue(row) % 10_000)));
      Price group = price(synthetic.groupValue(row) % 10_000);
      for (String origin : List.of("33", "43", "49")) {
        deck.add(new Rate(destination, origin, group));
      }
    }
    return deck.build();
  }

  private static Price price(int value) {
    return new Price(false, Terms.of(new Money(100_000L * (value + 1)), Increments.PER_MINUTE), "");
  }

  @Benchmark
  public RatingResult price() {
    int call = next = next + 1 & CALLS - 1;
    return Rater.rate(retail, called[call], callers[call]);
  }

  @Benchmark
  public long setUp(Blackhole kept) {
    int call = next = next + 1 & CALLS - 1;
    boolean owned = own.contains(callers[call]);
    RatingResult price = Rater.rate(retail, called[call], callers[call]);
    RatingResult cost = Rater.rate(wholesale, called[call], callers[call]);
    kept.consume(price);
    kept.consume(cost);
    return owned ? 1 : 0;
  }
}
