package io.tollgate.proxy.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Counts what goes over the wire and measures the loops. Every method is for any loop, waits for
 * nothing and allocates nothing.
 */
public final class SipMetrics {

  /** What was wrong with a datagram. */
  public enum Malformed {
    /** Not a SIP message at all. */
    NOT_SIP,
    /** A header or the first line could not be read. */
    SYNTAX,
    /** One of Via, From, To, Call-ID, CSeq is missing. */
    HEADER_MISSING,
    /** A header stands twice that may stand once. */
    HEADER_REPEATED,
    /** Beyond one of the limits on size. */
    TOO_LARGE;

    private String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What became of a REGISTER. */
  public enum Registration {
    /** It was done. */
    ACCEPTED,
    /** Credentials were asked for. */
    CHALLENGED,
    /** They were wrong. */
    WRONG_CREDENTIALS,
    /** It was refused for another reason. */
    REFUSED;

    private String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What a loop holds for calls and transactions that are not over. */
  public enum Holding {
    CALLS,
    DIALOGS,
    /** INVITEs without a final answer. */
    INVITES,
    /** The same INVITEs, as others that come by another way would be known. */
    MERGEABLE,
    CLIENT_TRANSACTIONS,
    SERVER_TRANSACTIONS,
    /** Answers kept for retransmissions. */
    ANSWERS,
    TIMERS,
    /** New calls whose turn has not come. */
    WAITING;

    private String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final LongAdder received;
  private final LongAdder sent;
  private final LongAdder ignored;
  private final LongAdder stray;
  private final Map<Malformed, LongAdder> malformed = new EnumMap<>(Malformed.class);
  private final Map<Registration, LongAdder> registrations = new EnumMap<>(Registration.class);
  private final Timer[] lags;
  private final AtomicIntegerArray[] holdings;
  private final AtomicLongArray delays;
  private final AtomicIntegerArray shedding;
  private final LongAdder turnedAway;

  /**
   * Metrics in this registry.
   *
   * @param loops how many event loops there are
   */
  SipMetrics(MeterRegistry registry, int loops) {
    received = counter(registry, "datagrams.received", "Datagrams that came in");
    sent = counter(registry, "datagrams.sent", "Datagrams that went out");
    ignored = counter(registry, "ignored", "Requests of strangers that were met with silence");
    stray = counter(registry, "stray", "Responses and ACKs that nothing waited for");
    for (Malformed reason : Malformed.values()) {
      malformed.put(
          reason,
          Meters.counter(
              registry,
              "tollgate.sip.malformed",
              "Messages that were refused unread or dropped, by what was wrong",
              Tags.of("reason", reason.label())));
    }
    for (Registration outcome : Registration.values()) {
      registrations.put(
          outcome,
          Meters.counter(
              registry,
              "tollgate.sip.registers",
              "REGISTERs of whom might be a trunk that registers, by what became of them",
              Tags.of("outcome", outcome.label())));
    }
    lags = IntStream.range(0, loops).mapToObj(loop -> lag(registry, loop)).toArray(Timer[]::new);
    holdings =
        IntStream.range(0, loops)
            .mapToObj(loop -> holdings(registry, loop))
            .toArray(AtomicIntegerArray[]::new);
    delays = new AtomicLongArray(loops);
    shedding = new AtomicIntegerArray(loops);
    IntStream.range(0, loops).forEach(loop -> load(registry, loop));
    turnedAway =
        Meters.counter(
            registry,
            "tollgate.overload.turned.away",
            "New calls that got 503 unparsed, since a loop had no time for them",
            Tags.empty());
  }

  private void load(MeterRegistry registry, int loop) {
    Gauge.builder("tollgate.overload.delay", delays, all -> all.get(loop) / 1e9)
        .description(
            "How long the luckiest new call of the last half second had waited for its turn")
        .baseUnit("seconds")
        .tag("loop", Integer.toString(loop))
        .register(registry);
    Gauge.builder("tollgate.overload.shedding", shedding, all -> all.get(loop))
        .description("1 while new calls that wait for too long are turned away, else 0")
        .tag("loop", Integer.toString(loop))
        .register(registry);
  }

  private static LongAdder counter(MeterRegistry registry, String name, String description) {
    return Meters.counter(registry, "tollgate.sip." + name, description, Tags.empty());
  }

  private static Timer lag(MeterRegistry registry, int loop) {
    return Meters.histogram(
        registry,
        "tollgate.loop.lag",
        "How late an event loop's timer ran",
        Tags.of("loop", Integer.toString(loop)),
        1e-3,
        2.5e-3,
        5e-3,
        10e-3,
        25e-3,
        50e-3,
        100e-3,
        250e-3,
        500e-3,
        1);
  }

  private static AtomicIntegerArray holdings(MeterRegistry registry, int loop) {
    AtomicIntegerArray counts = new AtomicIntegerArray(Holding.values().length);
    for (Holding what : Holding.values()) {
      Gauge.builder("tollgate.loop.holds", counts, all -> all.get(what.ordinal()))
          .description("What an event loop holds for calls and transactions that are not over")
          .tag("loop", Integer.toString(loop))
          .tag("what", what.label())
          .register(registry);
    }
    return counts;
  }

  /** Datagrams came in. */
  public void received(int datagrams) {
    received.add(datagrams);
  }

  /** A datagram went out. */
  public void sent() {
    sent.increment();
  }

  /** A datagram was answered 400, or dropped. */
  public void malformed(Malformed reason) {
    malformed.get(reason).increment();
  }

  /** A stranger was met with silence. */
  public void ignored() {
    ignored.increment();
  }

  /** A response or ACK came that nothing waits for. */
  public void stray() {
    stray.increment();
  }

  /** A REGISTER was answered. */
  public void registration(Registration outcome) {
    registrations.get(outcome).increment();
  }

  /**
   * How late a loop was.
   *
   * @param loop its number, from 0
   * @param nanos between when a tick was due and when it ran
   */
  public void lag(int loop, long nanos) {
    lags[loop].record(nanos, TimeUnit.NANOSECONDS);
  }

  /** A new call was turned away unparsed. */
  public void turnedAway() {
    turnedAway.increment();
  }

  /**
   * How busy a loop is.
   *
   * @param loop its number, from 0
   * @param delayNanos how long the luckiest new call had to wait lately
   * @param sheds whether calls that wait for too long are turned away
   */
  public void load(int loop, long delayNanos, boolean sheds) {
    delays.setRelease(loop, delayNanos);
    shedding.setRelease(loop, sheds ? 1 : 0);
  }

  /**
   * How much a loop holds now; told by the loop itself.
   *
   * @param loop its number, from 0
   */
  public void holds(int loop, Holding what, int count) {
    holdings[loop].setRelease(what.ordinal(), count);
  }
}
