package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cause.Unreachable;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.Cdr.HungUpBy;
import io.tollgate.proxy.limit.Permit;
import io.tollgate.proxy.route.Hunt;
import io.tollgate.proxy.route.Seizure;
import io.tollgate.rating.number.E164;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call from the caller's INVITE, once it is admitted and priced, to its record: a state machine
 * between two legs.
 *
 * <pre>
 *   CALLING ──18x──▶ RINGING ──200──▶ UP ──BYE, limit, shutdown──▶ ENDED
 *      │ └──────────────┴─ CANCEL, no answer ─▶ WITHDRAWING ─ gateway's last word ─▶ ENDED
 *      └─ refused, unreachable: the next gateway, else ENDED
 * </pre>
 *
 * <p>Confined to its loop, so it has no locks: every method is called on that loop. Whatever
 * happens, {@link #end} runs once: it releases the permit, charges, and writes the record. A
 * gateway that was given up and answers even later gets a record of its own.
 */
public final class Call implements LegListener {
  private static final Logger LOG = LoggerFactory.getLogger(Call.class);

  private final CallContext context;
  private final CallEnvironment environment;
  private final CallMilestones milestones;
  private final CallerLeg caller;
  private final Permit permit;
  private final GuardedCall guarded = new GuardedCall(this);

  private final CallTimes times;
  private final CallEnd end;
  private final Attempts attempts;

  private CallState state = CallState.CALLING;
  private boolean earlyMedia;
  private Optional<Withdrawal> withdrawal = Optional.empty();
  private Optional<Cdr.Ending> ending = Optional.empty();

  private Call(
      CallContext context,
      CallEnvironment environment,
      CallMilestones milestones,
      CallerLeg caller,
      Permit permit,
      Function<LegListener, Attempts> attempts) {
    this.context = context;
    this.environment = environment;
    this.milestones = milestones;
    this.caller = caller;
    this.permit = permit;
    this.times = new CallTimes(context, environment, milestones, guarded);
    this.end = new CallEnd(context, environment, milestones, permit);
    this.attempts = attempts.apply(guarded);
  }

  /**
   * Starts a call: sends its INVITE to the first gateway and goes on to others for as long as
   * failures may be retried.
   *
   * @param hunt knows the others
   * @param first the gateway that the hunt has taken a place at
   * @param permit released when the call ends
   */
  static Call start(
      CallContext context,
      CallEnvironment environment,
      CallerLeg caller,
      Permit permit,
      CallRequest request,
      Hunt hunt,
      Seizure first) {
    Call call =
        new Call(
            context,
            environment,
            new CallMilestones(request.receivedAt(), request.receivedNanos()),
            caller,
            permit,
            listener -> Attempts.over(hunt, first, context, request, environment, listener));
    environment.registry().add(context.id(), call);
    caller.attach(call.guarded);
    call.times.waiting(call::giveUp);
    call.guarded.run(
        () -> {
          call.attempts.tryFirst();
          environment.observer().started(call.milestones.invited(environment.clock()));
        });
    return call;
  }

  /**
   * Carries on a call that another process answered.
   *
   * @param legs makes the legs again out of the snapshot
   * @param permit what the call now holds here
   */
  public static Call restore(
      CallSnapshot snapshot, CallEnvironment environment, RestoredLegs legs, Permit permit) {
    CallerLeg caller = legs.caller(snapshot.caller());
    Call call =
        new Call(
            snapshot.context(),
            environment,
            CallMilestones.restored(snapshot, environment.clock()),
            caller,
            permit,
            listener ->
                Attempts.answered(
                    legs.gateway(snapshot.carrier(), snapshot.gateway()),
                    legs.callee(snapshot.callee(), listener),
                    snapshot.cost(),
                    snapshot.attempts(),
                    environment));
    call.state = CallState.UP;
    environment.registry().add(snapshot.context().id(), call);
    caller.attach(call.guarded);
    call.talk();
    return call;
  }

  /** Where the call stands. */
  public CallState state() {
    return state;
  }

  /** What an operator sees of it. */
  public CallView view() {
    Cdr.Path path = context.path(attempts.carrier(), attempts.gateway());
    return new CallView(
        context.id(),
        context.account(),
        context.trunk(),
        context.parties().from().map(E164::toString).orElse(context.parties().fromReceived()),
        context.parties().to().map(E164::toString).orElse(context.parties().toReceived()),
        path.carrier(),
        path.gateway(),
        state,
        context.receivedAt(),
        milestones.answeredAt());
  }

  /** The Call-ID of the leg towards the called side; empty before the first. */
  String calleeCallId() {
    return attempts.callId();
  }

  /** What it was admitted with. */
  public CallContext context() {
    return context;
  }

  /**
   * All that another process needs to carry it on.
   *
   * @throws IllegalStateException where it is not answered, or over
   */
  public CallSnapshot snapshot() {
    if (state != CallState.UP) {
      throw new IllegalStateException("only an answered call can be carried on, not one " + state);
    }
    return new CallSnapshot(
        context,
        attempts.carrier(),
        attempts.gateway(),
        attempts.tariff(),
        attempts.all(true, milestones.talked(environment.clock())),
        milestones.ringingAt(),
        milestones.answeredAt().orElseThrow(),
        milestones.setupMicros(),
        caller.snapshot(),
        attempts.leg().snapshot());
  }

  /** Ends the call for a reason of the edge's own: shutdown, an administrator, a limit. */
  public void hangUp(HangupCause cause) {
    guarded.run(() -> hangUpNow(cause));
  }

  private void hangUpNow(HangupCause cause) {
    switch (state) {
      case CALLING, RINGING -> withdraw(cause, HungUpBy.EDGE);
      case UP -> {
        caller.hangUp(cause);
        attempts.leg().hangUp(cause);
        end(cause, HungUpBy.EDGE);
      }
      case WITHDRAWING, ENDED -> {}
    }
  }

  /** Stops waiting for a gateway's last word, for a process that is about to leave. */
  public void abandon() {
    if (state == CallState.WITHDRAWING) {
      guarded.run(() -> endWithdrawn());
    }
  }

  /**
   * Something failed that cannot fail: ends both legs as far as they can be, and the call, so that
   * it is charged and recorded.
   */
  void breakDown(Throwable cause) {
    Breakdown broken = new Breakdown(context.id(), caller, attempts, cause);
    switch (state) {
      case CALLING, RINGING -> {
        withdrawing(Breakdown.REFUSAL, HungUpBy.EDGE);
        broken.refuse();
        if (attempts.attempted().isEmpty()) {
          endWithdrawn();
        } else {
          times.waitingForLastWord(this::abandon);
          broken.cancel();
        }
      }
      case UP -> {
        broken.hangUp();
        end(HangupCause.NODE_FAILURE, HungUpBy.EDGE);
      }
      case WITHDRAWING -> endWithdrawn();
      case ENDED -> {}
    }
  }

  /** Whether one of its legs has this Call-ID. */
  boolean hasCallId(String callId) {
    return caller.callId().equals(callId) || attempts.callId().equals(callId);
  }

  @Override
  public void calleeProgressed(int status, String fork, Body body) {
    earlyMedia |= !body.isEmpty();
    attempts.progressed();
    switch (state) {
      case CALLING -> {
        state = CallState.RINGING;
        environment.observer().ringing(milestones.ringing(environment.clock()));
        caller.progress(status, fork, body);
      }
      case RINGING -> caller.progress(status, fork, body);
      case WITHDRAWING, UP, ENDED -> {}
    }
  }

  @Override
  public void calleeAnswered(String fork, Body body) {
    switch (state) {
      case CALLING, RINGING -> {
        state = CallState.UP;
        milestones.answered(environment.clock());
        environment.observer().answered();
        attempts.answered();
        permit.funding().answered();
        talk();
        caller.answer(fork, body, context.announced());
      }
      case WITHDRAWING -> {
        // It answered while our CANCEL was under way (RFC 3261 §9.1): the customer pays nothing.
        attempts.leg().acknowledge(Body.NONE);
        attempts.leg().hangUp(withdrawal.orElseThrow().ending().cause());
        attempts.answeredLate();
        endWithdrawn();
      }
      case UP, ENDED -> {}
    }
  }

  @Override
  public void calleeRefused(int status, int q850) {
    boolean movesOn = attempts.refused(status, q850);
    switch (state) {
      case CALLING, RINGING -> {
        if (!(movesOn && tryNext())) {
          CarrierWords.Outcome outcome = CarrierWords.outcome(status, q850, context.nobodyTook());
          refuse(outcome.refusal(), outcome.by());
        }
      }
      case WITHDRAWING -> endWithdrawn();
      case UP, ENDED -> {}
    }
  }

  @Override
  public void calleeRedirected(int status, List<Redirect> redirects) {
    if (state == CallState.CALLING || state == CallState.RINGING) {
      attempts.follow(redirects);
    }
    calleeRefused(status, 0);
  }

  @Override
  public void calleeUnreachable(Unreachable why) {
    boolean movesOn = attempts.failed(why);
    switch (state) {
      case CALLING, RINGING -> {
        if (!(movesOn && tryNext())) {
          refuse(Refusal.of(context.nobodyTook(), "no gateway answered"), HungUpBy.EDGE);
        }
      }
      case WITHDRAWING -> endWithdrawn();
      case UP, ENDED -> {}
    }
  }

  @Override
  public void calleeAnsweredTooLate(String callId) {
    Optional<Attempt> late = attempts.answeredTooLate(callId);
    if (late.isPresent()) {
      environment.observer().answeredTooLate();
      if (ending.isPresent() && !context.staysHere()) {
        end.addLate(late.get(), ending.get(), caller);
      }
    }
  }

  @Override
  public void callerCancelled() {
    if (state == CallState.CALLING || state == CallState.RINGING) {
      withdraw(HangupCause.CANCELLED, HungUpBy.CALLER);
    }
  }

  @Override
  public void acknowledged(CallLeg leg, Body answer) {
    if (state == CallState.UP) {
      other(leg).acknowledge(answer);
    }
  }

  @Override
  public void hungUp(CallLeg leg, int q850) {
    if (state == CallState.UP) {
      other(leg).hangUp(HangupCause.NORMAL, q850);
      HungUpBy by = leg == caller ? HungUpBy.CALLER : HungUpBy.CALLEE;
      end(new Cdr.Ending(HangupCause.NORMAL, by, 200, CarrierWords.q850(HangupCause.NORMAL, q850)));
    } else if (leg == caller) {
      // A BYE in an early dialog ends it as a CANCEL does (RFC 3261 §15).
      callerCancelled();
    }
  }

  @Override
  public void lost(CallLeg leg, HangupCause cause) {
    if (state == CallState.UP) {
      hangUpNow(cause);
    }
  }

  @Override
  public void reinvited(CallLeg leg, Body offer) {
    if (state == CallState.UP) {
      other(leg).reinvite(offer);
    } else {
      leg.answerReinvite(481, Body.NONE);
    }
  }

  @Override
  public void reinviteAnswered(CallLeg leg, int status, Body answer) {
    if (state == CallState.UP) {
      boolean ours = CarrierWords.isOurAffair(status);
      other(leg).answerReinvite(ours ? 488 : status, ours ? Body.NONE : answer);
      if (status == 408 || status == 481) {
        lost(leg, HangupCause.SESSION_EXPIRED); // it is gone (RFC 3261 §12.2.1.2)
      }
    }
  }

  @Override
  public void reinviteCancelled(CallLeg leg) {
    if (state == CallState.UP) {
      other(leg).cancelReinvite();
    }
  }

  @Override
  public void sessionChanged(CallLeg leg, Body description) {
    if (state == CallState.UP) {
      other(leg).offer(description);
    }
  }

  /** Unless it is meant so, a caller who has heard one gateway does not hear another begin anew. */
  private boolean tryNext() {
    return (!earlyMedia || attempts.policy().afterEarlyMedia()) && attempts.tryNext();
  }

  private CallLeg other(CallLeg leg) {
    return leg == caller ? attempts.leg() : caller;
  }

  /** It may wait no longer. */
  private void giveUp(HangupCause cause) {
    withdraw(cause, HungUpBy.EDGE);
  }

  private void refuse(Refusal refusal, HungUpBy by) {
    caller.refuse(refusal);
    end(new Cdr.Ending(refusal.cause(), by, refusal.status(), refusal.q850()));
  }

  private void withdraw(HangupCause cause, HungUpBy by) {
    Refusal refusal =
        by == HungUpBy.CALLER
            ? Refusal.passedOn(cause, cause.sipStatus(), 0)
            : Refusal.of(cause, "given up by the edge");
    withdrawing(refusal, by);
    caller.refuse(refusal);
    attempts.leg().cancel();
  }

  /** For the caller it ends now; the record waits for the gateway's last word. */
  private void withdrawing(Refusal refusal, HungUpBy by) {
    state = CallState.WITHDRAWING;
    withdrawal = Optional.of(Withdrawal.of(refusal, by, environment.clock().now()));
    attempts.withdrawn();
    times.lift();
  }

  private void talk() {
    times.talking(permit.funding(), this::hangUpNow);
  }

  private void endWithdrawn() {
    end(withdrawal.orElseThrow().ending());
  }

  /** An answered call is over. */
  private void end(HangupCause cause, HungUpBy by) {
    end(new Cdr.Ending(cause, by, 200, cause.q850()));
  }

  private void end(Cdr.Ending how) {
    if (state == CallState.ENDED) {
      LOG.error("call {} ended twice", context.id());
      return;
    }
    state = CallState.ENDED;
    ending = Optional.of(how);
    times.lift();
    attempts.over();
    end.happen(how, times.counted(), withdrawal.map(Withdrawal::at), caller, attempts);
  }
}
