package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static io.tollgate.proxy.sip.TestCaller.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.route.GatewayTerms;
import io.tollgate.proxy.sip.SipHarness.Sent;
import io.tollgate.proxy.trunk.CallerIdPolicy;
import io.tollgate.proxy.trunk.DigestLogin;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Carriers that ask us for credentials (RFC 3261 §22). */
class CarrierLoginFlowTest {
  private static final String ASKS =
      "Proxy-Authenticate: Digest realm=\"carrier\", nonce=\"n1\", qop=\"auth\"\n";
  private static final String ASKS_AGAIN =
      "Proxy-Authenticate: Digest realm=\"carrier\", nonce=\"n2\", qop=\"auth\", stale=true\n";

  private final SipHarness edge =
      new SipHarness(
          List.of(
              SipHarness.gateway()
                  .on(
                      new GatewayTerms(
                          Optional.of(new DigestLogin("tollgate", "sesame")), false, false))),
          CallerIdPolicy.ANY);

  private Sent invite() {
    edge.receive(
        CALLER,
        TestCaller.invite(
            "z9hG4bKa",
            "+436641234567",
            "Proxy-Authorization: Digest username=\"acme\"\n",
            TestCaller.SDP));
    edge.next("100 Trying");
    return edge.next("INVITE");
  }

  private Sent challenged(Sent invite, String headers) {
    edge.receive(CARRIER, response(invite, 407, "gone", headers, ""));
    edge.next("ACK");
    return edge.next("INVITE");
  }

  private TestCaller.Up answer() {
    Sent second = challenged(invite(), ASKS);
    edge.receive(CARRIER, response(second, 200, "callee", "", TestCaller.SDP));
    Sent answer = edge.next("200 OK");
    assertThat(edge.next("ACK").header("Proxy-Authorization"))
        .isEqualTo(second.header("Proxy-Authorization"));
    edge.receive(CALLER, within(answer, "ACK", "z9hG4bKack", 1, ""));
    return new TestCaller.Up(second, answer);
  }

  @Test
  void aChallengeIsAnsweredWithTheGatewaysCredentialsAndNobodyElses() {
    Sent first = invite();
    assertThat(first.text()).doesNotContain("Authorization").doesNotContain("acme");
    Sent second = challenged(first, ASKS);
    assertThat(second.header("Proxy-Authorization"))
        .startsWith("Digest username=\"tollgate\", realm=\"carrier\", nonce=\"n1\", uri=\"sip:")
        .contains("nc=00000001");
    assertThat(second.text()).doesNotContain("sesame").doesNotContain("acme");
    assertThat(second.header("CSeq")).isEqualTo("2 INVITE");
    assertThat(second.header("Call-ID")).isEqualTo(first.header("Call-ID"));
    assertThat(second.header("From")).isEqualTo(first.header("From"));
    assertThat(second.header("Via")).isNotEqualTo(first.header("Via"));
    assertThat(second.text()).endsWith(TestCaller.SDP.replace("\n", "\r\n"));
    assertThat(edge.unread()).as("nothing of it reaches the caller").isZero();
  }

  @Test
  void so401IsWithAuthorization() {
    edge.receive(CARRIER, response(invite(), 401, "x", ASKS.replace("Proxy", "WWW"), ""));
    edge.next("ACK");
    assertThat(edge.next("INVITE").header("Authorization")).startsWith("Digest username=");
  }

  @Test
  void theRequestsInsideTheDialogShowThemToo() {
    TestCaller.Up call = answer();
    edge.receive(CALLER, within(call.answer(), "INVITE", "z9hG4bKre", 2, TestCaller.SDP));
    edge.next("100 Trying");
    Sent reinvite = edge.next("INVITE");
    assertThat(reinvite.header("Proxy-Authorization")).contains("nc=00000002");
    edge.receive(CARRIER, response(reinvite, 407, "", ASKS_AGAIN, ""));
    edge.next("ACK");
    Sent again = edge.next("INVITE");
    assertThat(again.header("Proxy-Authorization")).contains("\"n2\"").contains("nc=00000001");
    assertThat(again.header("CSeq")).isEqualTo("4 INVITE");
    edge.receive(CARRIER, response(again, 200, "", "", TestCaller.SDP));
    Sent answer = edge.next("200 OK");
    assertThat(edge.next("ACK").header("CSeq")).isEqualTo("4 ACK");
    edge.receive(CALLER, within(answer, "ACK", "z9hG4bKack2", 2, ""));

    edge.receive(CALLER, within(answer, "BYE", "z9hG4bKbye", 3, ""));
    edge.next("200 OK");
    Sent bye = edge.next("BYE");
    assertThat(bye.header("Proxy-Authorization")).contains("nc=00000002");
    edge.receive(CARRIER, response(bye, 407, "", ASKS.replace("n1", "n3"), ""));
    Sent second = edge.next("BYE");
    assertThat(second.header("Proxy-Authorization")).contains("\"n3\"");
    assertThat(second.header("CSeq")).isEqualTo("6 BYE");
    edge.receive(CARRIER, response(second, 200, "", "", ""));
    edge.assertNothingIsLeft();
  }

  @Test
  void aStaleNonceIsReplaced() {
    Sent second = challenged(invite(), ASKS);
    Sent third = challenged(second, ASKS_AGAIN);
    assertThat(third.header("Proxy-Authorization")).contains("\"n2\"");
    assertThat(third.header("CSeq")).isEqualTo("3 INVITE");
  }

  @ParameterizedTest
  @CsvSource({"n1", "n2"})
  void aWrongPasswordFailsTheCarrierAndIsNotTriedForEver(String nonce) {
    Sent second = challenged(invite(), ASKS);
    edge.receive(CARRIER, response(second, 407, "gone", ASKS.replace("n1", nonce), ""));
    edge.next("ACK");
    edge.next("503");
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.CARRIERS_FAILED);
    edge.assertNothingIsLeft();
  }

  @Test
  void aCancelIsOfTheInviteThatIsUnderWay() {
    Sent second = challenged(invite(), ASKS);
    edge.receive(CARRIER, response(second, 180, "callee", "", ""));
    edge.next("180");
    edge.receive(CALLER, TestCaller.cancel());
    edge.next("200 OK");
    edge.next("487");
    Sent cancel = edge.next("CANCEL");
    assertThat(cancel.header("Via")).isEqualTo(second.header("Via"));
    assertThat(cancel.header("CSeq")).isEqualTo("2 CANCEL");
    edge.receive(CARRIER, response(second, 487, "callee", "", ""));
    edge.assertNothingIsLeft();
  }

  @Test
  void aCancelledInviteIsNotSentAgainWithCredentials() {
    Sent first = invite();
    edge.receive(CALLER, TestCaller.cancel());
    edge.skip();
    edge.receive(CARRIER, response(first, 407, "gone", ASKS, ""));
    edge.next("ACK");
    assertThat(edge.unread()).isZero();
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.CANCELLED);
  }

  @Test
  void aGatewayWithoutCredentialsFailsByAChallenge() {
    SipHarness plain = new SipHarness();
    Sent invite = new TestCaller(plain).ring();
    plain.receive(CARRIER, response(invite, 407, "callee", ASKS, ""));
    plain.next("ACK");
    assertThat(plain.next("503").text()).doesNotContain("Authenticate");
  }
}
