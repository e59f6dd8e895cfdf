package io.tollgate.proxy.sip.overload;

import io.tollgate.proxy.admission.LoadGuard;
import io.tollgate.proxy.sip.screen.RawRequest;
import io.tollgate.proxy.sip.screen.RawRequest.Kind;
import io.tollgate.proxy.sip.transport.Steering;
import io.tollgate.proxy.time.Clock;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * What comes in for a loop, in the order in which the loop serves it: calls that are there first,
 * new ones when everything that had come by then has been read. So sockets are read before the work
 * is done, and how long a new call has waited is known; where {@link LoadGuard} finds that too
 * long, it gets its 503 unparsed, out of its bytes.
 *
 * <p>An INVITE that comes again for a call that has begun is served as such, one whose first copy
 * was turned away is turned away again: its sender has been told.
 *
 * <p>Confined to its loop.
 */
public final class CallQueue {
  /** New calls that may wait; further ones are turned away at once. */
  static final int MOST_WAITING = 10_000;

  /** How long new calls are served before sockets are read again. */
  private static final long SLICE_NANOS = 1_000_000L;

  /** 64·T1: an INVITE is sent again for so long (RFC 3261 §17.1.1.2). */
  private static final long REPEATED_NANOS = 32_000_000_000L;

  /** A copy that crosses the answer to the first one comes within seconds. */
  private static final long CROSSING_NANOS = 4_000_000_000L;

  private final LoadGuard guard;
  private final Clock clock;
  private final Service service;
  private final Executor soon;
  private final Executor afterReading;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private final RecentHashes begun;
  private final RecentHashes turnedAway;
  private boolean scheduled;

  /** What becomes of a message whose turn it is. */
  public interface Service {
    /** It is parsed and dealt with. */
    void serve(byte[] message, InetSocketAddress source, int listenIndex, long readNanos);

    /**
     * It is a new call that the loop has no time for.
     *
     * @param hash the same for the same INVITE come again
     */
    void turnAway(byte[] invite, InetSocketAddress source, int listenIndex, long hash);
  }

  private record Waiting(
      Kind kind,
      byte[] message,
      InetSocketAddress source,
      int listenIndex,
      long sinceNanos,
      long readNanos,
      Runnable taken) {}

  /**
   * A queue with nothing in it.
   *
   * @param soon runs tasks on the loop, after what it is about now
   * @param afterReading runs them after the sockets have been read once more
   */
  public CallQueue(
      LoadGuard guard, Clock clock, Service service, Executor soon, Executor afterReading) {
    this.guard = guard;
    this.clock = clock;
    this.service = service;
    this.soon = soon;
    this.afterReading = afterReading;
    this.begun = new RecentHashes(REPEATED_NANOS, clock.nanos());
    this.turnedAway = new RecentHashes(CROSSING_NANOS, clock.nanos());
  }

  /**
   * Takes a message in.
   *
   * @param sinceNanos when it may have come in to the machine, at the earliest
   * @param readNanos when it was read
   * @param taken run when it has been dealt with
   */
  public void take(
      byte[] message,
      InetSocketAddress source,
      int listenIndex,
      long sinceNanos,
      long readNanos,
      Runnable taken) {
    Kind kind = RawRequest.kindOf(message);
    boolean waits = kind == Kind.NEW_CALL || kind == Kind.CANCEL && !waiting.isEmpty();
    if (!waits) {
      if (kind != Kind.ACK_OF_BUSY) {
        service.serve(message, source, listenIndex, readNanos);
      }
      taken.run();
      return;
    }
    Waiting last = new Waiting(kind, message, source, listenIndex, sinceNanos, readNanos, taken);
    if (waiting.size() >= MOST_WAITING) {
      turnAway(last, Steering.hash(message), readNanos);
      taken.run();
      return;
    }
    waiting.add(last);
    if (!scheduled) {
      scheduled = true;
      soon.execute(this::serveSome);
    }
  }

  /** Whether it is the CANCEL of a call that has begun lately. */
  public boolean hasBegun(byte[] message, long nowNanos) {
    return RawRequest.kindOf(message) == Kind.CANCEL
        && begun.contains(Steering.hashOfCallId(message), nowNanos);
  }

  /** How many wait for their turn. */
  public int size() {
    return waiting.size();
  }

  private void serveSome() {
    scheduled = false;
    long begin = clock.nanos();
    long now = begin;
    Waiting next = waiting.poll();
    while (next != null) {
      serve(next, now);
      now = clock.nanos();
      next = now - begin < SLICE_NANOS ? waiting.poll() : null;
    }
    if (!waiting.isEmpty() && !scheduled) {
      scheduled = true;
      afterReading.execute(this::serveSome);
    }
  }

  private void serve(Waiting next, long now) {
    try {
      if (next.kind == Kind.CANCEL || mayBegin(next, now)) {
        service.serve(next.message, next.source, next.listenIndex, next.readNanos);
      }
    } finally {
      next.taken.run();
    }
  }

  /** Whether the call may begin, or has begun; if not, it is turned away. */
  private boolean mayBegin(Waiting next, long now) {
    boolean inTime = guard.admits(now - next.sinceNanos, now);
    long call = Steering.hashOfCallId(next.message);
    if (begun.contains(call, now)) {
      return true; // sent again, or with the credentials that were asked for
    }
    long copy = inTime && turnedAway.isEmpty(now) ? 0 : Steering.hash(next.message);
    if (!inTime || turnedAway.contains(copy, now)) {
      turnAway(next, copy, now);
      return false;
    }
    begun.add(call, now);
    return true;
  }

  private void turnAway(Waiting next, long copy, long now) {
    turnedAway.add(copy, now);
    service.turnAway(next.message, next.source, next.listenIndex, copy);
  }
}
