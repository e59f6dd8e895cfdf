package io.tollgate.proxy.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The gateways of the carriers that take a number, and the orders in which they can be tried: by
 * priority, and within one by lot, each as often as its weight says (as RFC 2782 has it for SRV).
 *
 * <p>Immutable. Where there is but one order, it answers without allocating.
 */
final class Candidates {
  /** More gateways than these are never tried for one call: nobody would still be waiting. */
  static final int MOST_TRIED = 8;

  private final Gateway[] gateways;
  private final Optional<List<Gateway>> onlyOrder;

  Candidates(List<Gateway> inConfigurationOrder) {
    List<Gateway> sorted = new ArrayList<>(inConfigurationOrder);
    sorted.sort(Comparator.comparingInt(Candidates::rank));
    gateways = sorted.toArray(Gateway[]::new);
    boolean byLot = false;
    for (int i = 1; i < gateways.length && i <= MOST_TRIED; i++) {
      byLot |= isOfOneLot(gateways[i - 1], gateways[i]);
    }
    onlyOrder =
        byLot
            ? Optional.empty()
            : Optional.of(List.copyOf(sorted.subList(0, Math.min(sorted.size(), MOST_TRIED))));
  }

  private static int rank(Gateway gateway) {
    int priority = gateway.dispatch().priority();
    return priority == Dispatch.IN_ORDER ? Integer.MAX_VALUE : priority;
  }

  private static boolean isOfOneLot(Gateway one, Gateway other) {
    return one.dispatch().priority() != Dispatch.IN_ORDER && rank(one) == rank(other);
  }

  /**
   * An order.
   *
   * @param lot any number; the same one gives the same order
   */
  List<Gateway> inOrder(long lot) {
    return onlyOrder.isPresent() ? onlyOrder.get() : drawn(lot);
  }

  private List<Gateway> drawn(long lot) {
    Gateway[] order = new Gateway[Math.min(gateways.length, MOST_TRIED)];
    long[] taken = new long[(gateways.length >> 6) + 1];
    long random = lot;
    int filled = 0;
    for (int from = 0; filled < order.length; ) {
      int to = from + 1;
      int weights = gateways[from].dispatch().weight();
      while (to < gateways.length && isOfOneLot(gateways[from], gateways[to])) {
        weights += gateways[to++].dispatch().weight();
      }
      for (int left = to - from; left > 0 && filled < order.length; left--) {
        random += 0x9E3779B97F4A7C15L;
        int at = drawOne(from, taken, (int) Long.remainderUnsigned(mixed(random), weights));
        taken[at >> 6] |= 1L << at;
        weights -= gateways[at].dispatch().weight();
        order[filled++] = gateways[at];
      }
      from = to;
    }
    return List.of(order);
  }

  /** The gateway whose share of the weights that are left holds {@code ticket}. */
  private int drawOne(int from, long[] taken, int ticket) {
    int at = from;
    int left = ticket;
    while (true) {
      if ((taken[at >> 6] & 1L << at) == 0) {
        left -= gateways[at].dispatch().weight();
        if (left < 0) {
          return at;
        }
      }
      at++;
    }
  }

  /** SplitMix64's finaliser. */
  private static long mixed(long z) {
    long y = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    y = (y ^ y >>> 27) * 0x94D049BB133111EBL;
    return y ^ y >>> 31;
  }
}
