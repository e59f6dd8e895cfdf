package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static io.tollgate.proxy.sip.TestCaller.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.SipHarness.Sent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Re-INVITEs that meet others, a BYE or a CANCEL on their way. */
class GlareFlowTest {
  private static final String HOLD = "v=0\no=- 1 2 IN IP4 127.0.0.1\ns=-\na=sendonly\n";

  private final SipHarness edge = new SipHarness();
  private final TestCaller caller = new TestCaller(edge);
  private final TestCaller.Up call = caller.answer();

  /** The caller's re-INVITE as it reaches the carrier. */
  private Sent reinvite() {
    edge.receive(CALLER, within(call.answer(), "INVITE", "z9hG4bKre", 2, HOLD));
    edge.next("100 Trying");
    return edge.next("INVITE sip:callee");
  }

  /** The callee's re-INVITE as it reaches the caller. */
  private Sent reinviteOfTheCallee() {
    edge.receive(CARRIER, TestCaller.fromCallee(call.invite(), "callee", "INVITE", 1));
    edge.next("100 Trying");
    return edge.next("INVITE sip:caller");
  }

  @Test
  void aReinviteThatMeetsOursIsToldToComeBackLater() {
    reinvite();
    edge.receive(CARRIER, TestCaller.fromCallee(call.invite(), "callee", "INVITE", 1));
    edge.next("491 Request Pending");
  }

  @Test
  void oursComesBackLaterWhereWeChoseTheCallId() {
    edge.receive(CARRIER, response(reinvite(), 491, "", "", ""));
    edge.next("ACK");
    edge.turn(Duration.ofMillis(2_090));
    assertThat(edge.unread()).isZero();
    Sent again = edge.await(Duration.ofMillis(1_920), "INVITE sip:callee");
    assertThat(again.header("CSeq")).isEqualTo("3 INVITE");
    assertThat(again.text()).endsWith(HOLD.replace("\n", "\r\n"));
    edge.receive(CARRIER, response(again, 200, "", "", TestCaller.SDP));
    Sent answer = edge.next("200 OK");
    assertThat(answer.header("CSeq")).isEqualTo("2 INVITE");
    edge.receive(CALLER, within(answer, "ACK", "z9hG4bKack2", 2, ""));
    edge.next("ACK sip:callee");
    assertThat(edge.unread()).isZero();
  }

  @Test
  void andSoonerWhereTheyDid() {
    edge.receive(CALLER, response(reinviteOfTheCallee(), 491, "", "", ""));
    edge.next("ACK");
    Sent again = edge.await(Duration.ofMillis(2_010), "INVITE sip:caller");
    assertThat(again.header("CSeq")).isEqualTo("2 INVITE");
  }

  @Test
  void whoComesWhileOursWaitsGoesFirstAndTheOtherLegIsTold() {
    edge.receive(CARRIER, response(reinvite(), 491, "", "", ""));
    edge.next("ACK");
    edge.receive(CARRIER, TestCaller.fromCallee(call.invite(), "callee", "INVITE", 1));
    assertThat(edge.next("491").header("CSeq")).isEqualTo("2 INVITE");
    assertThat(edge.next("100 Trying").to()).isEqualTo(CARRIER);
    Sent theirs = edge.next("INVITE sip:caller");
    edge.receive(CALLER, response(theirs, 200, "", "", TestCaller.SDP));
    assertThat(edge.next("200 OK").to()).isEqualTo(CARRIER);
  }

  @Test
  void notForEver() {
    Sent asked = reinvite();
    for (int i = 0; i < 3; i++) {
      edge.receive(CARRIER, response(asked, 491, "", "", ""));
      edge.next("ACK");
      asked = edge.await(Duration.ofMillis(4_010), "INVITE sip:callee");
    }
    edge.receive(CARRIER, response(asked, 491, "", "", ""));
    edge.next("ACK");
    edge.next("491");
    assertThat(edge.registry.size()).isEqualTo(1);
  }

  @Test
  void aCancelOfAReinviteCrosses() {
    Sent asked = reinvite();
    edge.receive(CARRIER, response(asked, 100, "", "", ""));
    edge.receive(CALLER, within(call.answer(), "CANCEL", "z9hG4bKre", 2, ""));
    assertThat(edge.next("200 OK").header("CSeq")).isEqualTo("2 CANCEL");
    Sent cancel = edge.next("CANCEL sip:callee");
    assertThat(cancel.header("Via")).isEqualTo(asked.header("Via"));
    assertThat(cancel.header("CSeq")).isEqualTo("2 CANCEL");
    assertThat(cancel.header("To")).isEqualTo(asked.header("To"));
    edge.receive(CARRIER, response(cancel, 200, "", "", ""));
    edge.receive(CARRIER, response(asked, 487, "", "", ""));
    edge.next("ACK");
    assertThat(edge.next("487").header("CSeq")).isEqualTo("2 INVITE");
    assertThat(edge.registry.size()).isEqualTo(1);
  }

  @Test
  void aCancelOfAReinviteWaitsForTheFirstResponse() {
    Sent asked = reinvite();
    edge.receive(CALLER, within(call.answer(), "CANCEL", "z9hG4bKre", 2, ""));
    edge.next("200 OK");
    assertThat(edge.unread()).isZero();
    edge.receive(CARRIER, response(asked, 100, "", "", ""));
    edge.next("CANCEL");
  }

