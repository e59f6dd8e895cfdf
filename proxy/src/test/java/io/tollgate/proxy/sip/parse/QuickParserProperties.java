package io.tollgate.proxy.sip.parse;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.core.CommonLogger;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.StringMsgParser;
import io.tollgate.proxy.sip.Mutations;
import io.tollgate.proxy.sip.transport.EdgeStackLogger;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The quick parser understands any message as JAIN-SIP's does, and refuses what that refuses. */
class QuickParserProperties {
  private static final List<byte[]> USUAL =
      List.of(
          bytes(
              """
              INVITE sip:+436641234567@192.0.2.1:5060;user=phone SIP/2.0
              Via: SIP/2.0/UDP 192.0.2.7:5061;rport;branch=z9hG4bK-7-1-0
              Via: SIP/2.0/TCP pbx.example.com;branch=z9hG4bKab;received=198.51.100.4
              From: "A. Caller" <sip:+33123456789@192.0.2.7:5061>;tag=7SIPpTag001
              To: <sip:+436641234567@192.0.2.1:5060>
              Call-ID: 1-7@192.0.2.7
              CSeq: 1 INVITE
              Contact: <sip:caller@192.0.2.7:5061;transport=udp;lr>;q=0.5;+sip.x
              Max-Forwards: 70
              Record-Route: <sip:192.0.2.9;lr>
              Allow: INVITE, ACK
              Subject: test
              Content-Type: application/sdp
              Content-Length: 5

              v=0
              """),
          bytes(
              """
              SIP/2.0 183 Session Progress
              Via: SIP/2.0/UDP edge.example.com:5070;branch=z9hG4bK0.17
              f: A Caller <sip:caller@example.com>;tag=1
              t: <sip:callee@example.com:5070;user=phone>;tag=as-8.1
              i: 0.a81@edge
              CSeq: 102 INVITE
              m: <sip:callee@192.0.2.9>
              l: 0

              """),
          bytes(
              """
              BYE sip:192.0.2.1:5060 SIP/2.0
              Via: SIP/2.0/TLS [2001:db8::7]:5061;branch=z9hG4bKbye;rport=5061
              From: sip:caller@example.com;tag=1
              To: callee <sip:callee;phone-context=x@example.com>;tag=2
              Call-ID: abc
              CSeq: 2 BYE
              Contact: *
              Max-Forwards: 0
              Content-Length: 0

              """));

  /** Headers that are near what goes the short way, of words that mean something in them. */
  private static final List<String> NAMES =
      List.of(
          "Via: ",
          "From: ",
          "To: ",
          "Contact: ",
          "CSeq: ",
          "Call-ID: ",
          "Max-Forwards: ",
          "Content-Length: ",
          "Via:",
          "From:\t");

  private static final List<String> WORDS =
      List.of(
          "SIP/2.0/UDP ",
          "SIP/2.0/TCP ",
          "SIP / 2.0 / TLS ",
          "<sip:",
          "<sips:",
          "sip:",
          "tel:",
          "+33123456789",
          "caller",
          "a.b",
          "@",
          ":",
          "5060",
          ";",
          ";tag=",
          ";branch=",
          ";branch",
          ";tag",
          ";received",
          ";rport",
          ";received=",
          ";lr",
          ";transport=udp",
          "=",
          "\"",
          "\"A B\" ",
          "<",
          ">",
          ",",
          "?",
          "&",
          "[::1]",
          "192.0.2.1",
          "example.com",
          "%41",
          "\\",
          " ",
          "\t",
          "*",
          "INVITE",
          "1",
          "70",
          "300",
          "99999999999",
          "z9hG4bK",
          "\u00e9",
          "(",
          ")",
          "'",
          "#",
          "/",
          "-",
          "~",
          "\u007f");

  static {
    // As every stack does: JAIN-SIP's parsers log, and what they log to otherwise is not there.
    CommonLogger.useLegacyLogger = true;
    CommonLogger.legacyLogger = new EdgeStackLogger();
  }

  private final MessageParser quick = new QuickParser();
  private final MessageParser jain = new StringMsgParser();

  private static byte[] bytes(String message) {
    return message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  @Property(tries = 4_000)
  void brokenMessagesComeOutAsJainSipReadsThem(@ForAll long seed) {
    assertSame(new Mutations(seed, USUAL).next());
  }

  @Property(tries = 4_000)
  void strangeHeadersComeOutAsJainSipReadsThem(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder header = new StringBuilder(NAMES.get(random.nextInt(NAMES.size())));
    for (int i = random.nextInt(12); i >= 0; i--) {
      header.append(WORDS.get(random.nextInt(WORDS.size())));
    }
    assertSame(bytes("OPTIONS sip:192.0.2.1 SIP/2.0\n" + header + "\n\n"));
  }

  @Property(tries = 4_000)
  void strangeFirstLinesComeOutAsJainSipReadsThem(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder line = new StringBuilder(random.nextBoolean() ? "INVITE " : "SIP/2.0 200 ");
    line.append(random.nextBoolean() ? "sip:" : "");
    for (int i = random.nextInt(8); i >= 0; i--) {
      line.append(WORDS.get(random.nextInt(WORDS.size())));
    }
    assertSame(bytes(line + (random.nextInt(4) == 0 ? "\n\n" : " SIP/2.0\n\n")));
  }

  private void assertSame(byte[] message) {
    assertThat(outcome(quick, message))
        .as(() -> new String(message, StandardCharsets.UTF_8))
        .isEqualTo(outcome(jain, message));
  }

  /**
   * What a parser makes of a message: all of the message, what it complained about, its failure.
   */
  private record Outcome(String message, List<String> complaints, String failure) {}

  private static Outcome outcome(MessageParser parser, byte[] bytes) {
    List<String> complaints = new ArrayList<>();
    try {
      SIPMessage message =
          parser.parseSIPMessage(
              bytes,
              false,
              false,
              (error, partly, headerClass, header, text) ->
                  complaints.add(header + " " + headerClass + " " + words(error)));
      return new Outcome(FieldDump.of(message), complaints, "");
    } catch (ParseException | RuntimeException e) {
      return new Outcome("", complaints, e.getClass().getName() + words(e));
    }
  }

  /** Without the addresses of arrays, which some of its messages hold. */
  private static String words(Exception error) {
    return String.valueOf(error.getMessage()).replaceAll("\\[C@\\w+", "");
  }
}
