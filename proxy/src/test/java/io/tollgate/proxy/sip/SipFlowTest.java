package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.SipHarness.STRANGER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static io.tollgate.proxy.sip.TestCaller.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.call.Call;
import io.tollgate.proxy.call.CallSnapshot;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.limit.Permit;
import io.tollgate.proxy.sip.SipHarness.Sent;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls on the wire, without a network: each flow, and that it leaves nothing behind. */
class SipFlowTest {
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

    assertThat(record().charge().billedSeconds()).isEqualTo(120);
    assertThat(record().ending().hungUpBy()).isEqualTo(Cdr.HungUpBy.CALLER);
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
  void aHiddenNumberIsRatedAndToldTheCarrierAlone() {
    edge.receive(
        CALLER,
        TestCaller.invite()
            .replace(
                "From: <sip:+33123456789@127.0.0.1:5061>",
                "P-Preferred-Identity: <tel:+33123456789>\nPrivacy: id\n"
                    + "From: \"Anonymous\" <sip:anonymous@anonymous.invalid>"));
    edge.next("100");
    Sent invite = edge.next("INVITE sip:+436641234567@192.0.2.9:5090");
    assertThat(invite.header("From"))
        .startsWith("\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=");
    assertThat(invite.header("P-Asserted-Identity")).isEqualTo("<sip:+33123456789@127.0.0.1:5070>");
    assertThat(invite.header("Privacy")).isEqualTo("id");
    edge.receive(CARRIER, response(invite, 486, "callee", "", ""));
    assertThat(record().tariff().orElseThrow().originPrefix()).isEqualTo("33");
    assertThat(record().parties().from()).hasToString("Optional[+33123456789]");
  }

  @Test
  void anAssertionOfAStrangerToOurTrustIsNeitherRatedNorSentOn() {
    edge.receive(
        CALLER,
        TestCaller.invite().replace("From:", "P-Asserted-Identity: <tel:+12125550100>\nFrom:"));
    edge.next("100");
    Sent invite = edge.next("INVITE sip:+436641234567@192.0.2.9:5090");
    assertThat(invite.header("From")).startsWith("<sip:+33123456789@127.0.0.1:5070>;tag=");
    assertThat(invite.text()).doesNotContain("+12125550100").doesNotContain("Privacy");
    edge.receive(CARRIER, response(invite, 486, "callee", "", ""));
    assertThat(record().tariff().orElseThrow().originPrefix()).isEqualTo("33");
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
    assertThat(record().ending().hungUpBy()).isEqualTo(Cdr.HungUpBy.CALLEE);
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
    assertThat(record().ending().cause()).isEqualTo(HangupCause.NO_ACK);
    assertThat(record().charge().billedSeconds()).isEqualTo(60);
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
  void anInviteThatIsSentAgainOpensNoSecondCall() {
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100 Trying");
    edge.next("INVITE");
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100 Trying");
    assertThat(edge.unread()).isZero();
    assertThat(edge.registry.size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";branch=1", ";branch=z9hG4bK"})
  void norOneOfAClientOfTheOldSchool(String branch) {
    String invite = TestCaller.invite().replace(";branch=z9hG4bKa", branch);
    edge.receive(CALLER, invite);
    edge.next("100 Trying");
    Sent atCarrier = edge.next("INVITE");
    edge.receive(CALLER, invite);
    edge.next("100 Trying");
    assertThat(edge.unread()).isZero();

    edge.receive(CARRIER, response(atCarrier, 486, "callee", "", ""));
    edge.next("ACK");
    Sent busy = edge.next("486");
    edge.receive(
        CALLER,
        within(busy, "ACK", "z9hG4bKa", 1, "")
            .replace(";branch=z9hG4bKa", branch)
            .replace("ACK sip:127", "ACK sip:+436641234567@127"));
    edge.turn(Duration.ofSeconds(20));
    assertThat(edge.unread()).isZero();
    assertThat(edge.records).hasSize(1);
    edge.assertNothingIsLeft();
  }

  @Test
  void twoClientsMayChooseTheSameBranch() {
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100 Trying");
    edge.next("INVITE");
    edge.receive(
        CALLER,
        TestCaller.invite()
            .replace("127.0.0.1:5061;br", "127.0.0.1:5062;br")
            .replace("call-1", "2"));
    edge.next("100 Trying");
    edge.next("INVITE");
  }

  @Test
  void anInviteThatComesAgainAfterItsRefusalGetsTheRefusalAgain() {
    Sent invite = caller.ring();
    edge.receive(CARRIER, response(invite, 404, "callee", "", ""));
    edge.next("ACK");
    Sent refusal = edge.next("404");
    edge.receive(CALLER, TestCaller.invite());
    assertThat(edge.next("404")).isEqualTo(refusal);
    assertThat(edge.records).hasSize(1);
  }

  @Test
  void anInviteThatComesByTwoWaysOpensOneCall() {
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100 Trying");
    Sent invite = edge.next("INVITE");
    edge.receive(CALLER, TestCaller.invite().replace("z9hG4bKa", "z9hG4bKother"));
    edge.next("100 Trying");
    assertThat(edge.next("482").header("Warning")).contains("loop: ");
    assertThat(edge.unread()).isZero();

    edge.receive(CARRIER, response(invite, 503, "callee", "", ""));
    edge.next("ACK");
    edge.next("503");
    edge.receive(CALLER, TestCaller.invite().replace("z9hG4bKa", "z9hG4bKthird"));
    edge.next("100 Trying");
    edge.next("INVITE"); // a proxy tries again after a failure, which is no merging
  }

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
    assertThat(record().ending().cause()).isEqualTo(HangupCause.CANCELLED);
    edge.assertNothingIsLeft();
  }

