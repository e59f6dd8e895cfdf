package io.tollgate.proxy.sip.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageScreenTest {
  private static final String INVITE =
      """
      INVITE sip:+43@edge.example:5060;x=y SIP/2.0
      Via: SIP/2.0/UDP a;branch=z9hG4bK1
      Max-Forwards: 70
      From: "A, \\"B\\"" <sip:a,b@c>;tag=1
      To: <sip:+43@edge.example>
      Call-ID: x@y
      CSeq: 1 INVITE
      Content-Length: 4

      body
      """
          .stripTrailing();

  private final MessageScreen screen = new MessageScreen(MessageLimits.DEFAULT);

  private Screening look(String message) {
    return screen.look(message.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  private Screening lookInstead(String right, String wrong) {
    assertThat(INVITE).contains(right);
    return look(INVITE.replace(right, wrong));
  }

  @Test
  void aGoodMessagePassesAndItsBodyIsFound() {
    assertThat(look(INVITE)).isEqualTo(Screening.FINE);
    assertThat(screen.speaksSip2()).isTrue();
    assertThat(screen.bodyLength()).isEqualTo(4);
    assertThat(screen.bodyStart()).isEqualTo(INVITE.replace("\n", "\r\n").length() - 4);
  }

  @Test
  void lineBreaksBeforeTheMessageDoNotCount() {
    assertThat(look("\n\n" + INVITE)).isEqualTo(Screening.FINE);
    assertThat(screen.speaksSip2()).isTrue();
    assertThat(screen.bodyLength()).isEqualTo(4);
  }

  @Test
  void withoutContentLengthTheBodyIsWhatFollows() {
    assertThat(look(INVITE.replace("Content-Length: 4\n", "") + " and soul"))
        .isEqualTo(Screening.FINE);
    assertThat(screen.bodyLength()).isEqualTo(13);
  }

  @Test
  void whatFollowsABodyIsNotOfTheMessage() {
    assertThat(look(INVITE + INVITE)).isEqualTo(Screening.FINE);
    assertThat(screen.bodyLength()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INVITE sip          | GET http             | FINE",
        "SIP/2.0\\n          | HTTP/1.1\\n         | NOT_SIP",
        "INVITE sip:+43@edge.example:5060;x=y SIP/2.0 | hello, world               | NOT_SIP",
        "INVITE sip          | INVITE  sip          | FIRST_LINE",
        ":5060;x=y SIP       | :5060; lr SIP        | FIRST_LINE",
        "SIP/2.0\\n          | SIP/2.0 \\n          | FIRST_LINE",
        "INVITE sip          | INV<ITE sip          | FIRST_LINE",
        "sip:+43@edge.example:5060 | <sip:+43@edge>  | REQUEST_URI",
        "edge.example:5060   | 2001:db8::10         | REQUEST_URI",
        "edge.example:5060   | [2001:db8::10]:5060  | FINE",
        "edge.example:5060   | [2001:db8:::192.0.2.1] | FINE",
        "edge.example:5060   | [2001:db8::10        | REQUEST_URI",
        "edge.example:5060   | []                   | REQUEST_URI",
        "edge.example:5060   | edge.example:        | REQUEST_URI",
        "edge.example:5060   | edge.example:506060  | REQUEST_URI",
        "edge.example:5060   | edge@example         | REQUEST_URI",
        "+43@edge.example:5060;x=y | edge?a=b       | FINE",
        "Via:                | v :                  | FINE",
        "Via:                | X-Via:               | MISSING",
        "From:               | X-From:              | MISSING",
        "To:                 | X-To:                | MISSING",
        "Call-ID:            | X-Call-ID:           | MISSING",
        "CSeq:               | X-CSeq:              | MISSING",
        "Max-Forwards: 70    | X-Any: 70            | FINE",
        "Max-Forwards: 70    | t: <sip:c@d>         | REPEATED",
        "Max-Forwards: 70    | CALL-ID: z           | REPEATED",
        "Max-Forwards: 70    | l: 4                 | REPEATED",
        "Max-Forwards: 70    | Via: SIP/2.0/UDP b   | FINE",
        "Max-Forwards: 70    | no colon             | NO_HEADER",
        "Max-Forwards: 70    | : 70                 | NO_HEADER",
        "Max-Forwards: 70    | Max Forwards: 70     | NO_HEADER",
        "Content-Length: 4   | Content-Length: 5    | BODY_SHORT",
        "Content-Length: 4   | Content-Length: -1   | CONTENT_LENGTH",
        "Content-Length: 4   | Content-Length: 1 2  | CONTENT_LENGTH",
        "Content-Length: 4   | Content-Length:      | CONTENT_LENGTH",
        "Content-Length: 4   | Content-Length: 99999999999999999999 | BODY_SHORT",
        "Content-Length: 4   | Content-Length : \\n 4 | FINE",
        "<sip:+43@edge.example> | Watson, T. <sip:c@d> | DISPLAY_NAME",
        "<sip:+43@edge.example> | sip:c,d@e           | FINE",
        "\\n\\nbody          | \\n                   | UNTERMINATED",
        "\\nbody             | ''                   | UNTERMINATED",
      })
  void eachThingThatIsWrongHasItsName(String right, String wrong, Screening verdict) {
    assertThat(lookInstead(right.replace("\\n", "\n"), wrong.replace("\\n", "\n")))
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\rb", "a\u0001"})
  void controlCharactersAreRefused(String value) {
    assertThat(lookInstead("Max-Forwards: 70", "Subject: " + value))
        .isEqualTo(Screening.CONTROL_CHARACTER);
  }

  @Test
  void lineFeedsAloneEndNoLine() {
    assertThat(screen.look(INVITE.getBytes(StandardCharsets.ISO_8859_1)))
        .isNotEqualTo(Screening.FINE);
  }

  @Test
  void escapedOnesAreTextInQuotes() {
    assertThat(lookInstead("\"A, ", "\"NUL:\\\0 BEL:\\\u0007 ")).isEqualTo(Screening.FINE);
  }

  @Test
  void utf8IsText() {
    assertThat(lookInstead("Max-Forwards: 70", "Subject: \u00c3\u00a4")).isEqualTo(Screening.FINE);
  }

  @Test
  void sizesAreBounded() {
    String header = "X: " + "x".repeat(4_000) + "\n";
    assertThat(lookInstead("Max-Forwards: 70", header.strip())).isEqualTo(Screening.FINE);
    assertThat(lookInstead("Max-Forwards: 70", "X: " + "x".repeat(4_094)))
        .isEqualTo(Screening.HEADER_TOO_LONG);
    assertThat(lookInstead("Max-Forwards: 70\n", header.repeat(5)))
        .isEqualTo(Screening.HEAD_TOO_LARGE);
    assertThat(lookInstead("Max-Forwards: 70\n", "X: 1\n".repeat(122))).isEqualTo(Screening.FINE);
    assertThat(lookInstead("Max-Forwards: 70\n", "X: 1\n".repeat(123)))
        .isEqualTo(Screening.TOO_MANY_HEADERS);
    assertThat(lookInstead("Max-Forwards: 70\n", "v: SIP/2.0/UDP b\n".repeat(69)))
        .isEqualTo(Screening.FINE);
    assertThat(lookInstead("Max-Forwards: 70\n", "v: SIP/2.0/UDP b\n".repeat(70)))
        .isEqualTo(Screening.TOO_MANY_VIAS);
    assertThat(lookInstead("Max-Forwards: 70", "X: 1" + "\n 2".repeat(16)))
        .isEqualTo(Screening.FINE);
    assertThat(lookInstead("Max-Forwards: 70", "X: 1" + "\n 2".repeat(17)))
        .isEqualTo(Screening.FOLDED_TOO_OFTEN);
    assertThat(lookInstead("edge.example:5060", "edge.example;x=" + "y".repeat(1_024)))
        .isEqualTo(Screening.REQUEST_URI_TOO_LONG);
    assertThat(lookInstead("<sip:+43@edge.example>", "<sip:c@d;x=" + "y".repeat(1_024) + ">"))
        .isEqualTo(Screening.URI_TOO_LONG);
    assertThat(lookInstead("Content-Length: 4", "Content-Length: 49153"))
        .isEqualTo(Screening.BODY_SHORT);
    assertThat(look(INVITE.replace("Content-Length: 4\n", "") + "x".repeat(49_149)))
        .isEqualTo(Screening.BODY_TOO_LARGE);
  }

  @ParameterizedTest
  @CsvSource({
    "SIP/2.0 200 OK,FINE",
    "SIP/2.0 100 ,FINE",
    "SIP/2.0 486,FINE",
    "sip/2.0 180 Ringing,FINE",
    "SIP/2.0 4294967301 x,FIRST_LINE",
    "SIP/2.0 099 x,FIRST_LINE",
    "SIP/2.0 799 x,FIRST_LINE",
    "SIP/7.0 200 OK,FIRST_LINE",
    "SIP/2.0,FIRST_LINE",
    "SIP/2.0 20,FIRST_LINE"
  })
  void statusLines(String line, Screening verdict) {
    assertThat(look(line + INVITE.substring(INVITE.indexOf('\n')))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"SIP/7.0,false", "SIP/2.1,false", "SIP/12.0,false", "sip/2.0,true", "SIP/2.0,true"})
  void anotherVersionIsReadButKnown(String version, boolean second) {
    assertThat(lookInstead("SIP/2.0\n", version + "\n")).isEqualTo(Screening.FINE);
    assertThat(screen.speaksSip2()).isEqualTo(second);
  }
}
