package io.tollgate.rating.prefix;

/**
 * The origins of one or many destinations: origin prefix to slot, where origins that share a value
 * share a slot. Slots are numbered by the first origin prefix that uses them, so that destinations
 * with the same grouping of origins share one set whatever their prices are.
 */
final class OriginSet {

  private final DigitTree tree;
  private final long[] firsts;
  private final int size;

  OriginSet(DigitTree tree, long[] firsts, int size) {
    this.tree = tree;
    this.firsts = firsts;
    this.size = size;
  }

  /** From origin prefix to slot. */
  DigitTree tree() {
    return tree;
  }

  /** Whether the empty origin is in it. */
  boolean hasDefault() {
    return tree.findEmpty() != Match.NONE;
  }

  int slots() {
    return firsts.length;
  }

  /** The first origin prefix of a slot. */
  long firstOf(int slot) {
    return firsts[slot];
  }

  /** How many origin prefixes it has. */
  int size() {
    return size;
  }

  void forEach(DigitTree.Visitor visitor) {
    tree.forEach(visitor);
  }

  long bytes() {
    return tree.bytes() + 8L * firsts.length;
  }
}
