package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.Unreachable;
import io.tollgate.proxy.cdr.CarrierAttempt;
import io.tollgate.proxy.cdr.CarrierCost;
import io.tollgate.proxy.route.FailoverPolicy;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.Hunt;
import io.tollgate.proxy.route.Seizure;
import io.tollgate.proxy.time.Clock;
import io.tollgate.rating.charge.Tariff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The attempts of one call, one after the other: those that came to nothing, the one that is being
 * made or was answered, and what is still to be tried.
 *
 * <p>Confined to the call's loop.
 */
final class Attempts {
  private final CallEnvironment environment;
  private final Clock clock;
  private final List<Past> earlier;
  private Optional<Untried> untried;
  private Optional<Attempt> current;

  /** A place that no INVITE has gone to yet. */
  private Optional<Seizure> place = Optional.empty();

  /**
   * One that came to nothing.
   *
   * @param made how it was made; empty where that was in another process
   */
  private record Past(CarrierAttempt written, Optional<Attempt> made) {
    static Past of(Attempt attempt) {
      return new Past(attempt.written(false, Duration.ZERO), Optional.of(attempt));
    }

    boolean isOf(String callId) {
      return made.isPresent() && made.get().leg().callId().equals(callId);
    }
  }

  private Attempts(
      CallEnvironment environment,
      Optional<Untried> untried,
      Optional<Attempt> current,
      List<Past> earlier) {
    this.environment = environment;
    this.clock = environment.clock();
    this.untried = untried;
    this.current = current;
    this.earlier = earlier;
  }

  /**
   * Nothing has been tried yet.
   *
   * @param hunt knows the gateways
   * @param first the place that it has taken already
   * @param call is told what comes of it
   */
  static Attempts over(
      Hunt hunt,
      Seizure first,
      CallContext context,
      CallRequest request,
      CallEnvironment environment,
      LegListener call) {
    Attempts attempts =
        new Attempts(
            environment,
            Optional.of(new Untried(hunt, context, request, call)),
            Optional.empty(),
            new ArrayList<>(0));
    attempts.place = Optional.of(first);
    return attempts;
  }

  /**
   * A gateway has answered, in another process.
   *
   * @param cost what its carrier charges, as it was pinned there
   * @param attempts those that were made there, the one that was answered last
   */
  static Attempts answered(
      Gateway gateway,
      CalleeLeg leg,
      Optional<Tariff> cost,
      List<CarrierAttempt> attempts,
      CallEnvironment environment) {
    List<Past> earlier = new ArrayList<>(attempts.size() - 1);
    for (CarrierAttempt before : attempts.subList(0, attempts.size() - 1)) {
      earlier.add(new Past(before, Optional.empty()));
    }
    return new Attempts(
        environment,
        Optional.empty(),
        Optional.of(Attempt.restored(gateway, leg, cost, attempts.getLast())),
        earlier);
  }

  /** Sends an INVITE to the first gateway, at which a place has been taken. */
  void tryFirst() {
    invite(untried.orElseThrow());
  }

  /** Sends an INVITE to the next gateway that may be tried; false where none is left. */
  boolean tryNext() {
    if (untried.isEmpty()) {
      return false;
    }
    place = untried.get().next(clock.nanos());
    if (place.isEmpty()) {
      return false;
    }
    Optional<Attempt> failed = current;
    failed.ifPresent(attempt -> attempt.release(clock));
    invite(untried.get());
    failed.ifPresent(attempt -> earlier.add(Past.of(attempt)));
    return true;
  }

  private void invite(Untried left) {
    Gateway gateway = place.orElseThrow().gateway();
    AttemptTrace trace = new AttemptTrace(gateway, clock);
    CalleeLeg leg = left.invite(gateway, environment.legs());
    current = Optional.of(Attempt.made(place, leg, trace));
    place = Optional.empty();
  }

  /** The gateway rings. */
  void progressed() {
    current.ifPresent(attempt -> attempt.heard(clock));
  }

