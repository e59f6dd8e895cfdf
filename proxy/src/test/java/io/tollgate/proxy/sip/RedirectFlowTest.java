package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayTerms;
import io.tollgate.proxy.sip.SipHarness.Sent;
import io.tollgate.proxy.trunk.CallerIdPolicy;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Carriers that send us elsewhere (3xx, RFC 3261 §8.1.3.4). */
class RedirectFlowTest {
  private static final GatewayTerms MAY = new GatewayTerms(Optional.empty(), false, true);
  private static final InetSocketAddress SECOND = new InetSocketAddress("192.0.2.10", 5060);
  private static final InetSocketAddress THIRD = new InetSocketAddress("192.0.2.11", 5062);
  private static final String TO_THIRD = "Contact: <sip:+436641234567@192.0.2.11:5062>\n";

  private static SipHarness edge(GatewayTerms terms) {
    return new SipHarness(
        List.of(
            SipHarness.gateway().on(terms),
            new Gateway("g2", "c1", SECOND),
            new Gateway("g3", "c1", THIRD).on(terms)),
        CallerIdPolicy.ANY);
  }

  private static Sent redirected(SipHarness edge, String headers) {
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100 Trying");
    return redirected(edge, edge.next("INVITE"), headers);
  }

  private static Sent redirected(SipHarness edge, Sent invite, String headers) {
    edge.receive(invite.to(), response(invite, 302, "elsewhere", headers, ""));
    edge.next("ACK");
    return edge.next();
  }

  @Test
  void aRedirectionIsAFailureWhereNothingElseIsAgreed() {
    SipHarness edge = edge(GatewayTerms.NONE);
    Sent next = redirected(edge, TO_THIRD);
    assertThat(next.to()).as("the next in order").isEqualTo(SECOND);
    assertThat(edge.unread()).isZero();
  }

  @Test
  void whereItIsAgreedTheGatewayThatItNamesComesNext() {
    SipHarness edge = edge(MAY);
    Sent next = redirected(edge, TO_THIRD);
    assertThat(next.firstLine()).isEqualTo("INVITE sip:+436641234567@192.0.2.11:5062 SIP/2.0");
    assertThat(next.to()).isEqualTo(THIRD);
    edge.receive(THIRD, response(next, 486, "busy", "", ""));
    edge.next("ACK");
    edge.next("486");
    assertThat(edge.record().path().gateway()).isEqualTo("g3");
  }

  @Test
  void theMostWantedComesFirst() {
    SipHarness edge = edge(MAY);
    Sent next =
        redirected(
            edge,
            "Contact: <sip:+436641234567@192.0.2.10>;q=0.3,"
                + " <sip:436641234567;npdi@192.0.2.11:5062>\n");
    assertThat(next.to()).isEqualTo(THIRD);
    edge.receive(THIRD, response(next, 503, "x", "", ""));
    edge.next("ACK");
    assertThat(edge.next("INVITE").to()).isEqualTo(SECOND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Contact: *\n",
        "Contact: <sip:+436641234567@198.51.100.66>\n", // a stranger
        "Contact: <sip:+436641234567@192.0.2.11>\n", // a stranger's port
        "Contact: <sip:+436641234567@carrier.example>\n", // a name
        "Contact: <tel:+436641234567>\n",
        "Contact: <sip:+88213123456@192.0.2.11:5062>\n", // another number has another price
        "Contact: <sip:+436641234567@192.0.2.9:5090>\n" // itself
      })
  void anythingElseIsNotFollowed(String contact) {
    SipHarness edge = edge(MAY);
    assertThat(redirected(edge, contact).to()).isEqualTo(SECOND);
  }

  @Test
  void nobodyIsAskedTwice() {
    SipHarness edge = edge(MAY);
    Sent third = redirected(edge, TO_THIRD);
    Sent second =
        redirected(edge, third, "Contact: <sip:+436641234567@192.0.2.9:5090>\n" + TO_THIRD);
    assertThat(second.to()).isEqualTo(SECOND);
    edge.receive(SECOND, response(second, 302, "x", TO_THIRD, ""));
    edge.next("ACK");
    edge.next("503");
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.CARRIERS_FAILED);
    assertThat(CARRIER).isNotEqualTo(SECOND);
    edge.assertNothingIsLeft();
  }
}
