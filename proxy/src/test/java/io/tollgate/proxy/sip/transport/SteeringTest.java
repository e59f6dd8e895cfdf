package io.tollgate.proxy.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteeringTest {
  private static final int LOOPS = 7;

  private static int loopOf(String message) {
    return Steering.loopOf(message.getBytes(StandardCharsets.UTF_8), LOOPS);
  }

  private static String invite(String callIdLine) {
    return "INVITE sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP c;branch=z9hG4bK1\r\n"
        + callIdLine
        + "\r\nCSeq: 1 INVITE\r\n\r\n";
  }

  @Test
  void whatWeMintedComesBack() {
    for (int loop = 0; loop < LOOPS; loop++) {
      assertThat(loopOf(invite("Call-ID: " + Steering.mark(loop) + "xyz"))).isEqualTo(loop);
    }
  }

  @Test
  void aMarkOfALoopThatDoesNotExistIsHashedLikeAnyOther() {
    assertThat(loopOf(invite("Call-ID: " + Steering.mark(1200) + "xyz"))).isBetween(0, LOOPS - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Call-ID: 843817637684230@998sdasdh09",
        "call-id:843817637684230@998sdasdh09",
        "CALL-ID : 843817637684230@998sdasdh09",
        "i: 843817637684230@998sdasdh09",
        "I:\t843817637684230@998sdasdh09",
        "Contact: <sip:c@d>\r\nContent-Type: a/b\r\nCall-ID: 843817637684230@998sdasdh09"
      })
  void everySpellingOfTheHeaderGoesToTheSameLoop(String line) {
    assertThat(loopOf(invite(line)))
        .isEqualTo(loopOf(invite("Call-ID: 843817637684230@998sdasdh09")));
  }

  @Test
  void aCallIdInTheBodyIsNone() {
    assertThat(loopOf("INVITE sip:a@b SIP/2.0\r\n\r\nCall-ID: " + Steering.mark(3) + "x\r\n"))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\r\n", "\n", "\nC", "\nCall-ID", "\nCall-ID:", "\ni:", "garbage\n\n"})
  void anythingElseGoesToTheFirstLoop(String message) {
    assertThat(loopOf(message)).isBetween(0, LOOPS - 1);
  }

  @Test
  void hashedCallIdsSpread() {
    int[] hits = new int[LOOPS];
    for (int i = 0; i < 7000; i++) {
      hits[loopOf(invite("Call-ID: " + i + "-4711@127.0.0.1"))]++;
    }
    assertThat(Arrays.stream(hits)).allSatisfy(count -> assertThat(count).isBetween(700, 1300));
  }
}
