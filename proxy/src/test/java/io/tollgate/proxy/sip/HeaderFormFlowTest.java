package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static io.tollgate.proxy.sip.TestCaller.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.sip.SipHarness.Sent;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers in all the forms that RFC 3261 §7.3 allows, through a whole call. */
class HeaderFormFlowTest {
  private final SipHarness edge = new SipHarness();

  private static String compact(String message) {
    return message
        .replace("\nVia:", "\nv:")
        .replace("\nFrom:", "\nf:")
        .replace("\nTo:", "\nt:")
        .replace("\nCall-ID:", "\ni:")
        .replace("\nContact:", "\nm:")
        .replace("\nContent-Type:", "\nc:")
        .replace("\nContent-Length:", "\nl:")
        .replace("\nSupported:", "\nk:");
  }

  private static String folded(String message) {
    return message
        .replace(": SIP/2.0/UDP ", ":\n SIP/2.0/UDP\n\t")
        .replace("\nFrom: <", "\nFrom:\n    <")
        .replace("\nCSeq: ", "\nCSeq:\n ")
        .replace("\nCall-ID: ", "\nCall-ID:\n\t");
  }

  private void wholeCall(Form form) {
    edge.receive(CALLER, form.of(TestCaller.invite()));
    edge.next("100 Trying");
    Sent invite = edge.next("INVITE");
    assertThat(invite.text()).endsWith(TestCaller.SDP.replace("\n", "\r\n"));
    edge.receive(CARRIER, form.of(response(invite, 180, "callee", "", "")));
    edge.next("180");
    edge.receive(CARRIER, form.of(response(invite, 200, "callee", "", TestCaller.SDP)));
    Sent answer = edge.next("200 OK");
    assertThat(answer.text()).endsWith(TestCaller.SDP.replace("\n", "\r\n"));
    edge.next("ACK sip:callee@192.0.2.9:5090");
    edge.receive(CALLER, form.of(within(answer, "ACK", "z9hG4bKack", 1, "")));
    edge.receive(CALLER, form.of(within(answer, "BYE", "z9hG4bKbye", 2, "")));
    edge.next("200 OK");
    Sent bye = edge.next("BYE sip:callee@192.0.2.9:5090");
    edge.receive(CARRIER, form.of(response(bye, 200, "", "", "")));
    assertThat(edge.record().ending().cause().code()).isEqualTo("normal");
    edge.assertNothingIsLeft();
  }

  private interface Form {
    String of(String message);
  }

  @Test
  void compactForms() {
    wholeCall(HeaderFormFlowTest::compact);
  }

  @Test
  void lineFolding() {
    wholeCall(HeaderFormFlowTest::folded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n ", "\n\t", " \n ", "\n   \n\t"})
  void aFoldIsABlankAndNotNothing(String fold) {
    edge.receive(
        CALLER,
        TestCaller.invite()
            .replace("UDP 127", "UDP" + fold + "127")
            .replace(": 1 I", ": 1" + fold + "I"));
    Sent trying = edge.next("100 Trying");
    assertThat(trying.header("Via")).startsWith("SIP/2.0/UDP 127.0.0.1:5061;branch=z9hG4bKa");
    assertThat(trying.header("CSeq")).isEqualTo("1 INVITE");
  }

  @Test
  void bothAtOnceInAnyCase() {
    wholeCall(
        message -> compact(folded(message)).replace("\nv:", "\nV  :").replace("\nf:", "\nF :"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n"
            + "Via: SIP/2.0/UDP 203.0.113.1;branch=z9hG4bK1\n"
            + "Via: SIP/2.0/TCP b.example;branch=z9hG4bK2",
        "\nVia: SIP/2.0/UDP 203.0.113.1;branch=z9hG4bK1, SIP/2.0/TLS b.example;branch=z9hG4bK2"
      })
  void multipleViasComeBackInTheirOrder(String below) {
    String invite =
        TestCaller.invite().replace("branch=z9hG4bKa\n", "branch=z9hG4bKa" + below + "\n");
    edge.receive(CALLER, invite);
    Sent trying = edge.next("100 Trying");
    String vias = String.join(",", trying.headers("Via"));
    assertThat(vias.indexOf("z9hG4bKa")).isLessThan(vias.indexOf("z9hG4bK1")).isNotNegative();
    assertThat(vias.indexOf("z9hG4bK1")).isLessThan(vias.indexOf("z9hG4bK2"));
    assertThat(edge.next("INVITE").headers("Via")).hasSize(1);
  }

  @Test
  void unknownHeadersAreIgnored() {
    wholeCall(
        message ->
            message.replaceFirst(
                "\nCSeq", "\nX-Unheard-Of: \"a, b\" <c>;d\nP-Strange:\nUnknown: \u00e9\nCSeq"));
  }

  @Test
  void largeHeadersCrossNothingAndHarmNothing() {
    String routes =
        IntStream.range(0, 20)
            .mapToObj(i -> "X-Large-%d: %s\n".formatted(i, "x".repeat(200)))
            .collect(Collectors.joining());
    wholeCall(message -> message.replaceFirst("\nCSeq", "\n" + routes + "CSeq"));
  }

  @Test
  void headersThatAreTooLargeAreRefusedAndTheEdgeGoesOn() {
    edge.receive(
        CALLER,
        TestCaller.invite().replaceFirst("\nCSeq", "\nX-Large: " + "x".repeat(70_000) + "\nCSeq"));
    edge.next("513");
    wholeCall(message -> message);
  }
}
