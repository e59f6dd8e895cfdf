package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.limit.Funding;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How long a call may wait for its answer and how long it may be talked, and what counts of that.
 *
 * <p>Confined to the call's loop.
 */
final class CallTimes {
  private final CallContext context;
  private final CallEnvironment environment;
  private final CallMilestones milestones;
  private final TimeLimit limit;
  private Optional<TalkTime> talkTime = Optional.empty();

  /**
   * No limit yet.
   *
   * @param call what comes of a limit is a step of this call
   */
  CallTimes(
      CallContext context,
      CallEnvironment environment,
      CallMilestones milestones,
      GuardedCall call) {
    this.context = context;
    this.environment = environment;
    this.milestones = milestones;
    this.limit = new TimeLimit(environment, call);
  }

  /**
   * Nobody has answered yet, and calling hours may be over before anybody does.
   *
   * @param over told why it may wait no longer
   */
  void waiting(Consumer<HangupCause> over) {
    Duration patience = environment.settings().noAnswer();
    Duration open =
        context
            .bounds()
            .until()
            .map(until -> Duration.between(environment.clock().now(), until))
            .orElse(patience);
    if (open.compareTo(patience) < 0) {
      limit.set(open, () -> over.accept(HangupCause.CALLING_HOURS));
    } else {
      limit.set(patience, () -> over.accept(HangupCause.NO_ANSWER));
    }
  }

  /** It waits for a gateway's last word, and for no longer than for an answer. */
  void waitingForLastWord(Runnable over) {
    limit.set(environment.settings().noAnswer(), over);
  }

  /**
   * From now on it is talked, for as long as the limits let it.
   *
   * @param over told why it may be talked no longer
   */
  void talking(Funding funding, Consumer<HangupCause> over) {
    TalkTime time =
        TalkTime.of(
            environment.settings(),
            context.bounds(),
            funding,
            milestones.answeredAt().orElseThrow());
    talkTime = Optional.of(time);
    await(time, milestones.talked(environment.clock()), over);
  }

  private void await(TalkTime time, Duration talked, Consumer<HangupCause> over) {
    limit.set(time.next().minus(talked), () -> talkOn(time, over));
  }

  private void talkOn(TalkTime time, Consumer<HangupCause> over) {
    Duration talked = milestones.talked(environment.clock());
    if (time.goesOn(talked)) {
      await(time, talked, over);
    } else {
      over.accept(time.cause());
    }
  }

  /** How long it was talked, as far as that counts. */
  Duration counted() {
    Duration talked = milestones.talked(environment.clock());
    return talkTime.map(time -> time.counted(talked)).orElse(talked);
  }

  /** There is no limit any more. */
  void lift() {
    limit.lift();
  }
}
