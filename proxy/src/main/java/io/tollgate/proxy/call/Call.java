package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cause.Unreachable;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.Cdr.HungUpBy;
import io.tollgate.proxy.limit.Permit;
import io.tollgate.proxy.route.Hunt;
import io.tollgate.proxy.route.Seizure;
import io.tollgate.rating.number.E164;
import java.time.Duration;
import java.time.Instant;
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
 * happens, {@link #end} runs once: it releases the permit, charges, and writes the record.
 */
public final class Call implements LegListener {
  private static final Logger LOG = LoggerFactory.getLogger(Call.class);

  private final CallContext context;
  private final CallEnvironment environment;
  private final CallMilestones milestones;
  private final CallerLeg caller;
  private final Permit permit;
  private final GuardedCall guarded = new GuardedCall(this);

  private final TimeLimit limit;
  private final CallEnd end;
  private final Attempts attempts;

  private CallState state = CallState.CALLING;
  private boolean earlyMedia;
  private Cdr.Ending withdrawal;
  private Optional<Instant> withdrawnAt = Optional.empty();
  private Optional<TalkTime> talkTime = Optional.empty();

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
    this.limit = new TimeLimit(environment, guarded);
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
    call.limitWait();
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
      guarded.run(() -> end(withdrawal));
    }
  }

  /**
   * Something failed that cannot fail: ends both legs as far as they can be, and the call, so that
   * it is charged and recorded.
   */
  void breakDown(Throwable cause) {
    LOG.error("call {} broke down", context.id(), cause);
    switch (state) {
      case CALLING, RINGING -> {
        Refusal refusal = Refusal.of(HangupCause.NODE_FAILURE, "an error of the edge's own");
        withdrawing(refusal, HungUpBy.EDGE);
        anyway(() -> caller.refuse(refusal));
        if (attempts.attempted().isEmpty()) {
          end(withdrawal);
        } else {
          limit.set(environment.settings().noAnswer(), this::abandon);
          anyway(attempts.leg()::cancel);
        }
      }
      case UP -> {
        anyway(() -> caller.hangUp(HangupCause.NODE_FAILURE));
        anyway(() -> attempts.leg().hangUp(HangupCause.NODE_FAILURE));
        end(HangupCause.NODE_FAILURE, HungUpBy.EDGE);
      }
      case WITHDRAWING -> end(withdrawal);
      case ENDED -> {}
    }
  }

  private void anyway(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      LOG.error("nor could a leg of call {} be ended", context.id(), e);
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
        attempts.leg().hangUp(withdrawal.cause());
        attempts.answeredLate();
        end(withdrawal);
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
          giveUp(HangupCause.ofCarrierStatus(status), status, q850);
        }
      }
      case WITHDRAWING -> end(withdrawal);
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
      case WITHDRAWING -> end(withdrawal);
      case UP, ENDED -> {}
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
      end(new Cdr.Ending(HangupCause.NORMAL, by, 200, told(HangupCause.NORMAL, q850)));
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
      boolean ours = isOurAffair(status);
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

  private void giveUp(HangupCause cause, int status, int q850) {
    if (cause == HangupCause.CARRIERS_FAILED || isOurAffair(status)) {
      refuse(
          Refusal.of(
              context.nobodyTook(),
              told(context.nobodyTook(), q850),
              "the last gateway answered " + status),
          HungUpBy.EDGE);
    } else {
      refuse(Refusal.passedOn(cause, status, q850), HungUpBy.CALLEE);
    }
  }

  /** The Q.850 cause that a side gave; where it gave none, what ours comes to. */
  private static int told(HangupCause cause, int q850) {
    return q850 == 0 ? cause.q850() : q850;
  }

  /** Redirections and challenges are between that side and us, and mean nothing to the other. */
  private static boolean isOurAffair(int status) {
    return status / 100 == 3 || status == 401 || status == 407;
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
    withdrawal = new Cdr.Ending(refusal.cause(), by, refusal.status(), refusal.q850());
    withdrawnAt = Optional.of(environment.clock().now());
    attempts.withdrawn();
    limit.lift();
  }

  private void noAnswer() {
    withdraw(HangupCause.NO_ANSWER, HungUpBy.EDGE);
  }

  /** Nobody has answered yet, and calling hours may be over before anybody does. */
  private void limitWait() {
    Duration patience = environment.settings().noAnswer();
    Duration open =
        context
            .bounds()
            .until()
            .map(until -> Duration.between(environment.clock().now(), until))
            .orElse(patience);
    if (open.compareTo(patience) < 0) {
      limit.set(open, () -> withdraw(HangupCause.CALLING_HOURS, HungUpBy.EDGE));
    } else {
      limit.set(patience, this::noAnswer);
    }
  }

  /** From now on it is talked, for as long as the limits let it. */
  private void talk() {
    TalkTime time =
        TalkTime.of(
            environment.settings(),
            context.bounds(),
            permit.funding(),
            milestones.answeredAt().orElseThrow());
    talkTime = Optional.of(time);
    limit.set(time.next().minus(milestones.talked(environment.clock())), this::talkOn);
  }

  private void talkOn() {
    TalkTime time = talkTime.orElseThrow();
    Duration talked = milestones.talked(environment.clock());
    if (time.goesOn(talked)) {
      limit.set(time.next().minus(talked), this::talkOn);
    } else {
      hangUpNow(time.cause());
    }
  }

  /** How long it was talked, as far as that counts. */
  private Duration counted() {
    Duration talked = milestones.talked(environment.clock());
    return talkTime.map(time -> time.counted(talked)).orElse(talked);
  }

  /** An answered call is over. */
  private void end(HangupCause cause, HungUpBy by) {
    end(new Cdr.Ending(cause, by, 200, cause.q850()));
  }

  private void end(Cdr.Ending ending) {
    if (state == CallState.ENDED) {
      LOG.error("call {} ended twice", context.id());
      return;
    }
    state = CallState.ENDED;
    limit.lift();
    attempts.over();
    end.happen(ending, counted(), withdrawnAt, caller, attempts);
  }
}
