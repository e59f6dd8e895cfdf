package io.tollgate.proxy.sip.parse;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.message.SIPRequest;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes the short way; that it comes out the same is {@link QuickParserProperties}' matter. */
class QuickParserTest {
  private final QuickParser parser = new QuickParser();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Via: SIP/2.0/UDP 192.0.2.1:5061;branch=z9hG4bK-1-2-3",
        "Via: SIP/2.0/TCP pbx.example.com;rport;branch=z9hG4bKa;received=192.0.2.7",
        "From: A Caller <sip:+33123456789@192.0.2.1:5061>;tag=8SIPpTag001",
        "From: \"A. Caller\" <sip:caller@example.com;user=phone>;tag=1",
        "To: <sip:+436641234567@192.0.2.1:5060>",
        "To: <sip:192.0.2.1;lr>;tag=a-b",
        "Call-ID: 1-234@192.0.2.1",
        "CSeq: 4711 INVITE",
        "Max-Forwards: 70",
        "Contact: <sip:caller@192.0.2.1:5061;transport=tcp>;expires=60",
        "Content-Length:   142"
      })
  void usualHeadersGoTheShortWay(String header) throws ParseException {
    SIPRequest message = new SIPRequest();
    assertThat(parser.isRead(header, message)).isTrue();
    assertThat(message.encode())
        .contains(header.replaceAll(": +", ": ").replace("A Caller <", "\"A Caller\" <"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "via: SIP/2.0/UDP 192.0.2.1",
        "v: SIP/2.0/UDP 192.0.2.1",
        "Via: SIP/2.0/SCTP 192.0.2.1",
        "Via: SIP/2.0/UDP [2001:db8::1]:5060;branch=z9hG4bKa",
        "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKa, SIP/2.0/UDP 192.0.2.2",
        "Via: SIP/2.0/UDP 192.0.2.1;branch",
        "Via: SIP/2.0/UDP 192.0.2.1;Branch=z9hG4bKa",
        "From: sip:caller@example.com;tag=1",
        "From: <sips:caller@example.com>;tag=1",
        "From: <tel:+33123456789>;tag=1",
        "From: <sip:caller:secret@example.com>;tag=1",
        "From: <sip:c%61ller@example.com>;tag=1",
        "From: \"a \\\" b\" <sip:caller@example.com>;tag=1",
        "From: <sip:caller@example.com>;tag=\"1\"",
        "To: <sip:callee@example.com?subject=x>",
        "To: <sip:callee@example.com:>",
        "Call-ID:",
        "CSeq: 4294967295 INVITE",
        "CSeq: 1 invite",
        "CSeq: 1 SUBSCRIBE",
        "Max-Forwards: 256",
        "Max-Forwards: -1",
        "Contact: *",
        "Contact: <sip:a@192.0.2.1>, <sip:b@192.0.2.1>",
        "Content-Length: 1 2",
        "Subject: lunch"
      })
  void othersAreLeftToJainSip(String header) throws ParseException {
    SIPRequest message = new SIPRequest();
    String before = message.encode();
    assertThat(parser.isRead(header, message)).isFalse();
    assertThat(message.encode()).isEqualTo(before);
  }

  @Test
  void usualFirstLinesGoTheShortWay() {
    StatusLine status = new StatusLine();
    assertThat(parser.isRead("SIP/2.0 183 Session Progress", status)).isTrue();
    assertThat(status.encode()).isEqualTo("SIP/2.0 183 Session Progress\r\n");
    RequestLine request = new RequestLine();
    assertThat(parser.isRead("INVITE sip:+436641234567@192.0.2.1:5060;user=phone SIP/2.0", request))
        .isTrue();
    assertThat(request.encode())
        .isEqualTo("INVITE sip:+436641234567@192.0.2.1:5060;user=phone SIP/2.0\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INVITE tel:+436641234567 SIP/2.0",
        "INVITE sip:+436641234567@192.0.2.1 SIP/3.0",
        "INVITE sip:+436641234567@192.0.2.1  SIP/2.0",
        "INVITES sip:+436641234567@192.0.2.1 SIP/2.0",
        "NOTIFY sip:192.0.2.1 SIP/2.0",
        "BYE sip:[::1] SIP/2.0",
        "ACK"
      })
  void otherRequestLinesAreLeftToJainSip(String line) {
    assertThat(parser.isRead(line, new RequestLine())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIP/2.0 2000 OK", "SIP/2.0", "SIP/2.0 OK", "SIP/2.0  200 OK"})
  void otherStatusLinesAreLeftToJainSip(String line) {
    assertThat(parser.isRead(line, new StatusLine())).isFalse();
  }
}
