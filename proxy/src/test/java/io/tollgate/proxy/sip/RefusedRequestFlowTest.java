package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.SipHarness.STRANGER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.SipHarness.Sent;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no call comes of: other methods, strangers, garbage. */
class RefusedRequestFlowTest {
  private final SipHarness edge = new SipHarness();
  private final TestCaller caller = new TestCaller(edge);

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
    assertThat(edge.record().parties().source()).isEqualTo("[fe80:0:0:0:0:0:0:1]:5061");
  }

  @Test
  void aPortThatCannotBeIsABadRequest() {
    edge.receive(CALLER, TestCaller.invite().replace("127.0.0.1:5061;br", "127.0.0.1:506100;br"));
    assertThat(edge.next("400").to()).isEqualTo(CALLER);
    edge.assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"OPTIONS", "REGISTER", "SUBSCRIBE", "INFO", "UPDATE", "PRACK", "REFER", "MESSAGE"})
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
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.UNKNOWN_SOURCE);
    edge.assertNothingIsLeft();
  }

  @Test
  void aByeForNoCallIs481() {
    edge.receive(
        CALLER, request("BYE").replace("To: <sip:127.0.0.1>", "To: <sip:127.0.0.1>;tag=gone"));
    edge.next("481");
  }

  @ParameterizedTest
  @ValueSource(strings = {"100rel", "replaces", "path", "gruu", "outbound"})
  void anExtensionThatIsRequiredIsNamed(String tag) {
    edge.receive(
        CALLER, TestCaller.invite("z9hG4bKa", "+436641234567", "Require: " + tag + "\n", ""));
    edge.next("100 Trying");
    assertThat(edge.next("420").header("Unsupported")).isEqualTo(tag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"100rel", "replaces", "path", "gruu", "outbound"})
  void anExtensionThatOneSideHasIsNeverOfferedToTheOther(String tag) {
    String supported = "Supported: " + tag + ", timer\n";
    edge.receive(CALLER, TestCaller.invite("z9hG4bKa", "+436641234567", supported, TestCaller.SDP));
    assertThat(edge.next("100 Trying").text()).doesNotContain(tag);
    Sent invite = edge.next("INVITE");
    assertThat(invite.header("Supported")).isEqualTo("timer");
    assertThat(invite.text()).doesNotContain(tag);
    edge.receive(CARRIER, response(invite, 183, "callee", supported, TestCaller.SDP));
    assertThat(edge.next("183").text()).doesNotContain(tag);
    edge.receive(CARRIER, response(invite, 200, "callee", supported, TestCaller.SDP));
    Sent answer = edge.next("200 OK");
    assertThat(answer.header("Supported")).isEqualTo("timer");
    assertThat(answer.text()).doesNotContain(tag);
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
  void anInviteWhoseCSeqNamesAnotherMethodLeavesNothing() {
    edge.receive(STRANGER, TestCaller.invite().replace("CSeq: 1 INVITE", "CSeq: 1 BYE"));
    assertThat(edge.next("400 Bad Request").header("Warning")).contains("CSeq");
    edge.assertNothingIsLeft();
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
}
