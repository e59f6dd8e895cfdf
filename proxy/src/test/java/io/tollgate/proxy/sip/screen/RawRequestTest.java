package io.tollgate.proxy.sip.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.sip.screen.RawRequest.Kind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawRequestTest {
  private static Kind kindOf(String firstLine, String to) {
    String text =
        firstLine
            + "\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1;tag=x\n"
            + to
            + "\nt: <sip:y>\n\n";
    return RawRequest.kindOf(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private static Kind invite(String to) {
    return kindOf("INVITE sip:1@example.com SIP/2.0", to);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "To: <sip:1@example.com>",
        "to :sip:1@example.com",
        "t: \"a;tag=b\\\" ;tag=c\" <sip:1@example.com;tag=d>",
        "TO: <sip:1@example.com>;x=y;stag=z",
        "To: <sip:1@example.com>\n ;x=y",
        "From: <sip:2@example.com>;tag=f\nTo: <sip:1@example.com>"
      })
  void anInviteWithoutATagInToIsANewCall(String to) {
    assertThat(invite(to)).isEqualTo(Kind.NEW_CALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "To: <sip:1@example.com>;tag=a",
        "t:sip:1@example.com ; TAG = a",
        "To: <sip:1@example.com>;x=y\n\t;tag=a",
        "To: <sip:1@example.com>;\n tag=a"
      })
  void oneWithATagBelongsToACall(String to) {
    assertThat(invite(to)).isEqualTo(Kind.OTHER);
  }

  @Test
  void lineBreaksBeforeTheFirstLineDoNotCount() {
    assertThat(kindOf("\n\nINVITE sip:1@example.com SIP/2.0", "To: <sip:1@example.com>"))
        .isEqualTo(Kind.NEW_CALL);
  }

  @Test
  void knowsTheAckOfABusyAnswer() {
    assertThat(kindOf("ACK sip:1@example.com SIP/2.0", "To: <sip:1@example.com>;tag=over-1"))
        .isEqualTo(Kind.ACK_OF_BUSY);
    assertThat(kindOf("ACK sip:1@example.com SIP/2.0", "To: <sip:1@example.com>;tag=ovr"))
        .isEqualTo(Kind.OTHER);
  }

  @Test
  void knowsCancelsFromEverythingElse() {
    assertThat(kindOf("CANCEL sip:1@example.com SIP/2.0", "To: <sip:1>")).isEqualTo(Kind.CANCEL);
    assertThat(kindOf("BYE sip:1@example.com SIP/2.0", "To: <sip:1>")).isEqualTo(Kind.OTHER);
    assertThat(kindOf("SIP/2.0 200 OK", "To: <sip:1>")).isEqualTo(Kind.OTHER);
    assertThat(RawRequest.kindOf(new byte[0])).isEqualTo(Kind.OTHER);
  }

  /** Cut off anywhere, it is told from others without an error. */
  @Test
  void endsWhereTheBytesEnd() {
    byte[] whole =
        "INVITE sip:1@a SIP/2.0\r\nTo: \"x\\\"\" <sip:1@a>\r\n ; tag =\r\n over-1\r\n\r\n"
            .getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length <= whole.length; length++) {
      byte[] cut = new byte[length];
      System.arraycopy(whole, 0, cut, 0, length);
      assertThat(RawRequest.kindOf(cut)).isNotNull();
    }
    assertThat(RawRequest.kindOf(whole)).isEqualTo(Kind.OTHER);
  }

  private static String dialogTag(String text) {
    return RawRequest.dialogTag(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void findsOurTag() {
    assertThat(dialogTag("BYE sip:1@a SIP/2.0\nf: <sip:2>;tag=theirs\nt: <sip:1>;x;tag=ours;y\n\n"))
        .isEqualTo("ours");
    assertThat(dialogTag("SIP/2.0 200 OK\nFrom: <sip:1>;tag=ours\nTo: <sip:2>;tag=theirs\n\n"))
        .isEqualTo("ours");
    assertThat(dialogTag("OPTIONS sip:1@a SIP/2.0\nFrom: <sip:1>;tag=a\nTo: <sip:2>\n\n"))
        .isEmpty();
    assertThat(dialogTag("garbage")).isEmpty();
  }
}
