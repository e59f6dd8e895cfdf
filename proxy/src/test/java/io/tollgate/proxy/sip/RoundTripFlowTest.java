package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static io.tollgate.proxy.sip.TestCaller.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.sip.SipHarness.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far callers are, as their ACKs tell. */
class RoundTripFlowTest {
  private static final String NOWHERE = "+999123";

  private final SipHarness edge = new SipHarness();
  private final TestCaller caller = new TestCaller(edge);
  private final List<String> measured = new ArrayList<>();

  @BeforeEach
  void listen() {
    edge.loop.measureFor(
        (source, nanos) ->
            measured.add(
                source.getHostAddress() + " " + Duration.ofNanos(nanos).toMillis() + " ms"));
  }

  private Sent answered() {
    Sent invite = caller.ring();
    edge.receive(CARRIER, response(invite, 200, "callee", "", TestCaller.SDP));
    Sent answer = edge.next("200 OK");
    edge.next("ACK");
    return answer;
  }

  private Sent refused() {
    edge.receive(CALLER, TestCaller.invite("z9hG4bKa", NOWHERE, "", TestCaller.SDP));
    edge.next("100 Trying");
    return edge.next("SIP/2.0 4");
  }

  private void acknowledge(Sent refusal) {
    edge.receive(
        CALLER,
        "ACK sip:%s@127.0.0.1:5070 SIP/2.0\n".formatted(NOWHERE)
            + "Via: SIP/2.0/UDP 127.0.0.1:5061;branch=z9hG4bKa\nMax-Forwards: 70\nFrom: "
            + refusal.header("From")
            + "\nTo: "
            + refusal.header("To")
            + "\nCall-ID: call-1@caller\nCSeq: 1 ACK\nContent-Length: 0\n\n");
  }

  @Test
  void anAnswerIsTimedToItsAck() {
    Sent answer = answered();
    edge.turn(Duration.ofMillis(40));
    edge.receive(CALLER, within(answer, "ACK", "z9hG4bKack", 1, ""));
    edge.receive(CALLER, within(answer, "ACK", "z9hG4bKack", 1, ""));
    assertThat(measured).containsExactly("127.0.0.1 40 ms");
  }

  @Test
  void soIsARefusal() {
    Sent refusal = refused();
    edge.turn(Duration.ofMillis(60));
    acknowledge(refusal);
    acknowledge(refusal);
    assertThat(measured).containsExactly("127.0.0.1 60 ms");
  }

  /** Nobody knows which of the two is acknowledged (Karn's rule). */
  @Test
  void whatHadToBeSentAgainSaysNothing() {
    Sent answer = answered();
    edge.turn(Duration.ofMillis(600));
    assertThat(edge.next("200 OK")).isEqualTo(answer);
    edge.receive(CALLER, within(answer, "ACK", "z9hG4bKack", 1, ""));
    assertThat(measured).isEmpty();
  }

  @Test
  void norDoesARefusalThatHadToBeSentAgain() {
    Sent refusal = refused();
    edge.turn(Duration.ofMillis(600));
    assertThat(edge.next("SIP/2.0 4")).isEqualTo(refusal);
    acknowledge(refusal);
    assertThat(measured).isEmpty();
  }
}
