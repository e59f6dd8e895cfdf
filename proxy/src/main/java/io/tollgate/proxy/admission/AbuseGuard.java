package io.tollgate.proxy.admission;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.net.SourceKey;
import io.tollgate.proxy.time.Clock;
import io.tollgate.proxy.trunk.AuthWatch;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.proxy.trunk.TrunkVerdict;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bans sources that guess passwords, look for users or send garbage, for a time that grows with
 * each ban. Never a source that a trunk's list or a carrier names, whatever it sends: with UDP
 * anybody can write anybody's address on his datagrams, and this way nobody can have a peer shut
 * out. One that has shown a right password lately is borne with for longer.
 *
 * <p>Memory is bounded however many sources there are: buckets in {@link Offenders}, and {@value
 * #MOST_BANS} bans, of which the one that ends first makes room.
 *
 * <p>Safe for any thread. Asking costs one look at a count while nobody is banned, and one into a
 * map while somebody is.
 */
public final class AbuseGuard implements SourceGuard, AuthWatch {
  private static final Logger LOG = LoggerFactory.getLogger(AbuseGuard.class);

  /** At this weight of offences a source is banned. */
  static final int LIMIT = 100;

  /** One that has shown a right password. */
  static final int PROVED_LIMIT = 1_000;

  static final int MOST_SOURCES = 65_536;
  static final int MOST_BANS = 4_096;

  private final AbuseSettings settings;
  private final Predicate<InetAddress> peers;
  private final Clock clock;
  private final BanBook book;
  private final Offenders offenders = new Offenders(MOST_SOURCES);
  private final Map<Offence, LongAdder> made = new EnumMap<>(Offence.class);
  private final LongAdder dropped = new LongAdder();

  /** Bans that may have ended stay for a while, so that the next one of the source is longer. */
  private final ConcurrentMap<Long, Entry> bans = new ConcurrentHashMap<>();

  private record Entry(Ban ban, long untilNanos) {
    boolean holds(long nowNanos) {
      return untilNanos - nowNanos > 0;
    }
  }

  /**
   * A guard.
   *
   * @param peers whether some list or gateway names an address
   * @param book where bans are kept; those in it hold from the start
   */
  public AbuseGuard(
      AbuseSettings settings, Predicate<InetAddress> peers, Clock clock, BanBook book) {
    this.settings = settings;
    this.peers = peers;
    this.clock = clock;
    this.book = book;
    for (Offence offence : Offence.values()) {
      made.put(offence, new LongAdder());
    }
    if (settings.bans()) {
      restore(book.kept());
    }
  }

  private void restore(List<Ban> kept) {
    for (Ban ban : kept) {
      Duration left = Duration.between(clock.now(), ban.until());
      bans.put(SourceKey.parse(ban.source()), new Entry(ban, clock.nanos() + left.toNanos()));
    }
  }

  @Override
  public boolean admits(InetAddress source, long nowNanos) {
    if (bans.isEmpty()) {
      return true;
    }
    Entry entry = bans.get(SourceKey.of(source));
    // A peer that the configuration names since is one.
    return entry == null || !entry.holds(nowNanos) || peers.test(source);
  }

  @Override
  public void silenced() {
    dropped.increment();
  }

  @Override
  public void offended(InetAddress source, Offence offence, long nowNanos) {
    if (!settings.bans() || peers.test(source)) {
      return;
    }
    long key = SourceKey.of(source);
    if (offenders.flowsOver(key, offence, LIMIT, PROVED_LIMIT, nowNanos)) {
      ban(key, offence, nowNanos);
    }
  }

  @Override
  public void decided(InetAddress source, TrunkVerdict verdict, long nowNanos) {
    switch (verdict) {
      case TrunkVerdict.Known(Trunk trunk) -> {
        if (trunk.auth().wantsCredentials()) {
          proved(source, nowNanos);
        }
      }
      case TrunkVerdict.Challenge(HangupCause cause, var _) ->
          offended(
              source,
              cause == HangupCause.AUTH_FAILED ? Offence.WRONG_PASSWORD : Offence.UNPROVED,
              nowNanos);
      case TrunkVerdict.Refused _ -> offended(source, Offence.UNKNOWN_CALLER, nowNanos);
    }
  }

  @Override
  public void proved(InetAddress source, long nowNanos) {
    offenders.proved(SourceKey.of(source), nowNanos);
  }

  private synchronized void ban(long source, Offence offence, long nowNanos) {
    Entry earlier = bans.get(source);
    if (earlier != null && earlier.holds(nowNanos)) {
      return; // another loop was first
    }
    boolean again =
        earlier != null && nowNanos - earlier.untilNanos() <= settings.longest().toNanos();
    int number = again ? earlier.ban().number() + 1 : 1;
    Duration length = settings.after(number - 1);
    Instant now = clock.now();
    Ban ban = new Ban(SourceKey.text(source), offence, number, now, now.plus(length));
    bans.put(source, new Entry(ban, nowNanos + length.toNanos()));
    if (bans.size() > MOST_BANS) {
      makeRoom(nowNanos);
    }
    made.get(offence).increment();
    book.banned(ban);
    LOG.warn("{} is banned for {} s: {}", ban.source(), length.toSeconds(), offence.label());
  }

  /** Forgets the bans that ended or will end first; some more than one, since it takes a while. */
  private void makeRoom(long nowNanos) {
    bans.entrySet().stream()
        .sorted(Comparator.comparingLong(e -> e.getValue().untilNanos() - nowNanos))
        .limit(MOST_BANS / 16)
        .toList()
        .forEach(
            ended -> {
              bans.remove(ended.getKey());
              book.lifted(ended.getValue().ban().source());
            });
  }

  /**
   * Lets a source in again, as if it had never been banned.
   *
   * @param source an address, or a network as a ban names it
   * @return whether it was banned
   * @throws IllegalArgumentException where it is no address
   */
  public synchronized boolean lift(String source) {
    Entry entry = bans.remove(SourceKey.parse(source));
    if (entry == null || !entry.holds(clock.nanos())) {
      return false;
    }
    book.lifted(entry.ban().source());
    LOG.info("{} is banned no longer", entry.ban().source());
    return true;
  }

  /** The bans that hold, the latest first. */
  public List<Ban> bans() {
    long now = clock.nanos();
    List<Ban> holding = new ArrayList<>();
    for (Entry entry : bans.values()) {
      if (entry.holds(now)) {
        holding.add(entry.ban());
      }
    }
    holding.sort(Comparator.comparing(Ban::since).reversed());
    return holding;
  }

  /** How many bans hold. */
  public int holding() {
    return bans().size();
  }

  /** How many sources were banned for this. */
  public long made(Offence offence) {
    return made.get(offence).sum();
  }

  /** How many datagrams of banned sources were met with silence. */
  public long dropped() {
    return dropped.sum();
  }

  /** How many sources are remembered, for whatever they did. */
  int remembered() {
    return offenders.size() + bans.size();
  }
}
