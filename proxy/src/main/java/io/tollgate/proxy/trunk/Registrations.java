package io.tollgate.proxy.trunk;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The registrar's memory (RFC 3261 §10.3): where the trunks that have registered can be reached.
 * Bounded by the number of trunks that may register and the contacts that each may have. Nothing of
 * it outlives the process: clients register again by themselves.
 *
 * <p>Safe for use by any thread. Changes are made one at a time under a lock that is held for a
 * microsecond and never while anything is waited for; whoever reads takes no lock. A binding does
 * not hold a nanosecond longer than it should, whenever its trunk is tidied up.
 */
public final class Registrations {
  /** How long a trunk's bindings are left alone before somebody looks again. */
  private static final long LONGEST_WAIT_NANOS = 60_000_000_000L;

  private final RegistrationSettings settings;
  private final ConcurrentMap<String, List<Binding>> byTrunk = new ConcurrentHashMap<>();
  private final ConcurrentMap<InetSocketAddress, Set<String>> bySource = new ConcurrentHashMap<>();
  private final ConcurrentMap<InetAddress, Integer> addresses = new ConcurrentHashMap<>();
  private final Map<String, Long> timers = new HashMap<>();

  /** The credentials that each trunk's bindings were made with. */
  private final Map<String, DigestUser> users = new HashMap<>();

  private final LongAdder added = new LongAdder();
  private final LongAdder refreshed = new LongAdder();
  private final LongAdder removed = new LongAdder();
  private final LongAdder expired = new LongAdder();

  /** None yet. */
  public Registrations(RegistrationSettings settings) {
    this.settings = settings;
  }

  /** Does what a REGISTER of a trunk asks for, all of it or nothing. */
  public synchronized RegisterResult register(Trunk trunk, RegisterRequest request, long nowNanos) {
    List<Binding> before = of(trunk.id(), nowNanos);
    if (request.removesAll()) {
      return removeAll(trunk.id(), request, before, nowNanos);
    }
    Map<String, Binding> after = new LinkedHashMap<>();
    before.forEach(binding -> after.put(binding.key(), binding));
    for (RegisterRequest.Contact contact : request.contacts()) {
      long seconds = seconds(contact, request);
      if (seconds > 0 && seconds < settings.minExpires().toSeconds()) {
        return new RegisterResult.TooBrief(settings.minExpires());
      }
      if (isOutOfOrder(request, find(before, contact.key()))) {
        return new RegisterResult.OutOfOrder();
      }
      if (seconds == 0) {
        after.remove(contact.key());
      } else {
        after.put(contact.key(), binding(contact, request, seconds, nowNanos));
      }
    }
    if (after.size() > settings.contacts()) {
      return new RegisterResult.TooMany(settings.contacts());
    }
    if (!request.contacts().isEmpty()) {
      count(before, after.values());
      replace(trunk.id(), List.copyOf(after.values()), nowNanos);
      trunk.user().filter(_ -> !after.isEmpty()).ifPresent(user -> users.put(trunk.id(), user));
    }
    return new RegisterResult.Done(of(trunk.id(), nowNanos));
  }

  private RegisterResult removeAll(
      String trunk, RegisterRequest request, List<Binding> before, long nowNanos) {
    boolean atOnce = request.expires().equals(OptionalInt.of(0));
    if (!atOnce || !request.contacts().isEmpty()) {
      return new RegisterResult.NotAll();
    }
    if (before.stream().anyMatch(binding -> isOutOfOrder(request, Optional.of(binding)))) {
      return new RegisterResult.OutOfOrder();
    }
    removed.add(before.size());
    replace(trunk, List.of(), nowNanos);
    return new RegisterResult.Done(List.of());
  }

  private long seconds(RegisterRequest.Contact contact, RegisterRequest request) {
    OptionalInt asked = contact.expires().isPresent() ? contact.expires() : request.expires();
    long seconds = asked.isPresent() ? asked.getAsInt() : settings.defaultExpires().toSeconds();
    return Math.min(seconds, settings.maxExpires().toSeconds());
  }

  private static Optional<Binding> find(List<Binding> bindings, String key) {
    return bindings.stream().filter(binding -> binding.key().equals(key)).findFirst();
  }

  private static boolean isOutOfOrder(RegisterRequest request, Optional<Binding> binding) {
    return binding
        .filter(known -> known.callId().equals(request.callId()))
        .filter(known -> request.sequence() <= known.sequence())
        .isPresent();
  }

  private static Binding binding(
      RegisterRequest.Contact contact, RegisterRequest request, long seconds, long nowNanos) {
    return new Binding(
        contact.uri(),
        contact.key(),
        request.arrival(),
        request.userAgent(),
        request.callId(),
        request.sequence(),
        request.receivedAt(),
        nowNanos + seconds * 1_000_000_000L);
  }

  private void count(List<Binding> before, Collection<Binding> after) {
    int kept = 0;
    for (Binding binding : after) {
      Optional<Binding> known = find(before, binding.key());
      if (known.isEmpty()) {
        added.increment();
      } else {
        kept++;
        if (!known.get().equals(binding)) {
          refreshed.increment();
        }
      }
    }
    removed.add(before.size() - kept);
  }

