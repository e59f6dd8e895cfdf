package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cause.Unreachable;
import io.tollgate.proxy.cdr.CarrierAttempt;
import io.tollgate.proxy.cdr.CarrierAttempt.Result;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.CdrExplanation;
import io.tollgate.proxy.route.Cost;
import io.tollgate.proxy.route.Dispatch;
import io.tollgate.proxy.route.FailoverPolicy;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every gateway that was tried stands in the record, and the policy says which is tried next. */
class AttemptsTest {
  private final CallHarness harness = new CallHarness();

  /** A carrier whose attempts cost 0.0003. */
  private static Tariff attemptFee() {
    return new Tariff(
        "wholesale",
        1,
        "USD",
        4,
        "43",
        "",
        Money.parse("0.0100"),
        Money.ZERO,
        Money.parse("0.0003"),
        Money.ZERO,
        new Increments(60, 60),
        0,
        0);
  }

  private Call start(FailoverPolicy policy) {
    List<Gateway> gateways =
        CallHarness.gateways(3).stream()
            .map(
                g ->
                    new Gateway(
                        g.id(),
                        g.carrier(),
                        g.uri(),
                        g.terms(),
                        Dispatch.DEFAULT.withFailover(policy)))
            .toList();
    return harness.start(gateways);
  }

  private static CarrierAttempt attempt(
      Cdr record, int i, Result result, OptionalLong delay, int status, int q850, String cost) {
    CarrierAttempt actual = record.attempts().get(i);
    return new CarrierAttempt(
        "c1",
        "g" + (i + 1),
        "192.0.2." + (i + 1) + ":5060",
        "udp",
        actual.startedAt(),
        delay,
        result,
        status,
        q850,
        cost.isEmpty()
            ? Optional.empty()
            : Optional.of(new CarrierAttempt.Cost(Money.parse(cost), "USD")));
  }

  @Test
  void everyAttemptIsInTheRecord() {
    harness.costs = (carrier, to, from) -> new Cost.Known(attemptFee());
    Call call = start(FailoverPolicy.DEFAULT);
    harness.turn(Duration.ofSeconds(2));
    call.calleeUnreachable(Unreachable.SILENT);
    harness.turn(Duration.ofMillis(70));
    call.calleeProgressed(180, Body.NONE);
    harness.turn(Duration.ofMillis(30));
    call.calleeRefused(503, 42);
    harness.turn(Duration.ofMillis(250));
    call.calleeProgressed(180, Body.NONE);
    harness.turn(Duration.ofSeconds(3));
    call.calleeAnswered(CallHarness.ANSWER);
    harness.turn(Duration.ofSeconds(61));
    call.hungUp(harness.caller);

    Cdr record = harness.record();
    assertThat(record.attempts())
        .containsExactly(
            attempt(record, 0, Result.TIMEOUT, OptionalLong.empty(), 0, 0, "0.0003"),
            attempt(record, 1, Result.REFUSED, OptionalLong.of(70), 503, 42, "0.0003"),
            attempt(record, 2, Result.ANSWERED, OptionalLong.of(250), 200, 0, "0.0203"));
    assertThat(
            record.attempts().stream()
                .map(a -> Duration.between(record.times().receivedAt(), a.startedAt())))
        .containsExactly(Duration.ZERO, Duration.ofSeconds(2), Duration.ofMillis(2100));
    assertThat(record.cost().orElseThrow().charge().total()).isEqualTo(Money.parse("0.0203"));
    assertThat(record.margin())
        .as("0.0780 less 0.0203 and two fees")
        .contains(Money.parse("0.0571"));
  }

  @Test
  void aCallThatWasGivenUpSaysSoOfItsAttempt() {
    Call call = start(FailoverPolicy.DEFAULT);
    call.callerCancelled();
    call.calleeRefused(487, 0);
    Cdr record = harness.record();
    assertThat(record.attempts())
        .containsExactly(attempt(record, 0, Result.CANCELLED, OptionalLong.empty(), 487, 0, ""));
  }

  @Test
  void anAnswerThatCrossesTheCancelIsAnAnswer() {
    harness.costs = (carrier, to, from) -> new Cost.Known(attemptFee());
    Call call = start(FailoverPolicy.DEFAULT);
    call.callerCancelled();
    call.calleeAnswered(CallHarness.ANSWER);
    Cdr record = harness.record();
    assertThat(record.attempts())
        .containsExactly(
            attempt(record, 0, Result.ANSWERED_LATE, OptionalLong.of(0), 200, 0, "0.0103"));
  }

