package io.tollgate.proxy.route.dns;

import io.tollgate.proxy.route.dns.Location.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the servers of the configuration are whose URIs have names: looked up in the background,
 * again before the answer's time runs out, so that no call ever waits for DNS. Where no answer is
 * to be had, or one without addresses, the last good one is used for a bounded time, and asked for
 * again ever more slowly.
 *
 * <p>Any thread may ask where a server is: one look-up in a map, one volatile read. {@link #look}
 * is called by one thread, again and again; times are {@link System#nanoTime()}'s.
 */
public final class NameBook {
  private static final Logger LOG = LoggerFactory.getLogger(NameBook.class);

  /** More addresses than these are never tried for one call. */
  private static final int MOST_TARGETS = 8;

  private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

  private final Function<ServerName, CompletionStage<Location>> locator;
  private final LongSupplier nanos;
  private final Duration keep;
  private final Map<ServerName, Entry> entries = new ConcurrentHashMap<>();

  /** What is known of a name, and when to ask again. */
  private static final class Entry {
    private volatile Known known = Known.NOTHING;
    private boolean asking;
    private long due;
    private int failures;
  }

  /**
   * A state of knowledge.
   *
   * @param targets those of the last good answer, by rank
   * @param until when they are not used any more
   * @param problem of the last answer; empty where it was good
   */
  private record Known(List<Target> targets, long until, String problem) {
    static final Known NOTHING = new Known(List.of(), 0, "its name is still being looked up");
  }

  /**
   * A book without names.
   *
   * @param locator finds a server; what it gives may come on any thread
   * @param nanos the monotonic clock, for answers
   * @param keep how long an answer is used after its time has run out
   */
  public NameBook(
      Function<ServerName, CompletionStage<Location>> locator, LongSupplier nanos, Duration keep) {
    this.locator = locator;
    this.nanos = nanos;
    this.keep = keep;
  }

  /** From now on these names are looked up, and no others. */
  public void watch(Collection<ServerName> names) {
    Set<ServerName> wanted = Set.copyOf(names);
    entries.keySet().retainAll(wanted);
    long now = nanos.getAsLong();
    for (ServerName name : wanted) {
      entries.computeIfAbsent(
          name,
          fresh -> {
            Entry entry = new Entry();
            entry.due = now;
            return entry;
          });
    }
  }

  /** Asks for whatever is due. Waits for nothing. */
  public void look() {
    long now = nanos.getAsLong();
    entries.forEach(
        (name, entry) -> {
          synchronized (entry) {
            if (entry.asking || now - entry.due < 0) {
              return;
            }
            entry.asking = true;
          }
          ask(name, entry);
        });
  }

  private void ask(ServerName name, Entry entry) {
    CompletionStage<Location> answer;
    try {
      answer = locator.apply(name);
    } catch (RuntimeException e) {
      failed(name, entry, e.toString());
      return;
    }
    answer.whenComplete(
        (location, failure) -> {
          if (failure != null) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            failed(name, entry, "DNS gives no answer: " + cause.getMessage());
          } else if (location.targets().isEmpty() || isLess(name, location)) {
            failed(name, entry, location.problem());
          } else {
            found(name, entry, location);
          }
        });
  }

  /** All that was known is better than a part of what is new. */
  private boolean isLess(ServerName name, Location location) {
    return !location.problem().isEmpty()
        && usable(name)
            .filter(known -> known.targets.size() > location.targets().size())
            .isPresent();
  }

  private void found(ServerName name, Entry entry, Location location) {
    List<Target> targets = new ArrayList<>(location.targets());
    targets.sort(Comparator.comparingInt(Target::rank));
    long life = Math.max(location.life().toNanos(), SHORTEST_LIFE.toNanos());
    long now = nanos.getAsLong();
    synchronized (entry) {
      if (!entry.known.targets.equals(targets)) {
        LOG.info("{} is at {}", name, targets.stream().map(Target::address).toList());
      }
      entry.known =
          new Known(List.copyOf(targets), now + life + keep.toNanos(), location.problem());
      entry.failures = 0;
      entry.due = now + life / 10 * 8; // early enough for several tries
      entry.asking = false;
    }
  }

  private void failed(ServerName name, Entry entry, String problem) {
    long now = nanos.getAsLong();
    synchronized (entry) {
      Known before = entry.known;
      if (!before.problem.equals(problem)) {
        LOG.warn("{} cannot be looked up: {}", name, problem);
      }
      entry.known = new Known(before.targets, before.until, problem);
      long wait = FIRST_RETRY.toNanos() << Math.min(entry.failures, 9);
      entry.failures++;
      entry.due = now + Math.min(wait, LONGEST_RETRY.toNanos());
      entry.asking = false;
    }
  }

  private Optional<Known> usable(ServerName name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      return Optional.empty();
    }
    Known known = entry.known;
    return known.targets.isEmpty() || nanos.getAsLong() - known.until >= 0
        ? Optional.empty()
        : Optional.of(known);
  }

  /**
   * Where a server is, in the order in which to try it: by rank, and within one rank by lot, each
   * as often as its weight says (RFC 2782). Empty where that is not known.
   *
   * @param lot any number, another one for each call
   */
  public List<Target> targets(ServerName name, long lot) {
    return usable(name).map(known -> Lot.draw(known.targets, lot, MOST_TARGETS)).orElse(List.of());
  }

  /** All that is known of where it is, by rank. */
  public List<Target> targets(ServerName name) {
    return usable(name).map(Known::targets).orElse(List.of());
  }

  /** What was wrong the last time that it was asked for; empty where all is well. */
  public String problem(ServerName name) {
    Entry entry = entries.get(name);
    return entry == null ? Known.NOTHING.problem : entry.known.problem;
  }

  /** Whether some server is at this address. */
  public boolean knows(InetAddress address) {
    return !entries.isEmpty()
        && entries.keySet().stream()
            .flatMap(name -> targets(name).stream())
            .anyMatch(target -> target.address().getAddress().equals(address));
  }

  /** The name of the server at this address; empty where there is none. */
  public Optional<ServerName> nameAt(InetSocketAddress address) {
    return entries.keySet().stream()
        .filter(name -> targets(name).stream().anyMatch(target -> target.address().equals(address)))
        .findFirst();
  }
}
