package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.sip.SipHarness.Sent;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.OtherMethods;
import io.tollgate.proxy.trunk.Trunk;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is answered to who asks whether the edge is there: what an INVITE would get. */
class OptionsAnswerFlowTest {
  private static final InetSocketAddress POP = new InetSocketAddress(SipHarness.POP, 5060);
  private static final InetSocketAddress PBX = new InetSocketAddress("192.0.2.79", 5060);

  private final SipHarness edge =
      new SipHarness(
          Trunk.builder("pbx", SipHarness.ACME, AuthMode.LIST)
              .at(List.of(AddressPrefix.parse("192.0.2.79/32")))
              .otherMethods(new OtherMethods(false, true))
              .build());

  private int asked;

  private Sent ask(InetSocketAddress source) {
    String host = source.getAddress().getHostAddress();
    edge.receive(
        source,
        "OPTIONS sip:127.0.0.1:5070 SIP/2.0\n"
            + ("Via: SIP/2.0/UDP " + host + ":5060;branch=z9hG4bK" + asked++ + "\n")
            + "Max-Forwards: 70\n"
            + ("From: <sip:" + host + ">;tag=asks\n")
            + "To: <sip:127.0.0.1:5070>\n"
            + ("Call-ID: " + asked + "@" + host + "\n")
            + "CSeq: 1 OPTIONS\nContent-Length: 0\n\n");
    return edge.next();
  }

  @Test
  void anotherPointOfPresenceLearnsWhetherCallsAreTaken() {
    Sent open = ask(POP);
    assertThat(open.firstLine()).isEqualTo("SIP/2.0 200 OK");
    assertThat(open.header("Allow")).isEqualTo("INVITE, ACK, CANCEL, BYE, OPTIONS");
    assertThat(open.header("Accept")).isEqualTo("application/sdp");
    edge.setup.close();
    Sent closed = ask(POP);
    assertThat(closed.firstLine()).startsWith("SIP/2.0 503 ");
    assertThat(closed.header("Warning"))
        .isEqualTo("399 edge.test \"shutdown: the edge takes no new calls\"");
    edge.setup.open();
    assertThat(ask(POP).firstLine()).isEqualTo("SIP/2.0 200 OK");
  }

  @Test
  void aTrunkThatMayAskDoesToo() {
    assertThat(ask(PBX).firstLine()).isEqualTo("SIP/2.0 200 OK");
    edge.setup.close();
    assertThat(ask(PBX).firstLine()).startsWith("SIP/2.0 503 ");
  }

  @Test
  void nobodyElseIsToldAnything() {
    for (InetSocketAddress other : List.of(CALLER, CARRIER)) {
      assertThat(ask(other).firstLine()).isEqualTo("SIP/2.0 405 Method Not Allowed");
      edge.setup.close();
      assertThat(ask(other).firstLine()).isEqualTo("SIP/2.0 405 Method Not Allowed");
      edge.setup.open();
    }
  }
}