  /** The gateway has answered: no other will be tried. */
  void answered() {
    untried = Optional.empty();
    current.ifPresent(attempt -> attempt.answered(clock));
  }

  /** The gateway has answered while our CANCEL was under way: nobody pays us for what it costs. */
  void answeredLate() {
    current.ifPresent(attempt -> attempt.answeredLate(clock));
  }

  /**
   * One that was left behind has answered: it costs us what an answer costs.
   *
   * @return the attempt; empty where it is none of this call's, or has answered before
   */
  Optional<Attempt> answeredTooLate(String callId) {
    for (int i = 0; i < earlier.size(); i++) {
      if (earlier.get(i).isOf(callId)) {
        Attempt late = earlier.get(i).made.orElseThrow();
        boolean first = late.answeredTooLate(clock);
        earlier.set(i, Past.of(late));
        return first ? Optional.of(late) : Optional.empty();
      }
    }
    return current
        .filter(attempt -> attempt.leg().callId().equals(callId))
        .filter(attempt -> attempt.answeredTooLate(clock));
  }

  /**
   * It refused.
   *
   * @param q850 the Q.850 cause that it gave, or 0
   * @return whether the next one may be asked
   */
  boolean refused(int status, int q850) {
    return current.isPresent() && current.get().refused(status, q850, clock);
  }

  /**
   * Nothing came of the INVITE.
   *
   * @return whether the next one may be asked
   */
  boolean failed(Unreachable why) {
    return current.isPresent() && current.get().failed(why, clock);
  }

  /** After which failures of the present gateway the next one is tried. */
  FailoverPolicy policy() {
    return current.map(Attempt::policy).orElse(FailoverPolicy.DEFAULT);
  }

  /** The caller or the edge gives up. */
  void withdrawn() {
    current.ifPresent(Attempt::withdrawn);
  }

  /** The call is over, whatever the gateway has shown. */
  void over() {
    place.ifPresent(taken -> taken.release(clock.nanos()));
    current.ifPresent(attempt -> attempt.release(clock));
  }

  /** Puts those that the present gateway names before the others, where its carrier may do that. */
  void follow(List<Redirect> redirects) {
    if (untried.isPresent()
        && current.isPresent()
        && current.get().gateway().terms().mayRedirect()) {
      untried.get().follow(redirects, environment.gateways());
    }
  }

  /** What the present gateway's carrier charges, where it is known. */
  Optional<Tariff> tariff() {
    return current.flatMap(Attempt::tariff);
  }

  /**
   * What that comes to.
   *
   * @param answered whether the caller got the answer
   * @param talked for how long
   */
  Optional<CarrierCost> cost(boolean answered, Duration talked) {
    return current.flatMap(attempt -> attempt.cost(answered, talked));
  }

  /** All of them, for the record; the parameters are those of {@link #cost}. */
  List<CarrierAttempt> all(boolean answered, Duration talked) {
    List<CarrierAttempt> all = new ArrayList<>(earlier.size() + 1);
    earlier.forEach(before -> all.add(before.written));
    current.ifPresent(attempt -> all.add(attempt.written(answered, talked)));
    return all;
  }

  /** The leg to the gateway that is being tried or has answered; none before the first. */
  Optional<CalleeLeg> attempted() {
    return current.map(Attempt::leg);
  }

  /** The same, once there is one. */
  CalleeLeg leg() {
    return current.orElseThrow().leg();
  }

  /** The carrier of that gateway; empty before the first. */
  String carrier() {
    return current.map(attempt -> attempt.gateway().carrier()).orElse("");
  }

  /** The name of that gateway; empty before the first. */
  String gateway() {
    return current.map(attempt -> attempt.gateway().id()).orElse("");
  }

  /** The Call-ID of its leg; empty before the first. */
  String callId() {
    return current.map(attempt -> attempt.leg().callId()).orElse("");
  }
}