  @Test
  void anAnswerOfAGatewayThatWasLeftBehindIsInTheRecordAndCostsWhatItCosts() {
    harness.costs = (carrier, to, from) -> new Cost.Known(attemptFee());
    Call call = start(FailoverPolicy.DEFAULT);
    String first = harness.callees.getFirst().callId();
    harness.turn(Duration.ofSeconds(2));
    call.calleeUnreachable(Unreachable.SILENT);
    call.calleeAnswered(CallHarness.ANSWER);
    harness.turn(Duration.ofSeconds(1));
    call.calleeAnsweredTooLate(first);
    call.calleeAnsweredTooLate("a Call-ID of nobody's");
    assertThat(call.snapshot().attempts().getFirst().result()).isEqualTo(Result.ANSWERED_LATE);
    harness.turn(Duration.ofSeconds(59));
    call.hungUp(harness.caller);

    Cdr record = harness.record();
    assertThat(record.attempts())
        .containsExactly(
            attempt(record, 0, Result.ANSWERED_LATE, OptionalLong.of(3000), 200, 0, "0.0103"),
            attempt(record, 1, Result.ANSWERED, OptionalLong.of(0), 200, 0, "0.0103"));
    assertThat(record.path().gateway()).isEqualTo("g2");
    assertThat(record.margin()).as("0.0390 less both").contains(Money.parse("0.0184"));
  }

  @Test
  void anAnswerAfterTheRecordIsWrittenHasOneOfItsOwn() {
    harness.costs = (carrier, to, from) -> new Cost.Known(attemptFee());
    Call call = harness.start(1);
    String silent = harness.callees.getFirst().callId();
    harness.turn(Duration.ofSeconds(2));
    call.calleeUnreachable(Unreachable.SILENT);
    Cdr written = harness.record();
    assertThat(written.attempts())
        .containsExactly(attempt(written, 0, Result.TIMEOUT, OptionalLong.empty(), 0, 0, "0.0003"));

    harness.turn(Duration.ofSeconds(7));
    call.calleeAnsweredTooLate(silent);
    call.calleeAnsweredTooLate(silent); // it is sent until our ACK arrives
    call.calleeAnsweredTooLate("a Call-ID of nobody's");
    assertThat(harness.records).hasSize(2).first().isSameAs(written);
    Cdr late = harness.records.getLast();
    assertThat(late.id()).isNotEqualTo(written.id());
    assertThat(late.part()).contains(new Cdr.Part(Cdr.Leg.LATE, written.id()));
    assertThat(late.isLate()).isTrue();
    assertThat(written.isLate()).isFalse();
    assertThat(late.path()).isEqualTo(written.path());
    assertThat(late.parties()).isEqualTo(written.parties());
    assertThat(late.ending())
        .isEqualTo(new Cdr.Ending(HangupCause.ANSWERED_LATE, Cdr.HungUpBy.EDGE, 503, 16));
    assertThat(late.times().receivedAt()).isEqualTo(written.times().receivedAt());
    assertThat(late.times().answeredAt()).isEmpty();
    assertThat(late.times().setupMicros()).as("no set-up that averages should count").isZero();
    assertThat(late.times().endedAt()).isEqualTo(harness.clock.now());
    assertThat(late.callIdA()).isEqualTo(written.callIdA());
    assertThat(late.callIdB()).isEqualTo(silent);
    assertThat(late.charge()).isEqualTo(new Charge(0, Money.ZERO, Money.ZERO));
    assertThat(late.cost().orElseThrow().charge())
        .as("the fee is in the call's own record")
        .isEqualTo(new Charge(60, Money.parse("0.0100"), Money.ZERO));
    assertThat(late.margin()).contains(Money.parse("-0.0100"));
    assertThat(late.attempts())
        .containsExactly(
            attempt(late, 0, Result.ANSWERED_LATE, OptionalLong.of(9000), 200, 0, "0.0100"));
    assertThat(CdrExplanation.of(written).agrees()).isTrue();
    assertThat(CdrExplanation.of(late).agrees()).isTrue();
    assertThat(CdrExplanation.of(late).steps()).anyMatch(step -> step.contains(written.id()));
    assertThat(harness.observed).containsOnlyOnce("answered too late").containsOnlyOnce("ended");
    harness.assertNothingIsHeld();
  }

