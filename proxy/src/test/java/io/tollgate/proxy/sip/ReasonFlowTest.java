package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static io.tollgate.proxy.sip.TestCaller.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.sip.SipHarness.Sent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Q.850 cause that one side gives reaches the other (RFC 3326, RFC 6432), and nothing else. */
class ReasonFlowTest {
  private static final String REASONS =
      "Reason: SIP;cause=600;text=\"leak\"\nReason: Q.850;cause=%d;text=\"leak\"\n";

  private final SipHarness edge = new SipHarness();
  private final TestCaller caller = new TestCaller(edge);

  private Sent refused(int status, String headers) {
    edge.receive(CARRIER, response(caller.ring(), status, "callee", headers, ""));
    edge.next("ACK");
    return edge.next("SIP/2.0 ");
  }

  @ParameterizedTest
  @CsvSource({"404, 1", "486, 17", "480, 20", "603, 21", "484, 28", "487, 31"})
  void theCarriersCauseReachesTheCallerAndTheRecord(int status, int q850) {
    Sent refusal = refused(status, REASONS.formatted(q850));
    assertThat(refusal.firstLine()).contains(Integer.toString(status));
    assertThat(refusal.headers("Reason")).containsExactly("Q.850;cause=" + q850);
    assertThat(refusal.headers("Warning")).isEmpty();
    assertThat(edge.record().ending().q850()).isEqualTo(q850);
  }

  @Test
  void alsoWhereTheEdgeAnswersForTheLastCarrier() {
    Sent refusal = refused(500, REASONS.formatted(38));
    assertThat(refusal.firstLine()).contains("503");
    assertThat(refusal.headers("Reason")).containsExactly("Q.850;cause=38");
    assertThat(refusal.header("Warning")).contains("carriers-failed");
    assertThat(edge.record().ending().q850()).isEqualTo(38);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Reason: SIP;cause=486\n", "Reason: Q.850;cause=0\n", "Reason: Q.850\n"})
  void whereTheCarrierGivesNoneTheCallerGetsNone(String headers) {
    Sent refusal = refused(486, headers);
    assertThat(refusal.headers("Reason")).isEmpty();
    assertThat(edge.record().ending().q850()).isEqualTo(HangupCause.BUSY.q850());
  }

  @Test
  void theCallersByeSaysWhyToTheCarrier() {
    TestCaller.Up call = caller.answer();
    edge.receive(
        CALLER,
        within(call.answer(), "BYE", "z9hG4bKbye", 2, "")
            .replace("\nFrom", "\n" + REASONS.formatted(31) + "From"));
    edge.next("200 OK");
    assertThat(edge.next("BYE").headers("Reason")).containsExactly("Q.850;cause=31");
    assertThat(edge.record().ending().q850()).isEqualTo(31);
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.NORMAL);
  }

  @Test
  void theCarriersByeSaysWhyToTheCaller() {
    TestCaller.Up call = caller.answer();
    edge.receive(
        CARRIER,
        TestCaller.fromCallee(call.invite(), "callee", "BYE", 1)
            .replace("\nFrom", "\n" + REASONS.formatted(41) + "From"));
    edge.next("200 OK");
    assertThat(edge.next("BYE").headers("Reason")).containsExactly("Q.850;cause=41");
    assertThat(edge.record().ending().q850()).isEqualTo(41);
  }

  @Test
  void aByeWithoutAReasonCrossesWithoutOne() {
    TestCaller.Up call = caller.answer();
    edge.receive(CALLER, within(call.answer(), "BYE", "z9hG4bKbye", 2, ""));
    edge.next("200 OK");
    assertThat(edge.next("BYE").headers("Reason")).isEmpty();
    assertThat(edge.record().ending().q850()).isEqualTo(HangupCause.NORMAL.q850());
  }

  @ParameterizedTest
  @EnumSource(
      names = {"CREDIT_EXHAUSTED", "MAX_DURATION", "SPEND_DAY", "SPEND_MONTH", "CALLING_HOURS"})
  void aLimitThatRunsOutIsTheReasonOfBothByes(HangupCause cause) {
    caller.answer();
    edge.registry.calls().getFirst().hangUp(cause);
    List<Sent> byes = List.of(edge.next("BYE "), edge.next("BYE "));
    assertThat(byes).extracting(Sent::to).containsExactlyInAnyOrder(CALLER, CARRIER);
    assertThat(byes)
        .allSatisfy(
            bye ->
                assertThat(bye.headers("Reason")).containsExactly("Q.850;cause=" + cause.q850()));
    assertThat(edge.record().ending())
        .isEqualTo(new Cdr.Ending(cause, Cdr.HungUpBy.EDGE, 200, cause.q850()));
  }

  @Test
  void aReasonWaitsWithItsByeForTheAck() {
    edge.receive(CARRIER, response(caller.ring(), 200, "callee", "", TestCaller.SDP));
    Sent answer = edge.next("200 OK");
    Sent ack = edge.next("ACK");
    String bye =
        "BYE sip:127.0.0.1:5070 SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.9:5090;branch=z9hG4bKb\n"
            + "Max-Forwards: 70\nFrom: "
            + ack.header("To")
            + "\nTo: "
            + ack.header("From")
            + "\nCall-ID: "
            + ack.header("Call-ID")
            + "\nCSeq: 1 BYE\nReason: Q.850;cause=44\nContent-Length: 0\n\n";
    edge.receive(CARRIER, bye);
    edge.next("200 OK");
    assertThat(edge.unread()).isZero();
    edge.receive(CALLER, within(answer, "ACK", "z9hG4bKack", 1, ""));
    assertThat(edge.next("BYE sip:caller").header("Reason")).isEqualTo("Q.850;cause=44");
  }
}
