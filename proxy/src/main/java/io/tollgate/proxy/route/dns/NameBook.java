package io.tollgate.proxy.route.dns;

import io.tollgate.proxy.route.dns.Location.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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
 * <p>Any thread may ask where a server is, or who is at an address: one look-up in a map, one
 * volatile read. {@link #look} is called by one thread, again and again; times are {@link
 * System#nanoTime()}'s.
 */
public final class NameBook {
  private static final Logger LOG = LoggerFactory.getLogger(NameBook.class);

  /** More addresses than these are never tried for one call. */
  private static final int MOST_TARGETS = 8;

  private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  /** A question is cheap, and who waits for its answer should have it soon after DNS is back. */
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

  private final Function<ServerName, CompletionStage<Location>> locator;
  private final LongSupplier nanos;
  private final Duration keep;
  private final Map<ServerName, Entry> entries = new ConcurrentHashMap<>();

  /** Who is where: immutable, another one in its place whenever an answer says something new. */
  private volatile Map<InetAddress, List<Server>> servers = Map.of();

  private volatile Runnable moved = () -> {};

  /** A name's server at one address. */
  private record Server(ServerName name, InetSocketAddress address) {}

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

    boolean isUsable(long now) {
      return !targets.isEmpty() && now - until < 0;
    }
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

  /**
   * Has {@code told} run whenever somebody may have moved; on the thread that found it out, so it
   * must wait for nothing.
   */
  public void whenMoved(Runnable told) {
    moved = told;
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
    chart();
  }

  /** Asks for whatever is due, and forgets what may be used no longer. Waits for nothing. */
  public void look() {
    long now = nanos.getAsLong();
    expire(now);
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

  private void expire(long now) {
    boolean expired = false;
    for (Map.Entry<ServerName, Entry> known : entries.entrySet()) {
      Entry entry = known.getValue();
      synchronized (entry) {
        if (!entry.known.targets.isEmpty() && !entry.known.isUsable(now)) {
          LOG.warn("where {} is, is not known any more: {}", known.getKey(), entry.known.problem);
          entry.known = new Known(List.of(), 0, entry.known.problem);
          expired = true;
        }
      }
    }
    if (expired) {
      chart();
    }
  }

  /** Puts who is where in one map, names in the order of their texts. */
  private synchronized void chart() {
    long now = nanos.getAsLong();
    Map<InetAddress, List<Server>> chart = new HashMap<>();
    entries.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
        .filter(entry -> entry.getValue().known.isUsable(now))
        .forEach(
            entry ->
                entry.getValue().known.targets.stream()
                    .map(target -> new Server(entry.getKey(), target.address()))
                    .distinct()
                    .forEach(
                        server ->
                            chart
                                .computeIfAbsent(
                                    server.address.getAddress(), fresh -> new ArrayList<>())
                                .add(server)));
    chart.replaceAll((address, found) -> List.copyOf(found));
    servers = chart;
    moved.run();
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
    boolean elsewhere;
    synchronized (entry) {
      elsewhere = !entry.known.targets.equals(targets);
      if (elsewhere) {
        LOG.info("{} is at {}", name, targets.stream().map(Target::address).toList());
      }
      entry.known =
          new Known(List.copyOf(targets), now + life + keep.toNanos(), location.problem());
      entry.failures = 0;
      entry.due = now + life / 10 * 8; // early enough for several tries
      entry.asking = false;
    }
    if (elsewhere) {
      chart();
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
      long wait = FIRST_RETRY.toNanos() << Math.min(entry.failures, 5);
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
    return known.isUsable(nanos.getAsLong()) ? Optional.of(known) : Optional.empty();
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
    return servers.containsKey(address);
  }

  /** The names of the servers at this address, whatever their ports; empty where there is none. */
  public List<ServerName> namesAt(InetAddress address) {
    List<Server> found = servers.getOrDefault(address, List.of());
    return found.isEmpty() ? List.of() : found.stream().map(Server::name).distinct().toList();
  }

  /** The name of the server at this address and port; empty where there is none. */
  public Optional<ServerName> nameAt(InetSocketAddress address) {
    return servers.getOrDefault(address.getAddress(), List.of()).stream()
        .filter(server -> server.address.equals(address))
        .map(Server::name)
        .findFirst();
  }
}
