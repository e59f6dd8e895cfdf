package io.tollgate.proxy.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cdr.CarrierAttempt;
import io.tollgate.proxy.sip.SipHarness.Sent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** INVITEs that are too large for a datagram (RFC 3261 §18.1.1). */
class LargeRequestFlowTest {
  private static final String LARGE_OFFER = "v=0\n" + "a=rtpmap:8 PCMA/8000\n".repeat(70);

  private final SipHarness edge = new SipHarness();

  private Sent call(String id, String offer) {
    edge.receive(
        SipHarness.CALLER,
        TestCaller.invite("z9hG4bK" + id, "+436641234567", "", offer)
            .replace("Call-ID: call-1", "Call-ID: call-" + id));
    edge.next("100 Trying");
    return edge.next("INVITE ");
  }

  @Test
  void anInviteThatFitsGoesByUdp() {
    assertThat(call("a", TestCaller.SDP).header("Via")).startsWith("SIP/2.0/UDP ");
  }

  @Test
  void aLargeInviteGoesByTcpToAGatewayThatHasIt() {
    Sent invite = call("a", LARGE_OFFER);
    assertThat(invite.header("Via")).startsWith("SIP/2.0/TCP ");
    assertThat(invite.header("Contact")).contains(";transport=tcp");
    edge.turn(Duration.ofMillis(1_700)); // T1, T1 + 2·T1: a datagram would have come again
    assertThat(edge.unread()).as("nothing is sent again over a connection").isZero();
  }

  @Test
  void aLargeInviteGoesByUdpAfterAllToAGatewayThatTakesNoConnection() {
    Sent refused = call("a", LARGE_OFFER);
    edge.tcp.breakConnections();
    Sent invite = edge.next("INVITE ");
    assertThat(invite.header("Via")).startsWith("SIP/2.0/UDP ");
    assertThat(invite.header("Call-ID")).isEqualTo(refused.header("Call-ID"));
    assertThat(invite.header("Via")).isNotEqualTo(refused.header("Via"));

    assertThat(call("b", LARGE_OFFER).header("Via")).as("remembered").startsWith("SIP/2.0/UDP ");
  }

  @Test
  void aConnectionThatBreaksAfterTheGatewayWasHeardFromMayBeFollowedByAnother() {
    Sent invite = call("a", LARGE_OFFER);
    assertThat(edge.tcp.watchers()).isEqualTo(1);
    edge.receive(SipHarness.CARRIER, TestCaller.response(invite, 100, "", "", ""));
    edge.tcp.breakConnections();
    assertThat(edge.unread()).isZero();
    edge.turn(Duration.ofMillis(1_900)); // less than the set-up timer
    edge.receive(SipHarness.CARRIER, TestCaller.response(invite, 180, "b", "", ""));
    edge.next("180 Ringing");
    edge.turn(Duration.ofSeconds(60));
    assertThat(edge.unread()).as("it rings, so it is alive").isZero();
  }

  @Test
  void whoDiesWhileItRingsIsGivenUpAfterTheSetUpTimer() {
    Sent invite = call("a", LARGE_OFFER);
    edge.receive(SipHarness.CARRIER, TestCaller.response(invite, 180, "b", "", ""));
    edge.next("180 Ringing");
    edge.turn(Duration.ofSeconds(20));
    edge.tcp.breakConnections();
    edge.turn(Duration.ofMillis(1_900));
    assertThat(edge.unread()).isZero();
    edge.turn(Duration.ofMillis(200));
    assertThat(edge.next("CANCEL ").header("Call-ID")).isEqualTo(invite.header("Call-ID"));
    assertThat(edge.next("SIP/2.0 503").header("Warning")).contains("carriers-failed");
    assertThat(edge.record().attempts())
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.result()).isEqualTo(CarrierAttempt.Result.CONNECTION);
              assertThat(attempt.postDialDelayMillis()).isPresent();
            });
  }
}
