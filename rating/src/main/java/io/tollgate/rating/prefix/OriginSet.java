package io.tollgate.rating.prefix;

/**
 * The origins of one or many destinations: origin prefix to slot, where origins that share a value
 * share a slot. Slots are numbered by the first origin prefix that uses them, so that destinations
 * with the same grouping of origins share one set whatever their prices are.
 */
final class OriginSet {

  private final DigitTrie trie;
  private final long[] firsts;

  OriginSet(DigitTrie trie, long[] firsts) {
    this.trie = trie;
    this.firsts = firsts;
  }

  /** A {@link Match} of the slot and the origin's matched length, or {@link Match#NONE}. */
  long find(long packed, int length) {
    return trie.find(packed, length);
  }

  int slots() {
    return firsts.length;
  }

  /** The first origin prefix of a slot. */
  long firstOf(int slot) {
    return firsts[slot];
  }

  void forEach(DigitTrie.Visitor visitor) {
    trie.forEach(visitor);
  }

  long bytes() {
    return trie.bytes() + 8L * firsts.length;
  }
}
