package io.tollgate.proxy.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class LoopMarksTest {
  @Test
  void aMarkIsOfItsRequestAndItsKeyAlone() throws UnknownHostException {
    LoopMarks marks = new LoopMarks(7);
    InetAddress here = InetAddress.getByName("192.0.2.1");
    String branch = marks.mark("z9hG4bKx", "sip:a@b", here);
    assertThat(branch).matches("z9hG4bKx-[0-9a-z]+");
    assertThat(marks.isMarked(branch, "sip:a@b", here)).isTrue();
    assertThat(marks.isMarked(branch, "sip:a@c", here)).isFalse();
    assertThat(marks.isMarked(branch, "sip:a@b", InetAddress.getByName("192.0.2.2"))).isFalse();
    assertThat(new LoopMarks(8).isMarked(branch, "sip:a@b", here)).isFalse();
    assertThat(marks.isMarked("z9hG4bKx", "sip:a@b", here)).isFalse();
  }

  @Test
  void theAnswerToAChallengeDoesNotLoseTheMark() {
    assertThat(LoopMarks.move("z9hG4bKb", "z9hG4bKa-mark")).isEqualTo("z9hG4bKb-mark");
    assertThat(LoopMarks.move("z9hG4bKb", "z9hG4bKa")).isEqualTo("z9hG4bKb");
  }
}
