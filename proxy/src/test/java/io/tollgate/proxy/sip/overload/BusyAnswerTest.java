package io.tollgate.proxy.sip.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.sip.Sip;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusyAnswerTest {
  private static final InetSocketAddress SOURCE = new InetSocketAddress("192.0.2.1", 40_000);

  private static Optional<BusyAnswer> answer(String headers, InetSocketAddress source) {
    String text = "INVITE sip:1@example.com SIP/2.0\n" + headers + "Content-Length: 0\n\n";
    return BusyAnswer.to(
        text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8),
        source,
        "Retry-After: 5\r\n",
        "over-x");
  }

  private static String text(BusyAnswer answer) {
    return new String(answer.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void repeatsWhatAResponseRepeats() {
    BusyAnswer answer =
        answer(
                """
                Subject: more calls
                v: SIP/2.0/UDP 192.0.2.1:5062;branch=z9hG4bK1;rport
                Via: SIP/2.0/TCP first.example.com
                f: "Zoë" <sip:2@example.com>;tag=a
                To: "One"
                  <sip:1@example.com>
                i: c1@example.com
                Max-Forwards: 70
                CSeq: 1 INVITE
                """,
                SOURCE)
            .orElseThrow();
    assertThat(text(answer))
        .isEqualTo(
            """
            SIP/2.0 503 Service Unavailable
            v: SIP/2.0/UDP 192.0.2.1:5062;branch=z9hG4bK1;rport=40000;received=192.0.2.1
            Via: SIP/2.0/TCP first.example.com
            f: "Zoë" <sip:2@example.com>;tag=a
            To: "One"
              <sip:1@example.com>;tag=over-x
            i: c1@example.com
            CSeq: 1 INVITE
            Retry-After: 5
            Content-Length: 0

            """
                .replace("\n", "\r\n"));
    Sip.response(text(answer).replace("\r\n", "\n"));
    assertThat(answer.to()).isEqualTo(SOURCE);
  }

  @ParameterizedTest
  @CsvSource({
    "SIP/2.0/UDP 192.0.2.1:5062;branch=x,     SIP/2.0/UDP 192.0.2.1:5062;branch=x,            5062",
    "SIP/2.0/UDP 192.0.2.1;branch=x,  SIP/2.0/UDP 192.0.2.1;branch=x,                         5060",
    "SIP / 2.0 / UDP pc : 5063 ;branch=x, SIP / 2.0 / UDP pc : 5063 ;branch=x;received=192.0.2.1,"
        + " 5063",
    "SIP/2.0/UDP [2001:db8::1]:7;rport, SIP/2.0/UDP [2001:db8::1]:7;rport=40000;received=192.0.2.1,"
        + " 40000",
    "SIP/2.0/UDP pc;rport=9, SIP/2.0/UDP pc;rport=9;received=192.0.2.1, 5060",
    "SIP/2.0/UDP pc:99999, SIP/2.0/UDP pc:99999;received=192.0.2.1, 5060"
  })
  void goesWhereTheViaAndTheSourceSay(String via, String marked, int port) {
    BusyAnswer answer = answer(headers(via), SOURCE).orElseThrow();
    assertThat(text(answer)).contains("\r\nVia: " + marked + "\r\n");
    assertThat(answer.to()).isEqualTo(new InetSocketAddress("192.0.2.1", port));
  }

  @Test
  void marksTheFirstOfSeveralViasOnOneLine() {
    BusyAnswer answer =
        answer(headers("SIP/2.0/UDP pc;rport;branch=x, SIP/2.0/UDP b;rport"), SOURCE).orElseThrow();
    assertThat(text(answer))
        .contains(
            "\r\nVia: SIP/2.0/UDP pc;rport=40000;branch=x;received=192.0.2.1,"
                + " SIP/2.0/UDP b;rport\r\n");
  }

  private static String headers(String via) {
    return "Via: " + via + "\nFrom: <sip:2>;tag=a\nTo: <sip:1>\nCall-ID: c\nCSeq: 1 INVITE\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"Via", "From", "To", "Call-ID", "CSeq", "SIP/2.0"})
  void nothingGoesToWhomWouldNotKnowIt(String missing) {
    assertThat(answer(headers("SIP/2.0/UDP pc").replace(missing, "X"), SOURCE)).isEmpty();
  }
}
