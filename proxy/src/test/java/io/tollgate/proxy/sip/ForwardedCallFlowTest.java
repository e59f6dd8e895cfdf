package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.route.GatewayTerms;
import io.tollgate.proxy.sip.SipHarness.Sent;
import io.tollgate.proxy.trunk.CallerIdPolicy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has sent a call on: Diversion (RFC 5806) and History-Info (RFC 7044). */
class ForwardedCallFlowTest {
  private static final String DIVERTED =
      "Diversion: \"leak\" <sip:+43123456789@leak.example:5099;leak=1>;reason=user-busy"
          + ";counter=2;privacy=full;screen=yes;x-leak=leak,"
          + " <tel:+43987654321>;reason=no-answer\n"
          + "Diversion: <sip:reception@leak.example>;reason=unknown\n"
          + "History-Info: <sip:+43123456789@leak.example?Reason=SIP%3Bcause%3D302%3Btext%3Dleak"
          + "&Privacy=history&X-Leak=leak>;index=1;leak=leak\n"
          + "History-Info: \"leak, leak\" <sip:reception@leak.example>;index=1.1;rc=1\n"
          + "History-Info: <tel:+436641234567?Reason=Q.850;cause=17>;index=1.1.1;mp=1.1\n";

  private static SipHarness edge(boolean trunk, boolean carrier) {
    return new SipHarness(
        List.of(SipHarness.gateway().on(new GatewayTerms(Optional.empty(), carrier, false))),
        CallerIdPolicy.ANY.trusting(trunk));
  }

  private static Sent invited(SipHarness edge, String headers) {
    edge.receive(CALLER, TestCaller.invite("z9hG4bKa", "+436641234567", headers, TestCaller.SDP));
    edge.next("100");
    return edge.next("INVITE");
  }

  @Test
  void itCrossesFromATrustedTrunkToATrustedCarrierWithoutItsPlaces() {
    Sent invite = invited(edge(true, true), DIVERTED);
    assertThat(invite.headers("Diversion"))
        .containsExactly(
            "<sip:+43123456789@127.0.0.1:5070>;reason=user-busy;counter=2;privacy=full;screen=yes",
            "<sip:+43987654321@127.0.0.1:5070>;reason=no-answer");
    assertThat(invite.headers("History-Info"))
        .containsExactly(
            "<sip:+43123456789@127.0.0.1:5070?Reason=SIP%3Bcause%3D302&Privacy=history>;index=1",
            "<sip:anonymous@anonymous.invalid>;index=1.1;rc=1",
            "<sip:+436641234567@127.0.0.1:5070?Reason=Q.850%3Bcause%3D17>;index=1.1.1;mp=1.1");
    assertThat(invite.text().toLowerCase(Locale.ROOT)).doesNotContain("leak");
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true", "false, false"})
  void itIsDroppedWhereOneOfTheTwoIsNotTrusted(boolean trunk, boolean carrier) {
    Sent invite = invited(edge(trunk, carrier), DIVERTED);
    assertThat(HeaderAudit.names(invite.text())).doesNotContain("Diversion", "History-Info");
    assertThat(invite.text()).doesNotContain("43123456789").doesNotContain("43987654321");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Diversion: ",
        "Diversion: ,,,",
        "Diversion: <sip:+43123456789@a",
        "Diversion: \"+43123456789",
        "Diversion: <sip:+43123456789%0d%0aX-Evil:1@a>;reason=x",
        "Diversion: <sip:@a>;reason=x",
        "Diversion: +43123456789;\"<>,",
        "History-Info: \"<<<>>>\\",
        "History-Info: >?<",
      })
  void whatMakesNoSenseHarmsNothing(String header) {
    Sent invite = invited(edge(true, true), header + "\n");
    assertThat(HeaderAudit.names(invite.text())).doesNotContain("X-Evil");
    assertThat(invite.headers("Diversion"))
        .allMatch(value -> value.startsWith("<sip:+43123456789@127.0.0.1:5070>"));
  }

  @Test
  void thereIsAnEndToIt() {
    String many =
        IntStream.range(0, 40)
            .mapToObj(i -> "<sip:+4312345%04d@a>;counter=1".formatted(i))
            .collect(Collectors.joining(",", "Diversion: ", "\n"));
    assertThat(invited(edge(true, true), many).headers("Diversion")).hasSize(10);
  }

  @Test
  void aPlainCallSaysNothingOfIt() {
    Sent invite = invited(edge(true, true), "");
    assertThat(HeaderAudit.names(invite.text())).doesNotContain("Diversion", "History-Info");
  }
}
