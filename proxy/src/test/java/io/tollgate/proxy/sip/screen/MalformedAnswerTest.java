package io.tollgate.proxy.sip.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedAnswerTest {
  private static final String REST =
      "v: SIP/2.0/UDP a;branch=z9hG4bK1\r\nVia: SIP/2.0/UDP b\r\nf: <sip:a@b>;tag=1\r\n"
          + "To: <sip:c@d\r\n ;x=y>\r\ni: abc\r\nCSeq: 1 INVITE\r\n\r\n";

  private static Optional<String> answer(String message) {
    return MalformedAnswer.to(
            message.getBytes(StandardCharsets.UTF_8), Screening.BODY_SHORT, "edge", "t1")
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  @Test
  void repeatsWhatAResponseMustRepeat() {
    assertThat(answer("INVITE sip:c@d SIP/2.0\r\n" + REST))
        .contains(
            "SIP/2.0 400 Bad Request\r\n"
                + "v: SIP/2.0/UDP a;branch=z9hG4bK1\r\n"
                + "Via: SIP/2.0/UDP b\r\n"
                + "f: <sip:a@b>;tag=1\r\n"
                + "To: <sip:c@d ;x=y>;tag=t1\r\n"
                + "i: abc\r\n"
                + "CSeq: 1 INVITE\r\n"
                + "Warning: 399 edge \"bad-request: the body is shorter than Content-Length"
                + " says\"\r\n"
                + "Content-Length: 0\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACK sip:c@d SIP/2.0\r\n", "SIP/2.0 200 OK\r\n", "hello\r\n", "\r\n"})
  void whatWantsNoAnswerGetsNone(String firstLine) {
    assertThat(answer(firstLine + REST)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"f:", "To:", "i:", "CSeq:"})
  void whatIsMissingIsLeftOut(String header) {
    assertThat(answer("INVITE sip:c@d SIP/2.0\r\n" + REST.replace(header, "X" + header)))
        .hasValueSatisfying(
            answer ->
                assertThat(answer)
                    .startsWith("SIP/2.0 400 Bad Request\r\nv: ")
                    .doesNotContain("\r\n" + header));
  }

  @Test
  void withoutAViaThereIsNowhereToSendIt() {
    String message = "INVITE sip:c@d SIP/2.0\r\n" + REST.replace("Via: SIP/2.0/UDP b\r\n", "");
    assertThat(answer(message.replace("v:", "Xv:"))).isEmpty();
  }

  @Test
  void withoutCallIdAndCSeqNobodyWouldKnowItByAnything() {
    String message = "INVITE sip:c@d SIP/2.0\r\n" + REST;
    assertThat(answer(message.replace("i:", "Xi:").replace("CSeq:", "XCSeq:"))).isEmpty();
  }

  @Property
  void nothingMakesItFail(@ForAll byte[] message) {
    MalformedAnswer.to(message, Screening.UNREADABLE, "edge", "t1");
  }
}
