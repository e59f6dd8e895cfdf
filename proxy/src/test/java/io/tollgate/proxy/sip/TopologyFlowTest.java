package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static io.tollgate.proxy.sip.TestCaller.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.route.GatewayTerms;
import io.tollgate.proxy.sip.SipHarness.Sent;
import io.tollgate.proxy.trunk.CallerIdPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What crosses from leg to leg, and that nothing else does: searched for in the bytes. */
class TopologyFlowTest {
  private static final String MARK = "leak";

  /** Each with a mark in it that must not be seen on the other leg. */
  private static final List<String> MARKED =
      List.of(
          "User-Agent: leak-agent",
          "Server: leak-server",
          "Organization: leak-organisation",
          "Subject: leak-subject",
          "Call-Info: <http://leak.example/info>",
          "Alert-Info: <http://leak.example/ring>",
          "Error-Info: <sip:leak@leak.example>",
          "Warning: 399 leak.example \"leak\"",
          "In-Reply-To: leak@leak.example",
          "Reply-To: <sip:leak@leak.example>",
          "Date: Thu, 21 Feb 2002 13:02:03 GMT",
          "Timestamp: 54.21",
          "Priority: leak",
          "Identity: \"leak\"",
          "Diversion: <sip:leak@leak.example>;reason=user-busy",
          "Diversion: \"leak\" <sip:+43123leak@leak.example;leak>;reason=\"leak\";leak=leak",
          "History-Info: <sip:leak@leak.example>;index=1",
          "History-Info: <sip:leak@leak.example?Reason=SIP%3Bcause%3D302%3Btext%3Dleak>;index=1.1",
          "Privacy: history",
          "P-Preferred-Identity: \"leak\" <sip:+33123456789@leak.example>",
          "Remote-Party-ID: \"leak\" <sip:leak@leak.example>;party=called",
          "Content-Language: leak",
          "Reason: Q.850;cause=16;text=\"leak\"",
          "P-Charging-Vector: icid-value=leak",
          "P-Access-Network-Info: leak",
          "P-Asserted-Identity: \"leak\" <sip:leak@leak.example>",
          "User-to-User: 6c65616b;encoding=leak",
          "Geolocation: <cid:leak@leak.example>",
          "Referred-By: <sip:leak@leak.example>",
          "Replaces: leak@leak.example;to-tag=1;from-tag=2",
          "Authorization: Digest username=\"leak\", realm=\"leak\", nonce=\"1\", uri=\"sip:a\","
              + " response=\"1\"",
          "X-Leak: leak",
          "P-Leak: leak",
          "Supported: 100rel, replaces, path, gruu, outbound, leak",
          "Allow: INVITE, ACK, CANCEL, BYE, REFER, UPDATE, LEAK",
          "Accept-Language: leak");

  private final SipHarness edge = new SipHarness();

  private static String marked() {
    return String.join("\n", MARKED) + "\n";
  }

  private static String callers(String message) {
    return message
        .replace("call-1@caller", "call-leak@leak.example")
        .replace("tag=caller", "tag=leak")
        .replace("From: <sip:", "From: \"leak\" <sip:")
        .replace("sip:caller@127.0.0.1:5061", "sip:leak@127.0.0.1:5061;leak")
        .replace("\nMax-F", "\nVia: SIP/2.0/UDP leak.example;branch=z9hG4bKleak\nMax-F");
  }

  private void invite() {
    edge.receive(
        CALLER,
        callers(TestCaller.invite("z9hG4bKa", "+436641234567", marked(), TestCaller.SDP))
            .replace("\nContact", "\nRecord-Route: <sip:127.0.0.1:5061;lr;leak>\nContact"));
    edge.next("100 Trying");
  }

  private static void assertNothingLeaked(Sent sent) {
    assertThat(sent.text().toLowerCase(Locale.ROOT)).doesNotContain(MARK);
  }

  @Test
  void nothingOfTheCallersSideIsSeenByTheCarrier() {
    invite();
    Sent invite = edge.next("INVITE");
    assertNothingLeaked(invite);
    assertThat(invite.text()).doesNotContain("5061").doesNotContain("2002").doesNotContain("54.21");
    assertThat(names(invite))
        .containsExactly(
            "Via",
            "Max-Forwards",
            "From",
            "To",
            "Call-ID",
            "CSeq",
            "Contact",
            "Allow",
            "Supported",
            "Session-Expires",
            "Min-SE",
            "Content-Type",
            "Content-Length");
    assertThat(invite.header("Supported")).isEqualTo("timer");
    assertThat(invite.header("Allow")).isEqualTo("INVITE, ACK, CANCEL, BYE");
    edge.receive(CARRIER, response(invite, 200, "callee", "", TestCaller.SDP));
    Sent answer = edge.next("200 OK");
    assertNothingLeaked(edge.next("ACK"));
    edge.receive(CALLER, callers(within(answer, "ACK", "z9hG4bKack", 1, "")));

    String reinvite = callers(within(answer, "INVITE", "z9hG4bKre", 2, TestCaller.SDP));
    edge.receive(CALLER, reinvite.replace("\nContact", "\n" + marked() + "Contact"));
    edge.next("100 Trying");
    Sent crossing = edge.next("INVITE");
    assertNothingLeaked(crossing);
    edge.receive(CARRIER, response(crossing, 200, "", "", TestCaller.SDP));
    edge.next("200 OK");
    assertNothingLeaked(edge.next("ACK"));
    String bye = callers(within(answer, "BYE", "z9hG4bKbye", 3, ""));
    edge.receive(CALLER, bye.replace("\nFrom", "\nReason: SIP;cause=200;text=\"leak\"\nFrom"));
    edge.next("200 OK");
    assertNothingLeaked(edge.next("BYE"));
  }

