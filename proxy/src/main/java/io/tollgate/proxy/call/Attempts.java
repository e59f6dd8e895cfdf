package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cause.Unreachable;
import io.tollgate.proxy.cdr.CarrierAttempt;
import io.tollgate.proxy.cdr.CarrierCost;
import io.tollgate.proxy.route.AttemptSign;
import io.tollgate.proxy.route.FailoverPolicy;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.Hunt;
import io.tollgate.proxy.route.Seizure;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.DialledNumber;
import io.tollgate.rating.number.E164;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gateways of one call: the leg to the one that is being tried or has answered, and those that
 * are still to be tried.
 *
 * <p>Confined to the call's loop.
 */
final class Attempts {
  /** A call goes no further than that, wherever carriers send it. */
  private static final int MOST_REDIRECTS = 5;

  /** For a carrier, time passes between its 200 and our BYE, however soon that follows. */
  private static final Duration STARTED_SECOND = Duration.ofNanos(1);

  private final CallEnvironment environment;
  private Optional<Remaining> remaining;
  private Optional<Attempt> current;

  /** The place at the present gateway. */
  private Optional<Seizure> seized = Optional.empty();

  private int followed;
  private boolean answeredLate;

  /** Those before the present one. */
  private final List<Past> earlier;

  /** A gateway, the leg that leads there, and what its carrier charges where that is known. */
  private record Attempt(
      Gateway gateway, CalleeLeg leg, Optional<Tariff> cost, AttemptTrace trace) {}

  /**
   * One that came to nothing.
   *
   * @param made how it was made; empty where that was in another process
   */
  private record Past(CarrierAttempt written, Optional<Attempt> made) {
    static Past of(Attempt attempt, boolean answered) {
      return new Past(
          attempt.trace.attempt(costOf(attempt, answered, Duration.ZERO)), Optional.of(attempt));
    }

    boolean isOf(String callId) {
      return made.isPresent() && made.get().leg.callId().equals(callId);
    }
  }

  /** What is still to be tried before the answer. Let go with it: calls last, offers are large. */
  private record Remaining(
      CallContext context, CallRequest request, LegListener call, Hunt hunt, List<Gateway> tried) {}

