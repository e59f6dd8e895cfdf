package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.net.Nat;
import io.tollgate.proxy.route.GatewayTerms;
import io.tollgate.proxy.sip.SipHarness.Sent;
import io.tollgate.proxy.trunk.CallerIdPolicy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who calls: what the carrier is told, and what it is not. */
class IdentityFlowTest {
  private final SipHarness edge = new SipHarness();

  @Test
  void aHiddenNumberIsRatedAndToldATrustedCarrierAlone() {
    SipHarness edge =
        new SipHarness(
            List.of(SipHarness.gateway().on(new GatewayTerms(Optional.empty(), true, false))),
            CallerIdPolicy.ANY);
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
    assertThat(edge.record().tariff().orElseThrow().originPrefix()).isEqualTo("33");
    assertThat(edge.record().parties().from()).hasToString("Optional[+33123456789]");
  }

  @Test
  void aGatewayMayGetTheCallersNumberWithoutItsPlus() {
    GatewayTerms digits = new GatewayTerms(Optional.empty(), true, false, Nat.OFF, false);
    SipHarness edge = new SipHarness(List.of(SipHarness.gateway().on(digits)), CallerIdPolicy.ANY);
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100");
    Sent invite = edge.next("INVITE sip:+436641234567@192.0.2.9:5090");
    assertThat(invite.header("From")).startsWith("<sip:33123456789@127.0.0.1:5070>;tag=");
    assertThat(invite.header("P-Asserted-Identity")).isEqualTo("<sip:33123456789@127.0.0.1:5070>");
    edge.receive(CARRIER, response(invite, 486, "callee", "", ""));
    assertThat(edge.record().parties().from()).hasToString("Optional[+33123456789]");
  }

  @Test
  void anyOtherCarrierIsNotToldAHiddenNumber() {
    edge.receive(
        CALLER,
        TestCaller.invite()
            .replace(
                "From: <sip:+33123456789@127.0.0.1:5061>",
                "P-Preferred-Identity: <tel:+33123456789>\nPrivacy: id\n"
                    + "From: \"Anonymous\" <sip:anonymous@anonymous.invalid>"));
    edge.next("100");
    Sent invite = edge.next("INVITE");
    assertThat(invite.text()).doesNotContain("33123456789").doesNotContain("P-Asserted");
    assertThat(invite.header("Privacy")).isEqualTo("id");
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
    assertThat(edge.record().tariff().orElseThrow().originPrefix()).isEqualTo("33");
  }
}