  @Test
  void norWhereBothSidesAreTrusted() {
    SipHarness trusting =
        new SipHarness(
            List.of(SipHarness.gateway().on(new GatewayTerms(Optional.empty(), true, true))),
            CallerIdPolicy.ANY.trusting(true));
    trusting.receive(
        CALLER, callers(TestCaller.invite("z9hG4bKa", "+436641234567", marked(), TestCaller.SDP)));
    trusting.next("100 Trying");
    Sent invite = trusting.next("INVITE");
    assertNothingLeaked(invite);
    assertThat(invite.headers("Diversion")).isEmpty(); // none that names a number
    assertThat(invite.headers("History-Info"))
        .containsExactly(
            "<sip:anonymous@anonymous.invalid>;index=1",
            "<sip:anonymous@anonymous.invalid?Reason=SIP%3Bcause%3D302>;index=1.1");
    assertThat(invite.text()).doesNotContain("5061");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INVITE", "BYE"})
  void whatTheCalleeAsksInsideTheDialogSaysNothingOfItsSideEither(String method) {
    TestCaller.Up call = new TestCaller(edge).answer();
    edge.receive(
        CARRIER,
        TestCaller.fromCallee(call.invite(), "callee", method, 1)
            .replace("\nFrom", "\nContact: <sip:leak@192.0.2.9:5090;leak>\n" + marked() + "From"));
    int seen = 0;
    while (edge.unread() > 0) {
      Sent sent = edge.next();
      if (sent.to().equals(CALLER)) {
        seen++;
        assertNothingLeaked(sent);
        assertThat(sent.text())
            .doesNotContain("192.0.2.9")
            .doesNotContain(call.invite().header("Call-ID"));
      }
    }
    assertThat(seen).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {180, 183, 200, 302, 401, 404, 486, 488, 503, 603})
  void nothingOfTheCarriersSideIsSeenByTheCaller(int status) {
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100 Trying");
    Sent invite = edge.next("INVITE");
    String headers =
        marked()
            + "Record-Route: <sip:leak.example;lr>\nRetry-After: 7 (leak)\n"
            + "Reason: Q.850;cause=17;text=\"leak\"\n"
            + "WWW-Authenticate: Digest realm=\"leak\", nonce=\"leak\"\n";
    edge.receive(
        CARRIER,
        response(invite, status, "leak", headers, status < 300 ? TestCaller.SDP : "")
            .replace("Words", "Leak")
            .replace("callee@192.0.2.9:5090", "leak@192.0.2.9:5090;leak"));
    int seen = 0;
    while (edge.unread() > 0) {
      Sent sent = edge.next();
      if (sent.to().equals(CALLER)) {
        seen++;
        assertNothingLeaked(sent);
        assertThat(sent.text())
            .doesNotContain("192.0.2.9")
            .doesNotContain(invite.header("Call-ID"))
            .doesNotContain("Authenticate");
      }
    }
    assertThat(seen).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"REFER", "UPDATE", "PRACK", "INFO", "MESSAGE", "SUBSCRIBE", "NOTIFY", "OPTIONS"})
  void otherMethodsAreNotAllowedInsideADialogEither(String method) {
    TestCaller.Up call = new TestCaller(edge).answer();
    edge.receive(CALLER, within(call.answer(), method, "z9hG4bKother", 2, ""));
    Sent refusal = edge.next("405");
    assertThat(refusal.header("Allow")).isEqualTo("INVITE, ACK, CANCEL, BYE");
    assertThat(edge.unread()).isZero();
    edge.receive(CALLER, within(call.answer(), "BYE", "z9hG4bKbye", 3, ""));
    edge.next("200 OK");
    edge.next("BYE");
  }

  @Test
  void anInviteThatReplacesAnotherCallIsOneLikeAnyOther() {
    edge.receive(
        CALLER,
        TestCaller.invite(
            "z9hG4bKa",
            "+436641234567",
            "Require: replaces\nReplaces: x;to-tag=1;from-tag=2\n",
            ""));
    edge.next("100 Trying");
    assertThat(edge.next("420").header("Unsupported")).isEqualTo("replaces");
  }

  private static List<String> names(Sent sent) {
    return Arrays.stream(sent.text().split("\r\n\r\n")[0].split("\r\n"))
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(':')))
        .collect(Collectors.toList());
  }
}
