package io.tollgate.rating.bench;

import io.tollgate.rating.prefix.OriginPrefixTable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One look-up of destination × origin: ours, two naive ones, and as the floor one random access to
 * an array as large as our table.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"-XX:+UseParallelGC", "-Xmx8g"})
public class OriginTableBenchmark {

  /** Ours. */
  @State(Scope.Benchmark)
  public static class Table {
    OriginPrefixTable table;

    @Setup(Level.Trial)
    public void build(LookUpState state) {
      table = state.deck.builder().build();
      System.out.printf(
          "%n# %,d rows of %,d destinations: %,d bytes, %.1f a row, %.1f a destination%n",
          state.deck.rows(),
          state.deck.size(),
          table.bytes(),
          (double) table.bytes() / state.deck.rows(),
          (double) table.bytes() / state.deck.size());
    }
  }

  /** The floor. */
  @State(Scope.Benchmark)
  public static class Chase {
    PointerChase chase;

    @Setup(Level.Trial)
    public void build(LookUpState state) {
      chase = PointerChase.ofBytes(state.deck.builder().build().bytes());
    }
  }

  /** The first opponent. */
  @State(Scope.Benchmark)
  public static class Tree {
    TreeMapTable table;

    @Setup(Level.Trial)
    public void build(LookUpState state) {
      table = new TreeMapTable(state.deck);
    }
  }

  /** The second opponent. */
  @State(Scope.Benchmark)
  public static class Hash {
    HashMapTable table;

    @Setup(Level.Trial)
    public void build(LookUpState state) {
      table = new HashMapTable(state.deck);
    }
  }

  @Benchmark
  public long ours(LookUpState calls, Table contestant) {
    long found = contestant.table.find(calls.number(), calls.caller());
    calls.advance(found);
    return found;
  }

  @Benchmark
  public long treeMap(LookUpState calls, Tree contestant) {
    long found = contestant.table.find(calls.number(), calls.caller());
    calls.advance(found);
    return found;
  }

  @Benchmark
  public long hashMapPerLength(LookUpState calls, Hash contestant) {
    long found = contestant.table.find(calls.number(), calls.caller());
    calls.advance(found);
    return found;
  }

  @Benchmark
  public int floorOneRandomAccess(Chase contestant) {
    return contestant.chase.next();
  }
}