  @Test
  void lineBreaksBeforeAMessageAreSkipped() {
    edge.receive(CALLER, "\n\n" + TestCaller.invite());
    edge.next("100 Trying");
    edge.next("INVITE");
  }

  @Test
  void whatTheParserTripsOverIsABadRequest() {
    edge.receive(
        CALLER, TestCaller.invite().replace("Via:", "Contact: *\nP-Preferred-Identity: <:>\nVia:"));
    edge.next("400");
    assertThat(edge.wire).containsExactly("syntax");
  }

  @Test
  void anAddressIsWrittenWithoutTheZoneThatOnlyThisMachineKnows() throws UnknownHostException {
    InetAddress address =
        Inet6Address.getByAddress(null, InetAddress.getByName("fe80::1").getAddress(), 3);
    edge.receive(
        new InetSocketAddress(address, 5061),
        TestCaller.invite().replace("127.0.0.1:5061;br", "[fe80::2]:5061;br"));
    assertThat(edge.next("100").header("Via")).endsWith(";received=fe80:0:0:0:0:0:0:1");
    assertThat(record().parties().source()).isEqualTo("[fe80:0:0:0:0:0:0:1]:5061");
  }

  @Test
  void aPortThatCannotBeIsABadRequest() {
    edge.receive(CALLER, TestCaller.invite().replace("127.0.0.1:5061;br", "127.0.0.1:506100;br"));
    assertThat(edge.next("400").to()).isEqualTo(CALLER);
    edge.assertNothingIsLeft();
  }

  @Test
  void norAfterTheAnswer() {
    caller.answer();
    edge.turn(Duration.ofSeconds(5));
    edge.receive(CALLER, TestCaller.invite());
    assertThat(edge.unread()).isZero();
    assertThat(edge.registry.size()).isEqualTo(1);
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
    assertThat(record().ending().cause()).isEqualTo(HangupCause.CANCELLED);
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
    assertThat(record().ending().cause()).isEqualTo(HangupCause.CANCELLED);
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
    assertThat(record().ending().cause()).isEqualTo(HangupCause.CANCELLED);
    assertThat(record().charge().billedSeconds()).isZero();
    edge.assertNothingIsLeft();
  }

  @Test
  void aGatewayThatNeverFinishesACancelledInviteIsGivenUp() {
    caller.ring();
    edge.receive(CALLER, TestCaller.cancel());
    edge.turn(Duration.ofSeconds(33));
    assertThat(record().ending().cause()).isEqualTo(HangupCause.CANCELLED);
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
    assertThat(record().ending().cause()).isEqualTo(HangupCause.BUSY);
    edge.assertNothingIsLeft();
  }

  @Test
  void aFailureNobodyAcknowledgesIsForgottenAfterTimerH() {
    Sent invite = caller.ring();
    edge.receive(CARRIER, response(invite, 404, "callee", "", ""));
    edge.assertNothingIsLeft();
  }

  @Test
  void aCarrierThatIsSilentIsGivenUpAfterTimerB() {
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100 Trying");
    edge.turn(Duration.ofMillis(32_600));
    int invites = 0;
    Sent last = edge.next();
    while (last.firstLine().startsWith("INVITE")) {
      invites++;
      last = edge.next();
    }
    assertThat(invites).isEqualTo(7); // Timer A: at 0, 0.5, 1.5, 3.5, 7.5, 15.5 and 31.5 s
    assertThat(last.firstLine()).contains("503");
    assertThat(last.header("Warning"))
        .isEqualTo("399 edge.test \"carriers-failed: no gateway answered\"");
    assertThat(record().ending().cause()).isEqualTo(HangupCause.CARRIERS_FAILED);
    edge.assertNothingIsLeft();
  }

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

