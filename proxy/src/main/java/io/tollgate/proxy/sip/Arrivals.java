package io.tollgate.proxy.sip;

import io.tollgate.proxy.admission.SourceGuard;
import io.tollgate.proxy.sip.observe.SipObserver;
import io.tollgate.proxy.sip.screen.RawRequest;
import io.tollgate.proxy.sip.screen.RawRequest.Kind;
import io.tollgate.proxy.sip.transport.Steering;
import io.tollgate.proxy.sip.transport.StreamInlet;
import io.tollgate.proxy.sip.transport.Unframeable;
import io.tollgate.proxy.time.Clock;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Everything that comes in passes here once, before it is parsed, whatever carried it: it is given
 * to the loop that its call lives on, unless its sender is kept out.
 *
 * <p>Safe for use by any thread; on the hot path, it neither waits nor allocates without need.
 */
final class Arrivals {
  private static final Runnable NOBODY_WAITS = () -> {};

  private final List<LoopEngine> engines;
  private final Clock clock;
  private final SipObserver wire;
  private final SourceGuard guard;

  Arrivals(List<LoopEngine> engines, Clock clock, SipObserver wire, SourceGuard guard) {
    this.engines = engines;
    this.clock = clock;
    this.wire = wire;
    this.guard = guard;
  }

  /**
   * A datagram.
   *
   * @param listenIndex the listening point that it came in on
   * @param sinceNanos since when it may have waited to be read
   */
  void datagram(byte[] message, InetSocketAddress source, int listenIndex, long sinceNanos) {
    arrived(message, source, listenIndex, sinceNanos, clock.nanos(), NOBODY_WAITS);
  }

  /** Takes what comes over the connections of a listening point. */
  StreamInlet connections(int listenIndex) {
    return new StreamInlet() {
      @Override
      public void received(byte[] message, InetSocketAddress source, Runnable taken) {
        long now = clock.nanos();
        arrived(message, source, listenIndex, now, now, taken);
      }

      @Override
      public void unframeable(Unframeable what, InetSocketAddress source) {
        wire.received(1);
        if (!guard.admits(source.getAddress(), clock.nanos())) {
          guard.silenced();
          return;
        }
        LoopEngine owner = ownerOf(what.head());
        owner.execute(() -> owner.receiveUnframeable(what, source, listenIndex));
      }
    };
  }

  private void arrived(
      byte[] message,
      InetSocketAddress source,
      int listenIndex,
      long since,
      long now,
      Runnable taken) {
    wire.received(1);
    if (!guard.admits(source.getAddress(), now)) {
      banned(message, source, listenIndex, now, taken);
      return;
    }
    LoopEngine owner = ownerOf(message);
    if (owner.isHere()) {
      owner.receive(message, source, listenIndex, since, now, taken);
    } else {
      owner.execute(() -> owner.receive(message, source, listenIndex, since, now, taken));
    }
  }

  /** A ban ends no call that is there: what may belong to one is shown to its loop. */
  private void banned(
      byte[] message, InetSocketAddress source, int listenIndex, long now, Runnable taken) {
    if (RawRequest.dialogTag(message).isEmpty() && RawRequest.kindOf(message) != Kind.CANCEL) {
      guard.silenced();
      taken.run(); // and nobody answers
      return;
    }
    LoopEngine owner = ownerOf(message);
    owner.execute(
        () -> {
          if (!owner.receiveOfCall(message, source, listenIndex, now)) {
            guard.silenced();
          }
          taken.run();
        });
  }

  private LoopEngine ownerOf(byte[] message) {
    return engines.get(Steering.loopOf(message, engines.size()));
  }
}
