package io.tollgate.proxy.sip.reach;

import gov.nist.javax.sip.message.SIPResponse;
import io.tollgate.proxy.route.GatewayUri;
import io.tollgate.proxy.route.health.PeerHealth;
import io.tollgate.proxy.route.health.ProbeTarget;
import io.tollgate.proxy.sip.leg.SipLoop;
import io.tollgate.proxy.sip.transport.ClientRequest;
import io.tollgate.proxy.sip.transport.ListeningPoint;
import io.tollgate.proxy.time.TimerWheel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Asks peers by OPTIONS whether they are there (RFC 3261 §11). Whoever answers is alive, whatever
 * the answer says: most carriers answer 200, some 404, 405 or 407.
 *
 * <p>Each loop asks its share of the peers. Confined to its loop.
 */
public final class OptionsProber {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  /** Peers that have become known are asked soon, but not all at one moment. */
  private static final Duration FIRST_WITHIN = Duration.ofSeconds(1);

  private final SipLoop loop;
  private final int index;
  private final int loops;
  private final Supplier<List<ProbeTarget>> targets;
  private Map<PeerHealth, Long> due = new HashMap<>();
  private boolean looking;
  private boolean stopped;

  /**
   * A prober that does not ask yet.
   *
   * @param index the loop's number, of {@code loops}
   * @param targets whom to ask; asked for itself again and again, so that it may change
   */
  public OptionsProber(SipLoop loop, int index, int loops, Supplier<List<ProbeTarget>> targets) {
    this.loop = loop;
    this.index = index;
    this.loops = loops;
    this.targets = targets;
  }

  /** Asks from now on. */
  public void start() {
    looking = true;
    loop.timers().schedule(loop.clock().nanos(), BETWEEN_LOOKS.toNanos(), this::look);
  }

  /** How many timers of the loop are its own, calls or not. */
  public int timers() {
    return looking ? 1 : 0;
  }

  /** Asks nobody any more. */
  public void stop() {
    stopped = true;
  }

  private void look() {
    looking = false;
    if (stopped) {
      return;
    }
    start();
    long now = loop.clock().nanos();
    Map<PeerHealth, Long> next = new HashMap<>();
    for (ProbeTarget target : targets.get()) {
      if (Math.floorMod(target.uri().address().hashCode(), loops) == index) {
        Long known = due.get(target.health());
        long when = known == null ? now + within(FIRST_WITHIN) : known;
        if (now - when >= 0) {
          probe(target, now);
          when = now + target.settings().next(loop.random().nextDouble()).toNanos();
        }
        next.put(target.health(), when);
      }
    }
    due = next; // of those that are gone, nothing is kept
  }

  private long within(Duration time) {
    return loop.random().nextLong(time.toNanos());
  }

  private void probe(ProbeTarget target, long now) {
    GatewayUri peer = target.uri();
    ListeningPoint point = loop.points().best(peer.transport(), peer.address().getAddress());
    Probe probe = new Probe(target, now);
    ClientRequest request =
        new ClientRequest(
            loop.stack(),
            point.channelTo(peer.address()),
            loop.requests().options(peer, point),
            probe);
    probe.timer =
        loop.timers()
            .schedule(
                now,
                target.settings().timeout().toNanos(),
                () -> {
                  request.abandon();
                  probe.timeout();
                });
    request.send();
  }

  /** One question that is under way. */
  private final class Probe implements ClientRequest.Outcome {
    private final ProbeTarget target;
    private final long asked;
    private TimerWheel.Timeout timer;
    private boolean over;

    Probe(ProbeTarget target, long asked) {
      this.target = target;
      this.asked = asked;
    }

    @Override
    public void response(SIPResponse response) {
      int status = response.getStatusCode();
      if (over || status < 200) {
        return;
      }
      over = true;
      timer.cancel();
      long now = loop.clock().nanos();
      if (target.refusing() && status / 100 == 5) {
        target.health().missedProbe(now);
      } else {
        target.health().answeredProbe(now - asked, now);
      }
    }

    @Override
    public void timeout() {
      if (!over) {
        over = true;
        timer.cancel();
        target.health().missedProbe(loop.clock().nanos());
      }
    }
  }
}
