package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static io.tollgate.proxy.sip.TestCaller.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.call.Call;
import io.tollgate.proxy.call.CallSnapshot;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.limit.Permit;
import io.tollgate.proxy.sip.SipHarness.Sent;
import io.tollgate.proxy.sip.leg.RestoredSipLegs;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Calls that are answered: ACK, BYE and what is sent again. */
class AnsweredCallFlowTest {
  private final SipHarness edge = new SipHarness();
  private final TestCaller caller = new TestCaller(edge);

  @Test
  void anAnsweredCallThatTheCallerHangsUp() {
    TestCaller.Up call = caller.answer();
    edge.turn(Duration.ofSeconds(61));
    assertThat(edge.unread()).isZero();

    edge.receive(CALLER, within(call.answer(), "BYE", "z9hG4bKbye", 2, ""));
    assertThat(edge.next("200 OK").to()).isEqualTo(CALLER);
    Sent bye = edge.next("BYE sip:callee@192.0.2.9:5090");
    assertThat(bye.to()).isEqualTo(CARRIER);
    assertThat(bye.header("CSeq")).isEqualTo("2 BYE");
    edge.receive(CARRIER, response(bye, 200, "", "", ""));

    assertThat(edge.record().charge().billedSeconds()).isEqualTo(120);
    assertThat(edge.record().ending().hungUpBy()).isEqualTo(Cdr.HungUpBy.CALLER);
    edge.assertNothingIsLeft();
  }

  @Test
  void theAnswerTellsThePriceAndNothingElseDoes() {
    Sent invite = caller.ring();
    assertThat(invite.text()).doesNotContain("X-Tollgate-Rate");
    edge.receive(
        CARRIER,
        response(invite, 200, "callee", "X-Tollgate-Rate: 0.0000 USD/min\n", TestCaller.SDP));
    assertThat(edge.next("200 OK").text().lines().filter(line -> line.startsWith("X-Tollgate")))
        .containsExactly(
            "X-Tollgate-Rate: 0.0390 USD/min; increments=60/60; destination=43664; origin=33;"
                + " deck=demo@1");
    assertThat(edge.next("ACK").text()).doesNotContain("X-Tollgate-Rate");
  }

  @Test
  void bothDialogsAreIndependent() {
    TestCaller.Up call = caller.answer();
    assertThat(call.invite().text())
        .doesNotContain("call-1@caller")
        .doesNotContain("tag=caller")
        .doesNotContain("z9hG4bKa\r")
        .doesNotContain("5061");
    assertThat(call.answer().text())
        .doesNotContain(call.invite().header("Call-ID"))
        .doesNotContain("192.0.2.9")
        .doesNotContain("tag=callee");
    assertThat(call.answer().header("Contact")).isEqualTo("<sip:127.0.0.1:5070>");
    assertThat(call.invite().header("Max-Forwards")).isEqualTo("69");
  }

  @Test
  void theCalleeHangsUp() {
    TestCaller.Up call = caller.answer();
    edge.receive(CARRIER, TestCaller.fromCallee(call.invite(), "callee", "BYE", 1));
    assertThat(edge.next("200 OK").to()).isEqualTo(CARRIER);
    Sent bye = edge.next("BYE sip:caller@127.0.0.1:5061");
    assertThat(bye.header("CSeq")).isEqualTo("1 BYE");
    assertThat(bye.header("From")).isEqualTo(call.answer().header("To"));
    edge.receive(CALLER, response(bye, 200, "", "", ""));
    assertThat(edge.record().ending().hungUpBy()).isEqualTo(Cdr.HungUpBy.CALLEE);
    edge.assertNothingIsLeft();
  }

  @Test
  void aByeThatIsSentAgainIsAnsweredAgain() {
    TestCaller.Up call = caller.answer();
    String bye = within(call.answer(), "BYE", "z9hG4bKbye", 2, "");
    edge.receive(CALLER, bye);
    Sent first = edge.next("200 OK");
    edge.skip();
    edge.receive(CALLER, bye);
    assertThat(edge.next("200 OK")).isEqualTo(first);
    assertThat(edge.unread()).isZero();
    assertThat(edge.records).hasSize(1);
  }

  @Test
  void aByeNobodyAnswersIsSentForTimerFAndForgotten() {
    TestCaller.Up call = caller.answer();
    edge.receive(CALLER, within(call.answer(), "BYE", "z9hG4bKbye", 2, ""));
    edge.next("200 OK");
    int byes = 0;
    edge.turn(Duration.ofSeconds(40));
    while (edge.unread() > 0) {
      edge.next("BYE");
      byes++;
    }
    assertThat(byes)
        .isEqualTo(11); // at 0, 0.5, 1.5, 3.5, 7.5 … 31.5 s (Timer E, RFC 3261 §17.1.2.2)
    edge.assertNothingIsLeft();
  }

