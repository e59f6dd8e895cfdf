package io.tollgate.proxy.route.health;

import io.tollgate.proxy.route.AttemptSign;
import io.tollgate.proxy.route.Availability;
import io.tollgate.proxy.route.GatewayState;
import io.tollgate.proxy.time.Clock;
import io.tollgate.proxy.time.RecentMinimum;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The health of one gateway, or of one other point of presence: what its calls and its probes have
 * shown of it, and whether an operator keeps calls from it.
 *
 * <p>For any thread, without locks.
 */
public final class PeerHealth implements GatewayState {
  private static final Logger LOG = LoggerFactory.getLogger(PeerHealth.class);

  private final String name;
  private final HealthSettings settings;
  private final Clock clock;
  private final Breaker breaker;
  private final LongAdder attempts = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder opened = new LongAdder();
  private final LongAdder openedOfAll;
  private volatile boolean drained;
  private volatile Optional<Answer> lastAnswer = Optional.empty();

  /** The last answer to a probe, how long it took, and the least that one took lately. */
  private record Answer(long roundTripNanos, Instant at, RecentMinimum least) {}

  /**
   * One of which nothing is known yet: it may be tried.
   *
   * @param name for the log
   * @param openedOfAll counts with it how often calls are kept away
   */
  PeerHealth(String name, HealthSettings settings, Clock clock, LongAdder openedOfAll) {
    this.openedOfAll = openedOfAll;
    this.name = name;
    this.settings = settings;
    this.clock = clock;
    this.breaker = new Breaker(settings.breaker(), clock.nanos());
  }

  HealthSettings settings() {
    return settings;
  }

  @Override
  public Availability availability(long nowNanos) {
    return drained
        ? Availability.DRAINED
        : breaker.allows(nowNanos) ? Availability.USABLE : Availability.BROKEN;
  }

  @Override
  public boolean enter(long nowNanos) {
    boolean enters = !drained && breaker.enter(nowNanos);
    if (enters) {
      attempts.increment();
    }
    return enters;
  }

  @Override
  public void report(AttemptSign sign, long nowNanos) {
    switch (sign) {
      case ALIVE -> {
        if (breaker.succeeded(nowNanos)) {
          LOG.info("{} takes calls again", name);
        }
      }
      case FAILED -> {
        failed.increment();
        tell(breaker.failed(false, nowNanos), "its calls fail");
      }
      case SILENT, UNREACHABLE -> {
        failed.increment();
        tell(breaker.failed(true, nowNanos), "it does not answer calls");
      }
      case NOTHING -> breaker.nothing(nowNanos);
    }
  }

  /**
   * It answered a probe, with whatever status.
   *
   * @param roundTripNanos how long that took
   */
  public void answeredProbe(long roundTripNanos, long nowNanos) {
    Optional<Answer> before = lastAnswer;
    RecentMinimum least =
        before.isPresent()
            ? before.get().least.with(roundTripNanos, nowNanos)
            : RecentMinimum.first(roundTripNanos, nowNanos);
    lastAnswer = Optional.of(new Answer(roundTripNanos, clock.now(), least));
    breaker.answeredProbe(nowNanos);
  }

  /** A probe got no answer in time, or there was no connection for it. */
  public void missedProbe(long nowNanos) {
    long hold = settings.probe().orElse(ProbeSettings.DEFAULT).interval().toNanos() * 2;
    tell(breaker.failedProbe(hold, nowNanos), "it does not answer OPTIONS");
  }

  private void tell(boolean hasOpened, String why) {
    if (hasOpened) {
      opened.increment();
      openedOfAll.increment();
      LOG.warn("{} gets no calls for now: {}", name, why);
    }
  }

  /** Keeps new calls from it, or lets them through again; those that are up go on. */
  void drain(boolean away) {
    drained = away;
  }

  /** The least that its answers to probes took lately; empty before the first. */
  public OptionalLong roundTripNanos() {
    Optional<Answer> last = lastAnswer;
    return last.isPresent() ? OptionalLong.of(last.get().least.value()) : OptionalLong.empty();
  }

  /** How it does. */
  public Health view() {
    long now = clock.nanos();
    Optional<Answer> last = lastAnswer;
    return new Health(
        breaker.phase(now).name().toLowerCase(Locale.ROOT).replace('_', '-'),
        breaker.failures(),
        clock.now().minus(Duration.ofMillis((now - breaker.since()) / 1_000_000)),
        drained,
        last.map(answer -> OptionalLong.of(answer.roundTripNanos / 1000))
            .orElse(OptionalLong.empty()),
        last.map(Answer::at),
        attempts.sum(),
        failed.sum(),
        opened.sum());
  }
}
