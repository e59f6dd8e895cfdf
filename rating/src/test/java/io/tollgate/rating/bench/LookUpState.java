package io.tollgate.rating.bench;

import io.tollgate.rating.bench.SyntheticDeck.Prices;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The deck and the calls that every contestant looks up. */
@State(Scope.Benchmark)
public class LookUpState {

  private static final int CALLS = 1 << 20;

  @Param({"1000000"})
  public int destinations;

  @Param({"BY_AREA", "BY_ROW"})
  public Prices prices;

  SyntheticDeck deck;
  private long[] numbers;
  private long[] callers;
  private int next;

  @Setup(Level.Trial)
  public void draw() {
    deck = SyntheticDeck.of(destinations, prices);
    numbers = deck.numbers(CALLS);
    callers = SyntheticDeck.callers(CALLS);
  }

  /**
   * Moves to the next call. What was found last takes part in the place, though it changes nothing,
   * so that no processor begins a look-up before the last one has its answer: what is measured is
   * how long one call waits.
   */
  void advance(long found) {
    next = next + 1 + (int) (found >>> 63) & CALLS - 1;
  }

  long number() {
    return numbers[next];
  }

  long caller() {
    return callers[next];
  }
}