  @Test
  void anAnswerIsSentAgainUntilItIsAcknowledged() {
    Sent invite = caller.ring();
    edge.receive(CARRIER, response(invite, 200, "callee", "", TestCaller.SDP));
    Sent answer = edge.next("200 OK");
    edge.next("ACK");
    edge.turn(Duration.ofMillis(1600));
    assertThat(edge.unread()).isEqualTo(2); // after 0.5 s and 1.5 s
    assertThat(edge.next()).isEqualTo(answer);
    edge.skip();
    edge.receive(CALLER, within(answer, "ACK", "z9hG4bKack", 1, ""));
    edge.turn(Duration.ofSeconds(40));
    assertThat(edge.unread()).isZero();
    assertThat(edge.registry.size()).isEqualTo(1);
  }

  @Test
  void anAnswerNobodyAcknowledgesEndsTheCallAfter64T1() {
    Sent invite = caller.ring();
    edge.receive(CARRIER, response(invite, 200, "callee", "", TestCaller.SDP));
    edge.skip();
    edge.turn(Duration.ofMillis(31_900));
    assertThat(edge.records).isEmpty();
    edge.skip();
    edge.turn(Duration.ofMillis(200));
    Sent towardsCaller = edge.next("BYE sip:caller@127.0.0.1:5061");
    assertThat(towardsCaller.header("Reason")).isEqualTo("Q.850;cause=102");
    edge.next("BYE sip:callee@192.0.2.9:5090");
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.NO_ACK);
    assertThat(edge.record().charge().billedSeconds()).isEqualTo(60);
    edge.assertNothingIsLeft();
  }

  @Test
  void theCarriersAnswerThatComesAgainIsAcknowledgedAgain() {
    TestCaller.Up call = caller.answer();
    for (int seconds : new int[] {0, 1, 10}) {
      edge.turn(Duration.ofSeconds(seconds));
      edge.receive(CARRIER, response(call.invite(), 200, "callee", "", TestCaller.SDP));
      edge.next("ACK sip:callee@192.0.2.9:5090");
      assertThat(edge.unread()).isZero();
    }
  }

  @Test
  void aSecondAnswerOfAForkedInviteIsAcknowledgedAndEnded() {
    TestCaller.Up call = caller.answer();
    edge.receive(CARRIER, response(call.invite(), 200, "another", "", TestCaller.SDP));
    assertThat(edge.next("ACK").header("To")).endsWith(";tag=another");
    assertThat(edge.next("BYE").header("To")).endsWith(";tag=another");
    assertThat(edge.registry.size()).isEqualTo(1);
  }

  @Test
  void theEdgeEndsACallWithAReason() {
    TestCaller.Up call = caller.answer();
    edge.registry.calls().forEach(each -> each.hangUp(HangupCause.SHUTDOWN));
    assertThat(edge.next("BYE sip:caller").header("Reason")).isEqualTo("Q.850;cause=41");
    assertThat(edge.next("BYE sip:callee").header("Reason")).isEqualTo("Q.850;cause=41");
    assertThat(call.answer().text()).isNotEmpty();
  }

  @Test
  void aRestoredCallIsHungUpOnBothLegs() {
    TestCaller.Up call = caller.answer();
    edge.turn(Duration.ofSeconds(30));
    CallSnapshot snapshot = edge.registry.calls().getFirst().snapshot();

    SipHarness other = new SipHarness();
    other.turn(Duration.ofSeconds(75));
    Call.restore(
        snapshot,
        other.environment,
        new RestoredSipLegs(other.loop, other.point, (carrier, gateway) -> SipHarness.gateway()),
        Permit.NONE);
    other.receive(CALLER, within(call.answer(), "BYE", "z9hG4bKbye", 2, ""));
    assertThat(other.next("200 OK").to()).isEqualTo(CALLER);
    Sent bye = other.next("BYE sip:callee@192.0.2.9:5090");
    assertThat(bye.header("Call-ID")).isEqualTo(call.invite().header("Call-ID"));
    assertThat(bye.header("CSeq")).isEqualTo("2 BYE");
    other.receive(CARRIER, response(bye, 200, "", "", ""));
    assertThat(other.records.getFirst().times().durationMillis()).isEqualTo(75_000);
    assertThat(other.records.getFirst().charge().billedSeconds()).isEqualTo(120);
    other.assertNothingIsLeft();
  }
}
