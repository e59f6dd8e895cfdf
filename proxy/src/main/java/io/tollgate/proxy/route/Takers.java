package io.tollgate.proxy.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The gateways of the carriers that take a number: by priority, then in the order of the
 * configuration, with what every order needs to know of them. Immutable but for what the lines
 * count.
 */
final class Takers {
  /** Ranks of gateways without a priority begin here, each its own. */
  private static final int IN_ORDER = 1 << 20;

  private final Line[] lines;
  private final int[] ranks;
  private final int[] carrierOf;
  private final String[] carriers;
  private final long[] all;
  private final long[] everywhere;
  private final Map<String, long[]> near = new HashMap<>();

  Takers(List<Line> inConfigurationOrder) {
    List<Line> sorted = new ArrayList<>(inConfigurationOrder);
    sorted.sort(Comparator.comparingInt(Line::rank));
    lines = sorted.toArray(Line[]::new);
    ranks = new int[lines.length];
    carrierOf = new int[lines.length];
    all = new long[(lines.length + 63) >> 6];
    everywhere = new long[all.length];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      Gateway gateway = lines[i].gateway();
      int priority = gateway.dispatch().priority();
      ranks[i] = priority == Dispatch.IN_ORDER ? IN_ORDER + i : priority;
      if (!names.contains(gateway.carrier())) {
        names.add(gateway.carrier());
      }
      carrierOf[i] = names.indexOf(gateway.carrier());
      set(all, i);
      if (gateway.dispatch().pop().isEmpty()) {
        set(everywhere, i);
      }
    }
    carriers = names.toArray(String[]::new);
    for (int i = 0; i < lines.length; i++) {
      int at = i;
      lines[i]
          .gateway()
          .dispatch()
          .pop()
          .ifPresent(pop -> set(near.computeIfAbsent(pop, p -> everywhere.clone()), at));
    }
  }

  private static void set(long[] bits, int i) {
    bits[i >> 6] |= 1L << i;
  }

  int size() {
    return lines.length;
  }

  Line line(int i) {
    return lines[i];
  }

  /** The lower, the earlier; equal where lot decides. */
  int rank(int i) {
    return ranks[i];
  }

  /** The number of its carrier among {@link #carriers}. */
  int carrierOf(int i) {
    return carrierOf[i];
  }

  /** The ids of the carriers. Not to be changed. */
  String[] carriers() {
    return carriers;
  }

  /** The bits of the gateways that are at a point of presence, or at none. Not to be changed. */
  long[] near(String pop) {
    long[] there = near.get(pop);
    return there == null ? everywhere : there;
  }

  /** The bits of all. Not to be changed. */
  long[] all() {
    return all;
  }
}
