package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.route.TrunkContacts;
import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.rating.charge.CallKind;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.number.E164;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Calls from one trunk to the number of another: two calls, each with its record. */
class OnNetCallTest {
  private static final String OURS = "+4930123411";

  private final OwnNumbers edge = new OwnNumbers();
  private final CallHarness harness = edge.harness;

  private void answered() {
    edge.trunkCalls(OURS);
    harness.turn(Duration.ofMillis(100));
    harness.listener().calleeProgressed(180, Body.NONE);
    harness.turn(Duration.ofSeconds(2));
    harness.listener().calleeAnswered(CallHarness.ANSWER);
  }

  private Cdr half(Cdr.Leg leg) {
    return harness.records.stream()
        .filter(record -> record.part().orElseThrow().leg() == leg)
        .findFirst()
        .orElseThrow();
  }

  /** Both records, linked; nothing is left of the call. */
  private void assertBoth(String originating, Cdr.HungUpBy by, String terminating, Cdr.HungUpBy o) {
    assertThat(harness.records).hasSize(2);
    Cdr out = half(Cdr.Leg.ORIGINATING);
    Cdr in = half(Cdr.Leg.TERMINATING);
    assertThat(List.of(out.direction(), in.direction())).containsOnly(Cdr.Direction.ON_NET);
    assertThat(out.part().orElseThrow().link())
        .isEqualTo(in.part().orElseThrow().link())
        .isEqualTo(out.id())
        .isNotEqualTo(in.id());
    assertThat(out.path()).isEqualTo(new Cdr.Path("acme", "hq", "", "", "fra"));
    assertThat(in.path()).isEqualTo(new Cdr.Path("beta", "pbx", "", "", "fra"));
    assertThat(out.parties()).isEqualTo(in.parties());
    assertThat(out.ending().cause().code() + ' ' + out.ending().hungUpBy())
        .isEqualTo(originating + ' ' + by);
    assertThat(in.ending().cause().code() + ' ' + in.ending().hungUpBy())
        .isEqualTo(terminating + ' ' + o);
    assertThat(harness.registry.size()).isZero();
    assertThat(edge.admission.activeCalls()).isZero();
  }

  @Test
  void isTwoCallsEachPaidForByItsAccount() {
    answered();
    assertThat(edge.admission.activeCalls(edge.hq)).isEqualTo(1);
    assertThat(edge.admission.activeCalls(edge.pbx)).isEqualTo(1);
    assertThat(harness.invitations).hasSize(1);
    Invitation invitation = harness.invitations.getFirst();
    assertThat(invitation.gateway().carrier()).as("no carrier hears of it").isEmpty();
    assertThat(invitation.gateway().id()).isEqualTo("contact1");
    assertThat(invitation.caller()).isEqualTo(CallerIdentity.of(E164.of("+33123456789")));
    assertThat(harness.caller.asked()).containsExactly("progress 180", "answer");
    assertThat(harness.caller.bodies().getLast()).isEqualTo(CallHarness.ANSWER);
    assertThat(harness.caller.announced().orElseThrow().toString()).contains("0.004");

    harness.registry.calls().forEach(call -> call.acknowledged(harness.caller, Body.NONE));
    harness.turn(Duration.ofSeconds(61));
    Call originating = harness.registry.find("id-1").orElseThrow();
    originating.hungUp(harness.caller);
    assertBoth("normal", Cdr.HungUpBy.CALLER, "normal", Cdr.HungUpBy.CALLER);
    assertThat(harness.callee().lastAsked()).isEqualTo("hang up normal");
    Cdr out = half(Cdr.Leg.ORIGINATING);
    Cdr in = half(Cdr.Leg.TERMINATING);
    assertThat(out.charge().amount()).isEqualTo(Money.parse("0.0080"));
    assertThat(in.charge().amount()).isEqualTo(Money.parse("0.0060"));
    assertThat(out.tariff().orElseThrow().deck()).isEqualTo("prices:acme:outbound.ip");
    assertThat(in.tariff().orElseThrow().deck()).isEqualTo("prices:beta:inbound.ip");
    assertThat(out.callIdA()).isEqualTo(in.callIdA()).isEqualTo("a@caller");
    assertThat(out.callIdB()).isEqualTo(in.callIdB()).isEqualTo("b1@edge");
  }

