package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static io.tollgate.proxy.sip.TestCaller.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.SipHarness.Sent;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.DigestClient;
import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.DigestUser;
import io.tollgate.proxy.trunk.Trunk;
import org.junit.jupiter.api.Test;

/**
 * A password is asked for once a call, by its INVITE alone (RFC 3261 §22): neither the ACK, which
 * nobody may challenge, nor what follows within the dialog shows it again. The trunk may make one
 * call a second, so the challenge counts for none.
 */
class DigestCallFlowTest {
  private static final String USER = "+33123456789";
  private static final String URI = "sip:+436641234567@127.0.0.1:5070";

  private final SipHarness edge =
      new SipHarness(
          Trunk.builder("phone", SipHarness.ACME, AuthMode.DIGEST)
              .user(
                  DigestUser.ofPassword(
                      USER, "tollgate.test", "secret", DigestSettings.DEFAULT_ALGORITHMS))
              .cps(1)
              .build());

  private Sent challenged() {
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100 Trying");
    Sent challenge = edge.next("407 Proxy Authentication Required");
    edge.receive(
        CALLER,
        within(challenge, "ACK", "z9hG4bKa", 1, "")
            .replace("ACK sip:127.0.0.1:5070", "ACK " + URI));
    assertThat(edge.unread()).isZero();
    return challenge;
  }

  @Test
  void nothingWithinACallIsChallenged() {
    String asked = challenged().headers("Proxy-Authenticate").getLast();
    String authorization =
        "Proxy-Authorization: "
            + new DigestClient(USER, "secret").answer(asked, "INVITE", URI)
            + "\n";
    edge.receive(
        CALLER,
        TestCaller.invite("z9hG4bKb", "+436641234567", authorization, TestCaller.SDP)
            .replace("CSeq: 1 INVITE", "CSeq: 2 INVITE"));
    edge.next("100 Trying");
    Sent invite = edge.next("INVITE sip:+436641234567@192.0.2.9:5090");
    assertThat(invite.headers("Proxy-Authorization")).isEmpty();
    edge.receive(CARRIER, response(invite, 200, "callee", "", TestCaller.SDP));
    Sent answer = edge.next("200 OK");
    edge.next("ACK sip:callee@192.0.2.9:5090");
    edge.receive(CALLER, within(answer, "ACK", "z9hG4bKack", 2, ""));

    edge.receive(CALLER, within(answer, "INVITE", "z9hG4bKre", 3, TestCaller.SDP));
    edge.next("100 Trying");
    edge.receive(CARRIER, response(edge.next("INVITE sip:callee@"), 200, "", "", TestCaller.SDP));
    edge.next("200 OK");
    edge.receive(CALLER, within(answer, "ACK", "z9hG4bKack2", 3, ""));
    edge.next("ACK");

    edge.receive(CALLER, within(answer, "BYE", "z9hG4bKbye", 4, ""));
    edge.next("200 OK");
    edge.receive(CARRIER, response(edge.next("BYE"), 200, "", "", ""));
    assertThat(edge.record().path().trunk()).isEqualTo("phone");
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.NORMAL);
    edge.assertNothingIsLeft();
  }
}
