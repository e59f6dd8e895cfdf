package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.SipHarness.Sent;
import org.junit.jupiter.api.Test;

/** INVITEs that come back to us through proxies: loops, and calls that may do so. */
class LoopFlowTest {
  private final SipHarness edge = new SipHarness();

  private Sent invite() {
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100 Trying");
    return edge.next("INVITE");
  }

  /** Our INVITE as a proxy sends it back: its Via on top, another Request-URI. */
  private static String back(Sent ours, String requestUri, String host) {
    return ours.text()
        .replace("\r\n", "\n")
        .replaceFirst("INVITE \\S+", "INVITE " + requestUri.replace("$", "\\$"))
        .replaceFirst("\nVia:", "\nVia: SIP/2.0/UDP " + host + ";branch=z9hG4bKproxy\nVia:");
  }

  @Test
  void anInviteThatComesBackAsItCameIsALoop() {
    Sent ours = invite();
    edge.receive(CALLER, back(ours, "sip:+436641234567@127.0.0.1:5070", "127.0.0.1:5061"));
    edge.next("100 Trying");
    assertThat(edge.next("482 Loop Detected").header("Warning")).contains("loop: ");
    assertThat(edge.unread()).isZero();
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.LOOP);
  }

  @Test
  void aNumberThatComesBackFromTheCarrierIsAnotherCall() {
    Sent ours = invite();
    edge.receive(CARRIER, back(ours, "sip:+436641234567@127.0.0.1:5070", "192.0.2.9:5090"));
    edge.next("100 Trying");
    assertThat(edge.next().firstLine()).doesNotContain("482");
  }

  @Test
  void soIsAnotherNumberFromTheSameSide() {
    Sent ours = invite();
    edge.receive(CALLER, back(ours, "sip:+436641111111@127.0.0.1:5070", "127.0.0.1:5061"));
    edge.next("100 Trying");
    edge.next("INVITE sip:+436641111111");
  }

  @Test
  void hopsAreCountedDownAcrossLegs() {
    edge.receive(CALLER, TestCaller.invite().replace("Max-Forwards: 70", "Max-Forwards: 5"));
    edge.next("100 Trying");
    assertThat(edge.next("INVITE").header("Max-Forwards")).isEqualTo("4");
    edge.receive(
        CALLER,
        TestCaller.invite()
            .replace("Max-Forwards: 70", "Max-Forwards: 0")
            .replace("z9hG4bKa", "z9hG4bKb")
            .replace("call-1", "call-2"));
    edge.next("100 Trying");
    edge.next("483");
  }
}