  @Test
  void theCalledSideHangsUp() {
    answered();
    harness.turn(Duration.ofSeconds(5));
    harness.listener().hungUp(harness.callee());
    assertThat(harness.caller.lastAsked()).isEqualTo("hang up normal");
    assertBoth("normal", Cdr.HungUpBy.CALLEE, "normal", Cdr.HungUpBy.CALLEE);
  }

  @Test
  void theCallerGivesUp() {
    edge.trunkCalls(OURS);
    harness.registry.find("id-1").orElseThrow().callerCancelled();
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 487 cancelled");
    assertThat(harness.callee().lastAsked()).isEqualTo("cancel");
    harness.listener().calleeRefused(487, 0);
    assertBoth("cancelled", Cdr.HungUpBy.CALLER, "cancelled", Cdr.HungUpBy.CALLER);
  }

  @Test
  void anAnswerThatMeetsTheCancelCostsNobodyAnything() {
    edge.trunkCalls(OURS);
    harness.registry.find("id-1").orElseThrow().callerCancelled();
    harness.listener().calleeAnswered(CallHarness.ANSWER);
    assertThat(harness.callee().asked()).contains("cancel", "hang up cancelled");
    assertBoth("cancelled", Cdr.HungUpBy.CALLER, "cancelled", Cdr.HungUpBy.CALLER);
    assertThat(harness.records).allMatch(record -> record.charge().total().equals(Money.ZERO));
  }

  @Test
  void nobodyAnswers() {
    edge.trunkCalls(OURS);
    harness.listener().calleeProgressed(180, Body.NONE);
    harness.turn(harness.settings.noAnswer().plusSeconds(1));
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 480 no-answer");
    harness.listener().calleeRefused(487, 0);
    assertThat(half(Cdr.Leg.ORIGINATING).ending().cause()).isEqualTo(HangupCause.NO_ANSWER);
    assertThat(harness.records).hasSize(2);
    assertThat(edge.admission.activeCalls()).isZero();
  }

  @Test
  void theCalledSideIsBusy() {
    edge.trunkCalls(OURS);
    harness.listener().calleeRefused(486, 17);
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 486 busy");
    assertBoth("busy", Cdr.HungUpBy.CALLEE, "busy", Cdr.HungUpBy.CALLEE);
  }

  @Test
  void theNextContactIsTried() {
    edge.trunkCalls(OURS);
    harness.listener().calleeUnreachable();
    assertThat(harness.invitations).hasSize(2);
    assertThat(harness.caller.asked()).isEmpty();
    harness.listener().calleeUnreachable();
    assertThat(harness.caller.lastAsked()).startsWith("refuse 480");
    assertThat(half(Cdr.Leg.TERMINATING).ending().cause()).isEqualTo(HangupCause.CONTACTS_FAILED);
    assertThat(half(Cdr.Leg.ORIGINATING).ending().q850()).isEqualTo(27);
    assertThat(harness.registry.size()).isZero();
  }