  @Test
  void anAnswerThatCrossesTheCancelOfAReinviteStands() {
    Sent asked = reinvite();
    edge.receive(CARRIER, response(asked, 100, "", "", ""));
    edge.receive(CALLER, within(call.answer(), "CANCEL", "z9hG4bKre", 2, ""));
    edge.next("200 OK");
    edge.next("CANCEL");
    edge.receive(CARRIER, response(asked, 200, "", "", TestCaller.SDP));
    assertThat(edge.next("200 OK").header("CSeq")).isEqualTo("2 INVITE");
    assertThat(edge.next("ACK sip:callee").header("CSeq")).isEqualTo("2 ACK");
  }

  @Test
  void aCancelledReinviteThatWaitsToComeBackDoesNot() {
    edge.receive(CARRIER, response(reinvite(), 491, "", "", ""));
    edge.next("ACK");
    edge.receive(CALLER, within(call.answer(), "CANCEL", "z9hG4bKre", 2, ""));
    assertThat(edge.next("200 OK").header("CSeq")).isEqualTo("2 CANCEL");
    assertThat(edge.next("487").header("CSeq")).isEqualTo("2 INVITE");
    edge.turn(Duration.ofSeconds(5));
    edge.skip(); // the 487 is sent again until it is acknowledged
    assertThat(edge.registry.size()).isEqualTo(1);
  }

  @Test
  void aCancelledReinviteThatNobodyEndsIsGivenUp() {
    Sent asked = reinvite();
    edge.receive(CARRIER, response(asked, 100, "", "", ""));
    edge.receive(CALLER, within(call.answer(), "CANCEL", "z9hG4bKre", 2, ""));
    edge.skip();
    edge.turn(Duration.ofMillis(32_100));
    while (edge.unread() > 0 && !edge.next().firstLine().contains("487")) {}
    assertThat(edge.registry.size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 481})
  void aReinviteThatFindsNobodyEndsTheCall(int status) {
    edge.receive(CARRIER, response(reinvite(), status, "", "", ""));
    edge.next("ACK");
    assertThat(edge.next(Integer.toString(status)).to()).isEqualTo(CALLER);
    assertThat(edge.next("BYE sip:caller").header("Reason")).isEqualTo("Q.850;cause=102");
    edge.next("BYE sip:callee");
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.SESSION_EXPIRED);
    edge.assertNothingIsLeft();
  }

  @Test
  void aReinviteThatOnlyEverRingsEndsAfterTimerC() {
    Sent asked = reinvite();
    edge.receive(CARRIER, response(asked, 180, "", "", ""));
    edge.turn(Duration.ofSeconds(180));
    assertThat(edge.unread()).isZero();
    edge.turn(Duration.ofMillis(1_100));
    edge.next("CANCEL sip:callee");
    edge.receive(CARRIER, response(asked, 487, "", "", ""));
    edge.next("ACK");
    edge.next("408");
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.SESSION_EXPIRED);
  }

  @Test
  void aByeThatMeetsAReinviteEndsBoth() {
    Sent asked = reinvite();
    edge.receive(CALLER, within(call.answer(), "BYE", "z9hG4bKbye", 3, ""));
    edge.next("200 OK");
    edge.next("487");
    Sent bye = edge.next("BYE sip:callee");
    assertThat(bye.header("CSeq")).isEqualTo("3 BYE");
    edge.receive(CARRIER, response(asked, 200, "", "", TestCaller.SDP)); // it answered before
    edge.next("ACK sip:callee");
    edge.receive(CARRIER, response(bye, 200, "", "", ""));
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.NORMAL);
    edge.assertNothingIsLeft();
  }

  @Test
  void aByeOfTheOtherSideMeetsAReinvite() {
    Sent asked = reinvite();
    edge.receive(CARRIER, TestCaller.fromCallee(call.invite(), "callee", "BYE", 1));
    assertThat(edge.next("200 OK").to()).isEqualTo(CARRIER);
    edge.next("487"); // to the re-INVITE, before the BYE
    Sent bye = edge.next("BYE sip:caller");
    edge.receive(CARRIER, response(asked, 481, "", "", ""));
    edge.receive(CALLER, response(bye, 200, "", "", ""));
    assertThat(edge.record().ending().hungUpBy().label()).isEqualTo("callee");
    edge.assertNothingIsLeft();
  }

  @Test
  void byesThatCrossAreBothAnswered() {
    edge.receive(CALLER, within(call.answer(), "BYE", "z9hG4bKbye", 2, ""));
    edge.next("200 OK");
    Sent bye = edge.next("BYE sip:callee");
    edge.receive(CARRIER, TestCaller.fromCallee(call.invite(), "callee", "BYE", 1));
    assertThat(edge.next("200 OK").to()).isEqualTo(CARRIER);
    edge.receive(CARRIER, response(bye, 481, "", "", ""));
    assertThat(edge.record().ending().hungUpBy().label()).isEqualTo("caller");
    edge.assertNothingIsLeft();
  }

  @Test
  void aByeBeforeTheAckIsTaken() {
    SipHarness other = new SipHarness();
    Sent invite = new TestCaller(other).ring();
    other.receive(CARRIER, response(invite, 200, "callee", "", TestCaller.SDP));
    Sent answer = other.next("200 OK");
    other.next("ACK");
    other.receive(CALLER, within(answer, "BYE", "z9hG4bKbye", 2, ""));
    other.next("200 OK");
    other.next("BYE sip:callee");
    assertThat(other.record().ending().cause()).isEqualTo(HangupCause.NORMAL);
    other.assertNothingIsLeft();
  }
}
