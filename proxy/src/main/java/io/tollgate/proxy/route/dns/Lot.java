package io.tollgate.proxy.route.dns;

import io.tollgate.proxy.route.dns.Location.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws the order of servers (RFC 2782, the algorithm under "Weight"). Pure. */
final class Lot {
  private Lot() {}

  /**
   * An order.
   *
   * @param byRank sorted by rank
   * @param lot the same one gives the same order
   * @param most how many of them are wanted
   */
  static List<Target> draw(List<Target> byRank, long lot, int most) {
    if (byRank.size() == 1) {
      return byRank;
    }
    SplittableRandom random = new SplittableRandom(lot);
    List<Target> order = new ArrayList<>(byRank.size());
    int from = 0;
    while (from < byRank.size() && order.size() < most) {
      int to = from;
      while (to < byRank.size() && byRank.get(to).rank() == byRank.get(from).rank()) {
        to++;
      }
      drawRank(new ArrayList<>(byRank.subList(from, to)), random, order);
      from = to;
    }
    return List.copyOf(order.size() > most ? order.subList(0, most) : order);
  }

  private static void drawRank(List<Target> left, SplittableRandom random, List<Target> order) {
    // Those without weight come first in the list, so that they have a small chance.
    left.sort(
        (one, other) -> Integer.compare(Math.min(one.weight(), 1), Math.min(other.weight(), 1)));
    int sum = left.stream().mapToInt(Target::weight).sum();
    while (!left.isEmpty()) {
      int ticket = random.nextInt(sum + 1);
      int at = 0;
      int running = left.getFirst().weight();
      while (running < ticket) {
        at++;
        running += left.get(at).weight();
      }
      Target drawn = left.remove(at);
      sum -= drawn.weight();
      order.add(drawn);
    }
  }
}
