package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static io.tollgate.proxy.sip.TestCaller.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.sip.SipHarness.Sent;
import org.junit.jupiter.api.Test;

/** Bodies, and offers that come late. */
class OfferFlowTest {
  private final SipHarness edge = new SipHarness();
  private final TestCaller caller = new TestCaller(edge);

  @Test
  void theTypeOfABodyCrossesWithItsParameters() {
    String type = "multipart/mixed;boundary=\"a b\"";
    edge.receive(CALLER, TestCaller.invite().replace("application/sdp", type));
    edge.next("100 Trying");
    assertThat(edge.next("INVITE").header("Content-Type")).isEqualTo(type);
  }

  @Test
  void aBodyWithoutALengthIsTheRestOfItsDatagram() {
    edge.receive(CALLER, TestCaller.invite().replaceAll("Content-Length: .*\n", ""));
    edge.next("100 Trying");
    assertThat(edge.next("INVITE").text()).endsWith(TestCaller.SDP.replace("\n", "\r\n"));
  }

  @Test
  void whatFollowsABodyIsDropped() {
    edge.receive(CALLER, TestCaller.invite() + "a=more\n");
    edge.next("100 Trying");
    assertThat(edge.next("INVITE").text()).endsWith(TestCaller.SDP.replace("\n", "\r\n"));
    edge.receive(
        CALLER,
        TestCaller.invite("z9hG4bKb", "+436641234567", "", "").replace("call-1", "2") + "x");
    edge.next("100 Trying");
    assertThat(edge.next("INVITE").header("Content-Length")).isEqualTo("0");
  }

  @Test
  void aBodyThatIsCutOffIsABadRequest() {
    edge.receive(CALLER, TestCaller.invite().replace("s=-\n", ""));
    edge.next("400 Bad Request");
    edge.assertNothingIsLeft();
  }

  @Test
  void aLateOfferCrossesWithTheAck() {
    edge.receive(CALLER, TestCaller.invite("z9hG4bKa", "+436641234567", "", ""));
    edge.next("100 Trying");
    Sent invite = edge.next("INVITE");
    edge.receive(CARRIER, response(invite, 200, "callee", "", TestCaller.SDP));
    Sent answer = edge.next("200 OK");
    assertThat(edge.unread()).isZero();
    edge.receive(CALLER, within(answer, "ACK", "z9hG4bKack", 1, TestCaller.SDP));
    assertThat(edge.next("ACK").text()).endsWith(TestCaller.SDP.replace("\n", "\r\n"));
  }
}