  @Test
  void offersAndAnswersCrossBothHalves() {
    answered();
    Call originating = harness.registry.find("id-1").orElseThrow();
    Body offer = CallHarness.sdp("hold");
    originating.reinvited(harness.caller, offer);
    assertThat(harness.callee().lastAsked()).isEqualTo("reinvite");
    harness.listener().reinviteAnswered(harness.callee(), 200, CallHarness.ANSWER);
    assertThat(harness.caller.lastAsked()).isEqualTo("answer reinvite 200");
    harness.listener().reinvited(harness.callee(), offer);
    assertThat(harness.caller.lastAsked()).isEqualTo("reinvite");
    originating.reinviteAnswered(harness.caller, 488, Body.NONE);
    assertThat(harness.callee().lastAsked()).isEqualTo("answer reinvite 488");
    originating.reinviteCancelled(harness.caller);
    assertThat(harness.callee().lastAsked()).isEqualTo("cancel reinvite");
    harness.listener().sessionChanged(harness.callee(), offer);
    assertThat(harness.caller.lastAsked()).isEqualTo("offer");
    originating.acknowledged(harness.caller, CallHarness.ANSWER);
    assertThat(harness.callee().lastAsked()).isEqualTo("acknowledge");
    originating.hungUp(harness.caller);
  }

  @Test
  void theNarrowerLimitEndsBothHalves() {
    edge.pbx =
        edge.pbx.but().limits(CallLimits.NONE.withLongestCall(Duration.ofMinutes(1))).build();
    edge.contacts = new TrunkContacts(edge.pbx, false, false, edge.contacts.fixed());
    answered();
    harness.turn(Duration.ofSeconds(61));
    assertBoth("normal", Cdr.HungUpBy.CALLEE, "max-duration", Cdr.HungUpBy.EDGE);
    assertThat(harness.caller.lastAsked()).isEqualTo("hang up normal 31");
  }

  @Test
  void theEdgeIsShutDown() {
    answered();
    harness.registry.calls().forEach(call -> call.hangUp(HangupCause.SHUTDOWN));
    assertThat(harness.records).hasSize(2);
    assertThat(harness.registry.size()).isZero();
    assertThat(edge.admission.activeCalls()).isZero();
  }

  @Test
  void aFullTrunkIsBusyToWhoCalls() {
    edge.channels(0);
    edge.trunkCalls(OURS);
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 486 busy");
    assertThat(harness.invitations).isEmpty();
    assertBoth("busy", Cdr.HungUpBy.EDGE, "channels", Cdr.HungUpBy.EDGE);
  }

  @Test
  void whoIsNotSoldSuchCallsMakesNone() {
    edge.books.remove("acme");
    edge.trunkCalls(OURS);
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 404 no-rate");
    Cdr record = harness.record();
    assertThat(record.part().orElseThrow().leg()).isEqualTo(Cdr.Leg.ORIGINATING);
    assertThat(edge.admission.activeCalls()).isZero();
  }

  @Test
  void whyATrunkCannotBeCalledIsItsOwnAffair() {
    edge.books.remove("beta");
    edge.trunkCalls(OURS);
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 480 contacts-failed");
    assertBoth("contacts-failed", Cdr.HungUpBy.EDGE, "no-rate", Cdr.HungUpBy.EDGE);
  }

  @Test
  void aTrunkMayCallItsOwnNumber() {
    edge.contacts = new TrunkContacts(edge.hq, false, false, edge.contacts.fixed());
    edge.sell("acme", CallKind.INBOUND_IP, "0.0010");
    answered();
    assertThat(edge.admission.activeCalls(edge.hq)).isEqualTo(2);
    harness.listener().hungUp(harness.callee());
    assertThat(harness.records).extracting(record -> record.path().trunk()).containsOnly("hq");
  }

  @Test
  void anErrorInOneHalfEndsBoth() {
    harness.breaking = "invite";
    edge.trunkCalls(OURS);
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 480 contacts-failed");
    assertThat(half(Cdr.Leg.TERMINATING).ending().cause()).isEqualTo(HangupCause.NODE_FAILURE);
    assertThat(harness.records).hasSize(2);
    assertThat(harness.registry.size()).isZero();
    assertThat(edge.admission.activeCalls()).isZero();
  }

  @Test
  void whatIsNobodysGoesOut() {
    edge.trunkCalls("+4930123500");
    assertThat(harness.record().part()).isEqualTo(Optional.empty());
    assertThat(harness.record().direction()).isEqualTo(Cdr.Direction.OUTBOUND);
  }
}
