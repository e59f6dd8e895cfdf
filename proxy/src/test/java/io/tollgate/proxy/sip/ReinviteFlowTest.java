package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static io.tollgate.proxy.sip.TestCaller.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.sip.SipHarness.Sent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Re-INVITEs: hold, resume, new codecs, and what can come between. */
class ReinviteFlowTest {
  private final SipHarness edge = new SipHarness();
  private final TestCaller caller = new TestCaller(edge);

  @Test
  void aReinviteCrossesWithItsAnswerAndItsAck() {
    TestCaller.Up call = caller.answer();
    edge.receive(CALLER, within(call.answer(), "INVITE", "z9hG4bKre", 2, TestCaller.SDP));
    edge.next("100 Trying");
    Sent reinvite = edge.next("INVITE sip:callee@192.0.2.9:5090");
    assertThat(reinvite.header("CSeq")).isEqualTo("2 INVITE");
    edge.receive(CARRIER, response(reinvite, 200, "", "", TestCaller.SDP));
    Sent answer = edge.next("200 OK");
    assertThat(answer.header("CSeq")).isEqualTo("2 INVITE");
    edge.receive(CALLER, within(answer, "ACK", "z9hG4bKack2", 2, ""));
    assertThat(edge.next("ACK").header("CSeq")).isEqualTo("2 ACK");
    edge.receive(CALLER, within(answer, "BYE", "z9hG4bKbye", 3, ""));
    edge.next("200 OK");
    Sent bye = edge.next("BYE");
    assertThat(bye.header("CSeq")).isEqualTo("3 BYE");
    edge.receive(CARRIER, response(bye, 200, "", "", ""));
    edge.assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=sendonly\n", "a=sendrecv\n", "m=audio 4000 RTP/AVP 0\n"})
  void holdResumeAndNewCodecsCrossFromTheCalleeToo(String change) {
    TestCaller.Up call = caller.answer();
    String offer = TestCaller.SDP + change;
    edge.receive(
        CARRIER,
        TestCaller.fromCallee(call.invite(), "callee", "INVITE", 1)
            .replace(
                "Content-Length: 0\n\n",
                "Content-Type: application/sdp\nContent-Length: "
                    + offer.replace("\n", "\r\n").length()
                    + "\n\n"
                    + offer));
    edge.next("100 Trying");
    Sent reinvite = edge.next("INVITE sip:caller@127.0.0.1:5061");
    assertThat(reinvite.text()).endsWith(offer.replace("\n", "\r\n"));
    edge.receive(CALLER, response(reinvite, 200, "", "", TestCaller.SDP));
    Sent answer = edge.next("200 OK");
    assertThat(answer.to()).isEqualTo(CARRIER);
    assertThat(answer.text()).endsWith(TestCaller.SDP.replace("\n", "\r\n"));
    edge.next("ACK sip:caller@127.0.0.1:5061");
    assertThat(edge.registry.size()).isEqualTo(1);
  }

  @Test
  void aReinviteThatIsRefusedLeavesTheCallUp() {
    TestCaller.Up call = caller.answer();
    edge.receive(CALLER, within(call.answer(), "INVITE", "z9hG4bKre", 2, TestCaller.SDP));
    edge.next("100 Trying");
    Sent reinvite = edge.next("INVITE");
    edge.receive(CARRIER, response(reinvite, 488, "", "", ""));
    edge.next("ACK");
    edge.next("488");
    assertThat(edge.registry.size()).isEqualTo(1);
  }

  @Test
  void aReinviteWithAnOfferIsAcknowledgedAtOnceAndAgain() {
    TestCaller.Up call = caller.answer();
    edge.receive(CALLER, within(call.answer(), "INVITE", "z9hG4bKre", 2, TestCaller.SDP));
    edge.next("100 Trying");
    Sent reinvite = edge.next("INVITE");
    edge.receive(CARRIER, response(reinvite, 200, "", "", TestCaller.SDP));
    edge.next("200 OK");
    Sent ack = edge.next("ACK");
    assertThat(ack.header("CSeq")).isEqualTo("2 ACK");
    edge.receive(CARRIER, response(reinvite, 200, "", "", TestCaller.SDP));
    assertThat(edge.next("ACK")).isEqualTo(ack);
  }

  @Test
  void aReinviteWithoutAnOfferIsAcknowledgedWithTheAnswerOnly() {
    TestCaller.Up call = caller.answer();
    edge.receive(CALLER, within(call.answer(), "INVITE", "z9hG4bKre", 2, ""));
    edge.next("100 Trying");
    Sent reinvite = edge.next("INVITE");
    edge.receive(CARRIER, response(reinvite, 200, "", "", TestCaller.SDP));
    Sent answer = edge.next("200 OK");
    edge.receive(CARRIER, response(reinvite, 200, "", "", TestCaller.SDP));
    assertThat(edge.unread()).isZero();
    edge.receive(CALLER, within(answer, "ACK", "z9hG4bKack2", 2, TestCaller.SDP));
    assertThat(edge.next("ACK").text()).endsWith(TestCaller.SDP.replace("\n", "\r\n"));
  }

  @Test
  void aReinviteThatOvertakesTheAckTellsThatTheAnswerArrived() {
    Sent invite = caller.ring();
    edge.receive(CARRIER, response(invite, 200, "callee", "", TestCaller.SDP));
    Sent answer = edge.next("200 OK");
    edge.next("ACK");
    edge.receive(CALLER, within(answer, "INVITE", "z9hG4bKre", 2, TestCaller.SDP));
    edge.next("100 Trying");
    Sent reinvite = edge.next("INVITE");
    edge.receive(CARRIER, response(reinvite, 200, "", "", TestCaller.SDP));
    Sent second = edge.next("200 OK");
    edge.next("ACK");
    edge.receive(CALLER, within(second, "ACK", "z9hG4bKack2", 2, ""));
    edge.turn(Duration.ofSeconds(60));
    assertThat(edge.unread()).isZero();
    assertThat(edge.registry.size()).isEqualTo(1);
  }

  @Test
  void butNotWhileItsAckOwesAnAnswer() {
    edge.receive(CALLER, TestCaller.invite("z9hG4bKa", "+436641234567", "", ""));
    edge.next("100 Trying");
    Sent invite = edge.next("INVITE");
    edge.receive(CARRIER, response(invite, 200, "callee", "", TestCaller.SDP));
    Sent answer = edge.next("200 OK");
    edge.receive(CALLER, within(answer, "INVITE", "z9hG4bKre", 2, TestCaller.SDP));
    edge.next("491");
    edge.receive(CALLER, within(answer, "ACK", "z9hG4bKack", 1, TestCaller.SDP));
    edge.next("ACK");
  }

  @Test
  void aReinviteThatIsNeverAnsweredEndsWithTheCall() {
    TestCaller.Up call = caller.answer();
    edge.receive(CALLER, within(call.answer(), "INVITE", "z9hG4bKre", 2, TestCaller.SDP));
    edge.next("100 Trying");
    Sent reinvite = edge.next("INVITE");
    edge.receive(CARRIER, response(reinvite, 100, "", "", ""));
    edge.turn(Duration.ofSeconds(60));
    edge.receive(CALLER, within(call.answer(), "BYE", "z9hG4bKbye", 3, ""));
    edge.next("200 OK");
    edge.next("487");
    edge.next("BYE");
    edge.assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 401, 407})
  void aRedirectionOrChallengeOfAReinviteStaysWithUs(int status) {
    TestCaller.Up call = caller.answer();
    edge.receive(CALLER, within(call.answer(), "INVITE", "z9hG4bKre", 2, TestCaller.SDP));
    edge.next("100 Trying");
    Sent reinvite = edge.next("INVITE");
    edge.receive(CARRIER, response(reinvite, status, "", "", ""));
    edge.next("ACK");
    edge.next("488");
  }

  @Test
  void aReinviteThatRequiresAnExtensionIsRefused() {
    TestCaller.Up call = caller.answer();
    edge.receive(
        CALLER,
        within(call.answer(), "INVITE", "z9hG4bKre", 2, "")
            .replace("Max-F", "Require: 100rel\nMax-F"));
    assertThat(edge.next("420").header("Unsupported")).isEqualTo("100rel");
    assertThat(edge.unread()).isZero();
  }
}
