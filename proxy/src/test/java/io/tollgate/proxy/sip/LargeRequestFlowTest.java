package io.tollgate.proxy.sip;

import static org.assertj.core.api.Assertions.assertThat;

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
  void aConnectionThatBreaksAfterTheGatewayWasHeardFromEndsNothing() {
    Sent invite = call("a", LARGE_OFFER);
    assertThat(edge.tcp.watchers()).isEqualTo(1);
    edge.receive(SipHarness.CARRIER, TestCaller.response(invite, 100, "", "", ""));
    assertThat(edge.tcp.watchers()).isZero();
    edge.tcp.breakConnections();
    assertThat(edge.unread()).isZero();
  }
}
