package io.tollgate.rating.prefix;

import java.util.Arrays;

/**
 * Blocks of ints in a pool, each kept once however often it is put: an open-addressed hash table of
 * places, since a deck may have millions of blocks. For one thread.
 */
final class BlockPool {

  private static final int FREE = -1;

  private int[] places = filled(1 << 10);
  private int[] sizes = new int[1 << 10];
  private int blocks;

  /** The place in {@code pool}, which is always the same one, of a block equal to {@code block}. */
  int place(int[] block, IntBuffer pool) {
    int at = slot(places, Arrays.hashCode(block));
    while (places[at] != FREE) {
      if (isAt(pool, places[at], sizes[at], block)) {
        return places[at];
      }
      at = at + 1 & places.length - 1;
    }
    int place = pool.size();
    for (int i : block) {
      pool.add(i);
    }
    places[at] = place;
    sizes[at] = block.length;
    if (++blocks * 2 > places.length) {
      grow(pool);
    }
    return place;
  }

  private static boolean isAt(IntBuffer pool, int place, int size, int[] block) {
    if (size != block.length) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (pool.get(place + i) != block[i]) {
        return false;
      }
    }
    return true;
  }

  private void grow(IntBuffer pool) {
    int[] largerPlaces = filled(places.length * 2);
    int[] largerSizes = new int[largerPlaces.length];
    for (int i = 0; i < places.length; i++) {
      if (places[i] != FREE) {
        int at = slot(largerPlaces, hash(pool, places[i], sizes[i]));
        while (largerPlaces[at] != FREE) {
          at = at + 1 & largerPlaces.length - 1;
        }
        largerPlaces[at] = places[i];
        largerSizes[at] = sizes[i];
      }
    }
    places = largerPlaces;
    sizes = largerSizes;
  }

  /** As {@link Arrays#hashCode(int[])} of the block at {@code place}. */
  private static int hash(IntBuffer pool, int place, int size) {
    int hash = 1;
    for (int i = 0; i < size; i++) {
      hash = 31 * hash + pool.get(place + i);
    }
    return hash;
  }

  private static int slot(int[] table, int hash) {
    int spread = hash * 0x9E37_79B9;
    return (spread ^ spread >>> 16) & table.length - 1;
  }

  private static int[] filled(int size) {
    int[] table = new int[size];
    Arrays.fill(table, FREE);
    return table;
  }
}