  /** Puts {@code after} in the place of all that a trunk had, what has expired included. */
  private void replace(String trunk, List<Binding> after, long nowNanos) {
    List<Binding> before = byTrunk.getOrDefault(trunk, List.of());
    expired.add(before.stream().filter(binding -> !binding.holdsAt(nowNanos)).count());
    if (after.isEmpty()) {
      byTrunk.remove(trunk);
      users.remove(trunk);
    } else {
      byTrunk.put(trunk, after);
    }
    for (Binding binding : before) {
      bySource.computeIfPresent(binding.arrival().source(), (_, trunks) -> without(trunks, trunk));
      addresses.computeIfPresent(
          binding.arrival().address(), (_, count) -> count == 1 ? null : count - 1);
    }
    for (Binding binding : after) {
      bySource.merge(binding.arrival().source(), Set.of(trunk), Registrations::union);
      addresses.merge(binding.arrival().address(), 1, Integer::sum);
    }
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(others);
    return Set.copyOf(all);
  }

  /** Null where nobody is left, as maps have it. */
  private static Set<String> without(Set<String> trunks, String trunk) {
    Set<String> others = new HashSet<>(trunks);
    others.remove(trunk);
    return others.isEmpty() ? null : Set.copyOf(others);
  }

  /** Where a trunk can be reached now, the longest registered contact first. */
  public List<Binding> of(String trunk, long nowNanos) {
    List<Binding> bindings = byTrunk.getOrDefault(trunk, List.of());
    for (Binding binding : bindings) {
      if (!binding.holdsAt(nowNanos)) {
        return bindings.stream().filter(b -> b.holdsAt(nowNanos)).toList();
      }
    }
    return bindings;
  }

  /** The bindings of all trunks that hold now, by trunk. */
  public Map<String, List<Binding>> all(long nowNanos) {
    Map<String, List<Binding>> all = new HashMap<>();
    for (String trunk : byTrunk.keySet()) {
      List<Binding> bindings = of(trunk, nowNanos);
      if (!bindings.isEmpty()) {
        all.put(trunk, bindings);
      }
    }
    return all;
  }

  /**
   * The trunks that have registered from this address and port: a PBX registers all of its users
   * from one socket, each of which may be a trunk of its own.
   */
  public List<String> trunksAt(InetSocketAddress source, long nowNanos) {
    return bySource.getOrDefault(source, Set.of()).stream()
        .filter(trunk -> holdsFrom(source, trunk, nowNanos))
        .toList();
  }

  private boolean holdsFrom(InetSocketAddress source, String trunk, long nowNanos) {
    return of(trunk, nowNanos).stream()
        .anyMatch(binding -> binding.arrival().source().equals(source));
  }

  /** Whether a binding names this address: it is no stranger's, or was not a minute ago. */
  public boolean knows(InetAddress address) {
    return addresses.containsKey(address);
  }

  /**
   * When to {@link #tidyUp} a trunk, in nanoseconds from now; empty where there is nothing to tidy
   * up, or somebody will in time. So a trunk has one timer, however often it registers, and another
   * one only where something runs out sooner; none waits for more than a minute.
   */
  public synchronized OptionalLong claimTimer(String trunk, long nowNanos) {
    if (!byTrunk.containsKey(trunk)) {
      return OptionalLong.empty();
    }
    long wait = wait(trunk, nowNanos);
    Long due = timers.get(trunk);
    if (due != null && due - nowNanos <= wait) {
      return OptionalLong.empty();
    }
    timers.put(trunk, nowNanos + wait);
    return OptionalLong.of(wait);
  }

  /**
   * Forgets what has expired of a trunk's; does nothing where an earlier timer has taken over.
   *
   * @return when to do so again, in nanoseconds from now; empty where nothing is left to do
   */
  public synchronized OptionalLong tidyUp(String trunk, long nowNanos) {
    Long due = timers.get(trunk);
    if (due == null || due - nowNanos > 0) {
      return OptionalLong.empty();
    }
    timers.remove(trunk);
    replace(trunk, of(trunk, nowNanos), nowNanos);
    return claimTimer(trunk, nowNanos);
  }

  private long wait(String trunk, long nowNanos) {
    return byTrunk.get(trunk).stream()
        .mapToLong(binding -> Math.max(0, binding.expiresNanos() - nowNanos))
        .reduce(LONGEST_WAIT_NANOS, Math::min);
  }

  /**
   * Forgets the bindings of trunks that are there no more, may register no more, or have other
   * credentials by now: who knew a stolen password is not called any longer than that was good for.
   *
   * @param trunks those that are in force from now on
   */
  public synchronized void retain(TrunkDirectory trunks, long nowNanos) {
    for (String id : List.copyOf(byTrunk.keySet())) {
      boolean holds =
          trunks
              .byId(id)
              .filter(trunk -> trunk.otherMethods().registration())
              .filter(trunk -> trunk.user().equals(Optional.ofNullable(users.get(id))))
              .isPresent();
      if (!holds) {
        removed.add(of(id, nowNanos).size());
        replace(id, List.of(), nowNanos);
      }
    }
  }

  /** How many bindings are remembered. */
  public int size() {
    return new ArrayList<>(byTrunk.values()).stream().mapToInt(List::size).sum();
  }

  /** How many bindings came anew. */
  public long added() {
    return added.sum();
  }

  /** How often a binding was prolonged or changed. */
  public long refreshed() {
    return refreshed.sum();
  }

  /** How many bindings were taken back. */
  public long removed() {
    return removed.sum();
  }

  /** How many bindings ran out. */
  public long expired() {
    return expired.sum();
  }
}
