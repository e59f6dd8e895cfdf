package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.SipHarness.STRANGER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static io.tollgate.proxy.sip.TestCaller.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.CarrierAttempt;
import io.tollgate.proxy.sip.SipHarness.Sent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Calls that are not answered: CANCEL, failures, silence. */
class UnansweredCallFlowTest {
  private final SipHarness edge = new SipHarness();
  private final TestCaller caller = new TestCaller(edge);

  @Test
  void aByeBeforeTheAnswerEndsTheCallAsACancelDoes() {
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100 Trying");
    Sent invite = edge.next("INVITE");
    edge.receive(CARRIER, response(invite, 180, "callee", "", ""));
    Sent ringing = edge.next("180 Ringing");
    edge.receive(CALLER, within(ringing, "BYE", "z9hG4bKbye", 2, ""));
    assertThat(edge.next("200 OK").header("CSeq")).isEqualTo("2 BYE");
    edge.next("487 Request Terminated");
    edge.next("CANCEL");
    edge.receive(CARRIER, response(invite, 487, "callee", "", ""));
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.CANCELLED);
    edge.assertNothingIsLeft();
  }

  @Test
  void aCancelWhileItRingsGoesAcross() {
    Sent invite = caller.ring();
    edge.receive(CALLER, TestCaller.cancel());
    assertThat(edge.next("200 OK").header("CSeq")).isEqualTo("1 CANCEL");
    edge.next("487 Request Terminated");
    Sent cancel = edge.next("CANCEL sip:+436641234567@192.0.2.9:5090");
    assertThat(cancel.header("Via")).isEqualTo(invite.header("Via"));
    assertThat(cancel.header("CSeq")).isEqualTo("1 CANCEL");
    edge.receive(CARRIER, response(cancel, 200, "", "", ""));
    edge.receive(CARRIER, response(invite, 487, "callee", "", ""));
    Sent ack = edge.next("ACK sip:+436641234567@192.0.2.9:5090");
    assertThat(ack.header("Via")).isEqualTo(invite.header("Via"));
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.CANCELLED);
    edge.assertNothingIsLeft();
  }

  @Test
  void aCancelBeforeAnyAnswerWaitsForOne() {
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100 Trying");
    Sent invite = edge.next("INVITE");
    edge.receive(CALLER, TestCaller.cancel());
    edge.next("200 OK");
    edge.next("487");
    assertThat(edge.unread()).isZero();
    edge.receive(CARRIER, response(invite, 100, "", "", ""));
    edge.next("CANCEL");
    edge.receive(CARRIER, response(invite, 487, "callee", "", ""));
    edge.next("ACK");
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.CANCELLED);
    edge.assertNothingIsLeft();
  }

  @Test
  void anAnswerThatCrossesTheCancelIsAcknowledgedAndEnded() {
    Sent invite = caller.ring();
    edge.receive(CALLER, TestCaller.cancel());
    edge.skip();
    edge.receive(CARRIER, response(invite, 200, "callee", "", TestCaller.SDP));
    edge.next("ACK sip:callee@192.0.2.9:5090");
    edge.next("BYE sip:callee@192.0.2.9:5090");
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.CANCELLED);
    assertThat(edge.record().charge().billedSeconds()).isZero();
    assertThat(edge.record().attempts().getLast().result())
        .isEqualTo(CarrierAttempt.Result.ANSWERED_LATE);
    edge.assertNothingIsLeft();
  }

  /** Else one that comes back would get the INVITEs of half a minute, each to be cancelled. */
  @Test
  void aSilentGatewayIsAskedNoMoreOnceItsTimeIsOver() {
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100 Trying");
    Sent invite = edge.next("INVITE");
    edge.turn(Duration.ofMillis(1_900));
    assertThat(edge.next("INVITE")).isEqualTo(invite);
    assertThat(edge.next("INVITE")).isEqualTo(invite);
    edge.turn(Duration.ofSeconds(20));
    edge.next("503 Service Unavailable");
    while (edge.unread() > 0) {
      edge.next("503 Service Unavailable"); // nobody acknowledges it
    }
    edge.receive(CARRIER, response(invite, 180, "callee", "", ""));
    Sent cancel = edge.next("CANCEL");
    edge.receive(CARRIER, response(cancel, 200, "", "", ""));
    edge.receive(CARRIER, response(invite, 487, "callee", "", ""));
    edge.next("ACK");
    edge.turn(Duration.ofSeconds(15));
    edge.skip();
    edge.assertNothingIsLeft();
  }

  @Test
  void aGatewayThatNeverFinishesACancelledInviteIsGivenUp() {
    caller.ring();
    edge.receive(CALLER, TestCaller.cancel());
    edge.turn(Duration.ofSeconds(33));
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.CANCELLED);
    edge.assertNothingIsLeft();
  }

  @Test
  void anAnswerOfAGatewayThatWasGivenUpIsAcknowledgedAndEnded() {
    Sent invite = caller.ring();
    edge.receive(CALLER, TestCaller.cancel());
    edge.turn(Duration.ofSeconds(33));
    edge.skip();
    edge.receive(STRANGER, response(invite, 200, "callee", "", TestCaller.SDP));
    assertThat(edge.unread()).isZero();
    edge.receive(CARRIER, response(invite, 200, "callee", "", TestCaller.SDP));
    edge.next("ACK sip:callee@192.0.2.9:5090");
    edge.next("BYE sip:callee@192.0.2.9:5090");
    assertThat(edge.records).hasSize(1);
    edge.assertNothingIsLeft();
  }

  @Test
  void aFailureCrossesAndIsSentAgainUntilItIsAcknowledged() {
    Sent invite = caller.ring();
    edge.receive(
        CARRIER, response(invite, 486, "callee", "Reason: Q.850;cause=17;text=\"busy\"\n", ""));
    edge.next("ACK sip:+436641234567@192.0.2.9:5090");
    Sent busy = edge.next("486 Busy Here");
    edge.turn(Duration.ofMillis(600));
    assertThat(edge.next("486")).isEqualTo(busy);
    edge.receive(
        CALLER,
        "ACK sip:+436641234567@127.0.0.1:5070 SIP/2.0\n"
            + "Via: SIP/2.0/UDP 127.0.0.1:5061;branch=z9hG4bKa\n"
            + "From: <sip:+33123456789@127.0.0.1:5061>;tag=caller\n"
            + "To: "
            + busy.header("To")
            + "\nCall-ID: call-1@caller\nCSeq: 1 ACK\nContent-Length: 0\n\n");
    edge.turn(Duration.ofSeconds(20));
    assertThat(edge.unread()).isZero();
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.BUSY);
    edge.assertNothingIsLeft();
  }

  @Test
  void aFailureNobodyAcknowledgesIsForgottenAfterTimerH() {
    Sent invite = caller.ring();
    edge.receive(CARRIER, response(invite, 404, "callee", "", ""));
    edge.assertNothingIsLeft();
  }

  @Test
  void aCarrierThatIsSilentIsGivenUpWhenItsTimeForSetUpIsOver() {
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100 Trying");
    edge.turn(Duration.ofMillis(32_600));
    int invites = 0;
    Sent last = edge.next();
    while (last.firstLine().startsWith("INVITE")) {
      invites++;
      last = edge.next();
    }
    assertThat(invites).isEqualTo(3); // Timer A: at 0, 0.5 and 1.5 s; the gateway has 2 s
    assertThat(last.firstLine()).contains("503");
    assertThat(last.header("Warning"))
        .isEqualTo("399 edge.test \"carriers-failed: no gateway answered\"");
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.CARRIERS_FAILED);
    edge.assertNothingIsLeft();
  }
}
