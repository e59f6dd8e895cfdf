package io.tollgate.rating.number;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Numbers and blocks of numbers, asked whether one is among them. Immutable, safe for any thread;
 * asking takes at most sixteen binary searches, whatever the size, and allocates nothing.
 */
public final class NumberSet {

  /** No number at all. */
  public static final NumberSet NONE = new NumberSet(List.of());

  private final List<NumberBlock> blocks;

  /** Packed digits with their count in the lowest bits, as {@link #key} makes them; sorted. */
  private final long[] numbers;

  private final long[] prefixes;

  /** Bit n is set where some prefix has n digits. */
  private final int lengths;

  private NumberSet(Collection<NumberBlock> blocks) {
    this.blocks = List.copyOf(blocks);
    this.numbers = keys(block -> !block.open());
    this.prefixes = keys(NumberBlock::open);
    int found = 0;
    for (long prefix : prefixes) {
      found |= 1 << (int) (prefix & 15);
    }
    this.lengths = found;
  }

  /** The numbers of these blocks, which may overlap. */
  public static NumberSet of(Collection<NumberBlock> blocks) {
    return blocks.isEmpty() ? NONE : new NumberSet(blocks);
  }

  private long[] keys(Predicate<NumberBlock> which) {
    return blocks.stream().filter(which).mapToLong(block -> key(block.digits())).sorted().toArray();
  }

  private static long key(String digits) {
    long packed = 0;
    for (int i = 0; i < digits.length(); i++) {
      packed |= (long) (digits.charAt(i) - '0') << (60 - 4 * i);
    }
    return packed | digits.length();
  }

  /** Whether the number is among them. */
  public boolean contains(E164 number) {
    if (Arrays.binarySearch(numbers, number.packed() | number.length()) >= 0) {
      return true;
    }
    for (int left = lengths & (2 << number.length()) - 1; left != 0; left &= left - 1) {
      int length = Integer.numberOfTrailingZeros(left);
      long prefix = number.packed() & -1L << (64 - 4 * length) | length;
      if (Arrays.binarySearch(prefixes, prefix) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is no number among them. */
  public boolean isEmpty() {
    return blocks.isEmpty();
  }

  /** What it was made of, in that order. */
  public List<NumberBlock> blocks() {
    return blocks;
  }

  @Override
  public String toString() {
    return blocks.toString();
  }
}
