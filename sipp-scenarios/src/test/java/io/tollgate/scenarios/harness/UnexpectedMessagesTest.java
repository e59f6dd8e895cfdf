package io.tollgate.scenarios.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** By what SIPp 3.6 writes. */
class UnexpectedMessagesTest {
  private static final String INVITE = "INVITE sip:a SIP/2.0\r\nCall-ID: x\r\n\r\nv=0\r\n";
  private static final String BYE = "BYE sip:a SIP/2.0\r\nCall-ID: x\r\n\r\n";

  private static String report(String message) {
    return "2026-11-26\t02:17:46.176975\t1795659466.176975: Continuing call on unexpected message"
        + " for Call-Id 'x': while expecting 'ACK' (index 5), received '"
        + message
        + "'";
  }

  private static String received(String message) {
    return "----------------------------------------------- 2026-11-26 02:23:58.651167\n"
        + "UDP message received [78] bytes :\n\n"
        + message
        + "\n";
  }

  @Test
  void whatComesAgainIsNoMistake() {
    String errors = "The following events occurred:\n" + report(INVITE) + report(INVITE) + "\n";
    String messages = received(INVITE) + received(INVITE) + received(INVITE) + received(BYE);
    assertThat(UnexpectedMessages.among(errors, messages)).isEmpty();
  }

  @Test
  void whatHadNeverBeenWaitedForIsOneHoweverOftenItComes() {
    String errors = "The following events occurred:\n" + report(BYE) + report(BYE);
    String messages = received(INVITE) + received(BYE) + received(BYE);
    assertThat(UnexpectedMessages.among(errors, messages)).containsExactly(BYE.strip());
  }

  @Test
  void whatElseSippReportsIsNone() {
    String errors =
        "The following events occurred:\n2026-11-26\t02:23:59.640827\t1795659839.640827: Dead call"
            + " 1-x (successful), received 'SIP/2.0 200 OK\r\n\r\n'";
    assertThat(UnexpectedMessages.among(errors, received("SIP/2.0 200 OK\r\n\r\n"))).isEmpty();
  }
}