  private Attempts(
      CallEnvironment environment,
      Optional<Remaining> remaining,
      Optional<Attempt> current,
      List<Past> earlier) {
    this.environment = environment;
    this.remaining = remaining;
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
            Optional.of(new Remaining(context, request, call, hunt, new ArrayList<>(0))),
            Optional.empty(),
            new ArrayList<>(0));
    attempts.seized = Optional.of(first);
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
    AttemptTrace trace = AttemptTrace.of(attempts.getLast(), gateway);
    return new Attempts(
        environment,
        Optional.empty(),
        Optional.of(new Attempt(gateway, leg, cost, trace)),
        new ArrayList<>(
            attempts.subList(0, attempts.size() - 1).stream()
                .map(before -> new Past(before, Optional.empty()))
                .toList()));
  }

  /** Sends an INVITE to the first gateway, at which a place has been taken. */
  void tryFirst() {
    invite(remaining.orElseThrow(), seized.orElseThrow());
  }

  /** Sends an INVITE to the next gateway that may be tried; false where none is left. */
  boolean tryNext() {
    if (remaining.isEmpty()) {
      return false;
    }
    Remaining left = remaining.get();
    long now = environment.clock().nanos();
    Optional<Seizure> next = left.hunt.seize(now);
    if (next.isEmpty()) {
      return false;
    }
    seized.ifPresent(failed -> failed.release(now));
    seized = next;
    current.ifPresent(failed -> earlier.add(Past.of(failed, false)));
    invite(left, next.get());
    return true;
  }

  private void invite(Remaining left, Seizure seizure) {
    Gateway gateway = seizure.gateway();
    left.tried.add(gateway);
    CallerIdentity caller = left.context.caller();
    AttemptTrace trace = new AttemptTrace(gateway, environment.clock());
    CalleeLeg leg =
        environment
            .legs()
            .invite(
                new Invitation(
                    gateway,
                    left.context.to(),
                    caller,
                    left.request.forwardings(),
                    left.request.maxForwards() - 1,
                    left.request.offer(),
                    new Invitation.Cause(
                        left.request.presented().requestUri(), left.request.source().getAddress()),
                    left.context.tariff(),
                    left.context.routePolicy()),
                left.call);
    current = Optional.of(new Attempt(gateway, leg, seizure.cost(), trace));
  }

  /** The gateway rings. */
  void progressed() {
    current.ifPresent(attempt -> heard(attempt.trace));
  }

  private void heard(AttemptTrace trace) {
    trace.heard(environment.clock());
    seized.ifPresent(
        place -> place.heard(trace.delayMillis().orElse(0), environment.clock().nanos()));
  }

  /** The gateway has answered: no other will be tried. */
  void answered() {
    remaining = Optional.empty();
    answeredAtAll();
  }

  /** The gateway has answered while our CANCEL was under way: nobody pays us for what it costs. */
  void answeredLate() {
    answeredLate = true;
    answeredAtAll();
  }

  /** One that was left behind has answered: it costs us what an answer costs. */
  void answeredTooLate(String callId) {
    for (int i = 0; i < earlier.size(); i++) {
      if (earlier.get(i).isOf(callId)) {
        Attempt late = earlier.get(i).made.orElseThrow();
        late.trace.heard(environment.clock());
        late.trace.answeredTooLate();
        earlier.set(i, Past.of(late, true));
      }
    }
  }

  private void answeredAtAll() {
    current.ifPresent(
        attempt -> {
          heard(attempt.trace);
          attempt.trace.answered();
        });
    ended(true);
  }

  /**
   * It refused.
   *
   * @param q850 the Q.850 cause that it gave, or 0
   * @return whether the next one may be asked
   */
  boolean refused(int status, int q850) {
    boolean failed = HangupCause.ofCarrierStatus(status).mayTryNextGateway();
    current.ifPresent(attempt -> attempt.trace.refused(status, q850));
    show(failed ? AttemptSign.FAILED : AttemptSign.ALIVE);
    return policy().movesOn(status);
  }

  /**
   * Nothing came of the INVITE.
   *
   * @return whether the next one may be asked
   */
  boolean failed(Unreachable why) {
    current.ifPresent(attempt -> attempt.trace.failed(why));
    show(why == Unreachable.SILENT ? AttemptSign.SILENT : AttemptSign.UNREACHABLE);
    return policy().movesOn(why);
  }

  /** After which failures of the present gateway the next one is tried. */
  FailoverPolicy policy() {
    return current
        .map(attempt -> attempt.gateway.dispatch().failover())
        .orElse(FailoverPolicy.DEFAULT);
  }

  /** The caller or the edge gives up. */
  void withdrawn() {
    current.ifPresent(attempt -> attempt.trace.withdrawn());
  }

  /** The call is over, whatever the gateway has shown. */
  void over() {
    seized.ifPresent(place -> place.release(environment.clock().nanos()));
  }

  private void show(AttemptSign sign) {
    seized.ifPresent(place -> place.show(sign, environment.clock().nanos()));
    if (current.isPresent() && !current.get().trace.isWithdrawn()) {
      ended(false);
    }
  }

  private void ended(boolean answered) {
    seized.ifPresent(place -> place.ended(answered, environment.clock().nanos()));
  }

  /**
   * Puts those that the present gateway names before the others. Only where its carrier may, and
   * only gateways that the configuration knows, for the number that was priced, each once: a
   * redirection to another number would be another call at another price.
   */
  void follow(List<Redirect> redirects) {
    if (remaining.isEmpty() || current.isEmpty() || !current.get().gateway.terms().mayRedirect()) {
      return;
    }
    Remaining left = remaining.get();
    for (Redirect redirect : redirects.reversed()) {
      Optional<Gateway> gateway = environment.gateways().apply(redirect.address());
      if (gateway.isPresent()
          && isNumberOf(left.context, redirect.user())
          && !left.tried.contains(gateway.get())
          && followed < MOST_REDIRECTS) {
        followed++;
        left.hunt.prefer(gateway.get());
      }
    }
  }

  private static boolean isNumberOf(CallContext context, String user) {
    String bare = user.indexOf(';') < 0 ? user : user.substring(0, user.indexOf(';'));
    return switch (context.to()) {
      case DialledNumber.Number(E164 e164) ->
          bare.equals(e164.toString()) || ('+' + bare).equals(e164.toString());
      case DialledNumber.Code code -> bare.equals(code.dialled());
    };
  }

  /** What that gateway's carrier charges, where it is known. */
  Optional<Tariff> tariff() {
    return current.flatMap(Attempt::cost);
  }

  /**
   * What that comes to.
   *
   * @param answered whether the caller got the answer
   * @param talked for how long
   */
  Optional<CarrierCost> cost(boolean answered, Duration talked) {
    return current.flatMap(attempt -> costOf(attempt, answered || answeredLate, talked));
  }

  private static Optional<CarrierCost> costOf(Attempt attempt, boolean answered, Duration talked) {
    return attempt.cost.map(
        price ->
            new CarrierCost(
                price,
                answered
                    ? price.charge(talked.isZero() ? STARTED_SECOND : talked)
                    : price.unanswered()));
  }

  /** All of them, for the record; the parameters are those of {@link #cost}. */
  List<CarrierAttempt> all(boolean answered, Duration talked) {
    List<CarrierAttempt> all = new ArrayList<>(earlier.size() + 1);
    earlier.forEach(before -> all.add(before.written));
    current.ifPresent(attempt -> all.add(attempt.trace.attempt(cost(answered, talked))));
    return all;
  }

  /** The leg to the gateway that is being tried or has answered; none before the first. */
  Optional<CalleeLeg> attempted() {
    return current.map(Attempt::leg);
  }

  /** The same, once there is one. */
  CalleeLeg leg() {
    return current.orElseThrow().leg;
  }

  /** The carrier of that gateway; empty before the first. */
  String carrier() {
    return current.map(attempt -> attempt.gateway.carrier()).orElse("");
  }

  /** The name of that gateway; empty before the first. */
  String gateway() {
    return current.map(attempt -> attempt.gateway.id()).orElse("");
  }

  /** The Call-ID of its leg; empty before the first. */
  String callId() {
    return current.map(attempt -> attempt.leg.callId()).orElse("");
  }
}
