package io.tollgate.proxy.trunk;

import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Blocks of one family and what each stands for, in an open-addressed table that is at most half
 * full. It grows; once an {@link AddressTable} has been made of it, it does so no more.
 *
 * <p>Confined to the thread that makes the table.
 *
 * @param <V> what a block stands for
 */
final class BlockSlots<V> {
  private static final int FEWEST = 4;

  private final boolean[] lengthInUse;
  private AddressPrefix[] prefixes = new AddressPrefix[FEWEST];
  private V[] values = values(FEWEST);
  private int size;

  /** None yet. */
  BlockSlots(boolean ipv6) {
    lengthInUse = new boolean[AddressPrefix.width(ipv6) + 1];
  }

  @SuppressWarnings("unchecked") // Java has no arrays of generic types.
  static <V> V[] values(int capacity) {
    return (V[]) new Object[capacity];
  }

  /** Where a block with these bits is looked for first, whatever of the bits the table is long. */
  static int hash(long high, long low, int length) {
    // Networks end in zeros: the high bits have to be folded down before the multiplication.
    long mixed = high + low * 0xD6E8FEB86659FD93L + length;
    mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
    mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
    return (int) (mixed >>> 32);
  }

  /** The slot of a block, or the free one that it would take. */
  int slot(AddressPrefix block) {
    int mask = prefixes.length - 1;
    int slot = hash(block.high(), block.low(), block.length()) & mask;
    while (prefixes[slot] != null && !prefixes[slot].equals(block)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  boolean isFree(int slot) {
    return prefixes[slot] == null;
  }

  V value(int slot) {
    return values[slot];
  }

  /** Lets a block of the table stand for something else. */
  void replace(int slot, V value) {
    values[slot] = value;
  }

  /** Puts a block where {@link #slot} said. Whatever slots were known are others afterwards. */
  void add(int slot, AddressPrefix block, V value) {
    prefixes[slot] = block;
    values[slot] = value;
    lengthInUse[block.length()] = true;
    size++;
    if (2 * size > prefixes.length) {
      resize(2 * prefixes.length);
    }
  }

  /** Makes room for that many blocks, so that the table need not grow as often. */
  void expect(int blocks) {
    if (2 * blocks > prefixes.length) {
      resize(Integer.highestOneBit(2 * blocks - 1) * 2);
    }
  }

  private void resize(int capacity) {
    AddressPrefix[] oldPrefixes = prefixes;
    V[] oldValues = values;
    prefixes = new AddressPrefix[capacity];
    values = values(capacity);
    for (int i = 0; i < oldPrefixes.length; i++) {
      if (oldPrefixes[i] != null) {
        int slot = slot(oldPrefixes[i]);
        prefixes[slot] = oldPrefixes[i];
        values[slot] = oldValues[i];
      }
    }
  }

  void forEach(Consumer<AddressPrefix> each) {
    for (AddressPrefix block : prefixes) {
      if (block != null) {
        each.accept(block);
      }
    }
  }

  /** The blocks by slot; the length is a power of two. Not a copy. */
  AddressPrefix[] prefixes() {
    return prefixes;
  }

  /** The prefix lengths in use, longest first. */
  int[] lengths() {
    return IntStream.iterate(lengthInUse.length - 1, n -> n >= 0, n -> n - 1)
        .filter(n -> lengthInUse[n])
        .toArray();
  }
}