  @Test
  void aCancelOfAReinviteIsAnswered() {
    TestCaller.Up call = caller.answer();
    edge.receive(CALLER, within(call.answer(), "INVITE", "z9hG4bKre", 2, TestCaller.SDP));
    edge.skip();
    edge.receive(CALLER, within(call.answer(), "CANCEL", "z9hG4bKre", 2, ""));
    edge.next("200 OK");
    assertThat(edge.registry.size()).isEqualTo(1);
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
            .replace("Max-F", "Require: timer\nMax-F"));
    assertThat(edge.next("420").header("Unsupported")).isEqualTo("timer");
    assertThat(edge.unread()).isZero();
  }

  @Test
  void twoReinvitesThatMeetAreRefused() {
    TestCaller.Up call = caller.answer();
    edge.receive(CALLER, within(call.answer(), "INVITE", "z9hG4bKre", 2, TestCaller.SDP));
    edge.skip();
    edge.receive(CARRIER, TestCaller.fromCallee(call.invite(), "callee", "INVITE", 1));
    edge.next("491");
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

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS", "REGISTER", "SUBSCRIBE", "INFO", "UPDATE", "REFER", "MESSAGE"})
  void otherMethodsAreNotAllowed(String method) {
    edge.receive(CALLER, request(method));
    Sent refusal = edge.next("405 Method Not Allowed");
    assertThat(refusal.header("Allow")).isEqualTo("INVITE, ACK, CANCEL, BYE");
    assertThat(refusal.header("Warning")).startsWith("399 edge.test \"method-not-allowed: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS", "REGISTER", "BYE", "CANCEL", "ACK"})
  void aStrangerIsMetWithSilence(String method) {
    edge.receive(STRANGER, request(method));
    assertThat(edge.unread()).isZero();
    assertThat(edge.wire).hasSize(1);
  }

  @Test
  void aStrangersInviteIsRefusedAndSaysNothing() {
    edge.receive(STRANGER, TestCaller.invite());
    edge.next("100 Trying");
    assertThat(edge.next("403").text()).doesNotContain("Warning").doesNotContain("Reason");
    assertThat(record().ending().cause()).isEqualTo(HangupCause.UNKNOWN_SOURCE);
    edge.assertNothingIsLeft();
  }

  @Test
  void aByeForNoCallIs481() {
    edge.receive(
        CALLER, request("BYE").replace("To: <sip:127.0.0.1>", "To: <sip:127.0.0.1>;tag=gone"));
    edge.next("481");
  }

  @Test
  void anExtensionThatIsRequiredIsNamed() {
    edge.receive(CALLER, TestCaller.invite("z9hG4bKa", "+436641234567", "Require: 100rel\n", ""));
    edge.next("100 Trying");
    assertThat(edge.next("420").header("Unsupported")).isEqualTo("100rel");
  }

  @Test
  void garbageIsCountedAndTheEdgeGoesOn() {
    edge.receive(CALLER, "\n\n");
    edge.receive(CALLER, "garbage");
    edge.receive(CALLER, "this is not SIP at all, whatever else it may be\n\n");
    edge.receive(CALLER, TestCaller.invite().replace("CSeq: 1 INVITE", "CSeq: one INVITE"));
    edge.next("400 Bad Request");
    edge.receive(CALLER, TestCaller.invite().replaceAll("Call-ID: .*\n", ""));
    edge.next("400 Bad Request");
    assertThat(edge.unread()).isZero();
    assertThat(edge.wire).containsExactly("not-sip", "not-sip", "syntax", "header-missing");
    caller.answer();
  }

  @Test
  void aBranchThatIsTheCookieAloneMakesNoTransaction() {
    String options = request("OPTIONS").replaceAll("branch=[^\n;]*", "branch=z9hG4bK");
    edge.receive(CALLER, options);
    edge.next("405");
    edge.receive(CALLER, options.replaceAll("Call-ID: .*", "Call-ID: another"));
    assertThat(edge.next("405").header("Call-ID")).isEqualTo("another");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK1\nVia: SIP/2.0/UDP 255.255.255.255\n",
        "Via: SIP/2.0/UDP 127.0.0.1:5071;branch=z9hG4bK1\n",
        "Via: SIP/2.0/UDP 192.0.2.77:5070;branch=z9hG4bK1\n",
      })
  void anAnswerToSomebodyElseIsNeitherAcknowledgedNorEnded(String vias) {
    Sent invite = caller.ring();
    edge.receive(
        CARRIER, response(invite, 200, "callee", "", TestCaller.SDP).replaceAll("Via: .*\n", vias));
    assertThat(edge.unread()).isZero();
    assertThat(edge.wire).containsExactly("stray");
  }

  @Test
  void anotherVersionOfSipIs505() {
    edge.receive(CALLER, TestCaller.invite().replace("SIP/2.0\n", "SIP/7.0\n"));
    edge.next("505 Version Not Supported");
    assertThat(edge.unread()).isZero();
  }

  private static String request(String method) {
    return method
        + " sip:127.0.0.1:5070 SIP/2.0\nVia: SIP/2.0/UDP 127.0.0.1:5061;branch=z9hG4bKo\n"
        + "From: <sip:a@b>;tag=1\nTo: <sip:127.0.0.1>\nCall-ID: o1\nCSeq: 1 "
        + method
        + "\nMax-Forwards: 70\nContent-Length: 0\n\n";
  }

  private Cdr record() {
    assertThat(edge.records).hasSize(1);
    return edge.records.getFirst();
  }
}