  @Test
  void soHasOneThatWasLeftBehindByACallThatIsOver() {
    harness.costs = (carrier, to, from) -> new Cost.Known(attemptFee());
    Call call = start(FailoverPolicy.DEFAULT);
    String first = harness.callees.getFirst().callId();
    call.calleeUnreachable(Unreachable.SILENT);
    call.calleeAnswered(CallHarness.ANSWER);
    harness.turn(Duration.ofSeconds(5));
    call.hungUp(harness.caller);
    Cdr written = harness.record();
    harness.turn(Duration.ofSeconds(5));
    call.calleeAnsweredTooLate(first);
    Cdr late = harness.records.getLast();
    assertThat(late.part()).contains(new Cdr.Part(Cdr.Leg.LATE, written.id()));
    assertThat(late.path().gateway()).isEqualTo("g1");
    assertThat(late.ending().sipStatus()).isEqualTo(200);
    assertThat(late.callIdB()).isEqualTo(first);
    assertThat(late.attempts())
        .containsExactly(
            attempt(late, 0, Result.ANSWERED_LATE, OptionalLong.of(10_000), 200, 0, "0.0100"));
    assertThat(CdrExplanation.of(late).agrees()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Unreachable.class)
  void aGatewayThatCannotBeReachedIsFollowedByTheNextUnlessThatIsNotWanted(Unreachable why) {
    Call call = start(FailoverPolicy.DEFAULT.with(why, false));
    call.calleeUnreachable(why);
    assertThat(harness.invitations).hasSize(1);
    assertThat(harness.caller.asked()).containsExactly("refuse 503 carriers-failed");

    CallHarness other = new CallHarness();
    other.start(3);
    other.listener().calleeUnreachable(why);
    assertThat(other.invitations).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "408, true, ''",
    "500, true, ''",
    "503, true, ''",
    "599, true, ''",
    "302, true, ''",
    "486, false, 'refuse 486 busy'",
    "603, false, 'refuse 603 declined'",
    "404, false, 'refuse 404 unreachable'",
    "480, false, 'refuse 480 no-answer'",
    "600, false, 'refuse 600 busy'",
    "484, false, 'refuse 484 unreachable'"
  })
  void whatOneAnswersSaysWhetherTheNextIsAsked(int status, boolean next, String told) {
    Call call = start(FailoverPolicy.DEFAULT);
    call.calleeRefused(status, 0);
    assertThat(harness.invitations).hasSize(next ? 2 : 1);
    assertThat(harness.caller.lastAsked()).isEqualTo(told.isEmpty() ? "nothing" : told);

    CallHarness other = new CallHarness();
    AttemptsTest opposite = new AttemptsTest();
    opposite.start(FailoverPolicy.DEFAULT.with(status, status, !next));
    opposite.harness.listener().calleeRefused(status, 0);
    assertThat(opposite.harness.invitations).hasSize(next ? 1 : 2);
    assertThat(other.records).isEmpty();
  }

  @Test
  void whereThatIsMeantTheNextGatewayIsTriedAfterEarlyMedia() {
    Call call = start(FailoverPolicy.DEFAULT.afterEarlyMedia(true));
    call.calleeProgressed(183, CallHarness.ANSWER);
    call.calleeRefused(503, 0);
    assertThat(harness.invitations).hasSize(2);
    call.calleeAnswered(CallHarness.ANSWER);
    assertThat(harness.caller.lastAsked()).isEqualTo("answer");

    AttemptsTest usual = new AttemptsTest();
    Call other = usual.start(FailoverPolicy.DEFAULT);
    other.calleeProgressed(183, CallHarness.ANSWER);
    other.calleeRefused(503, 0);
    assertThat(usual.harness.invitations).hasSize(1);
  }

  @Test
  void aRestoredCallKeepsItsAttempts() {
    Call call = start(FailoverPolicy.DEFAULT);
    call.calleeRefused(500, 0);
    harness.turn(Duration.ofMillis(40));
    call.calleeAnswered(CallHarness.ANSWER);
    CallSnapshot snapshot = call.snapshot();
    call.hangUp(HangupCause.ADMIN);
    assertThat(snapshot.attempts()).isEqualTo(harness.record().attempts());

    CallHarness other = new CallHarness();
    Call restored = Call.restore(snapshot, other.environment(), other.legs(), other.permit());
    restored.hangUp(HangupCause.ADMIN);
    assertThat(other.record().attempts()).isEqualTo(harness.record().attempts());
  }

  @Test
  void anAttemptIsRecordedOnceWhereTheNextInviteCannotBeSent() {
    Call call = harness.start(2);
    harness.breaking = "invite";
    harness.listener().calleeRefused(503, 38);
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 500 node-failure");
    call.abandon();
    assertThat(harness.record().attempts())
        .containsExactly(
            attempt(harness.record(), 0, Result.REFUSED, OptionalLong.empty(), 503, 38, ""));
  }
}
