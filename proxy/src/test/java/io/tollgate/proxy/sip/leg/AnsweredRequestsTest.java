package io.tollgate.proxy.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnsweredRequestsTest {
  private final AnsweredRequests answered = new AnsweredRequests();

  @Test
  void aRetransmissionFindsItsAnswerFor64T1() {
    answered.put("a", new byte[] {1}, 0);
    answered.expire(AnsweredRequests.LIFETIME_NANOS - 1);
    assertThat(answered.find("a")).hasValueSatisfying(answer -> assertThat(answer).hasSize(1));
    answered.expire(AnsweredRequests.LIFETIME_NANOS);
    assertThat(answered.find("a")).isEmpty();
    assertThat(answered.size()).isZero();
  }

  @Test
  void silenceIsAnAnswerToo() {
    answered.putSilence("a", 0);
    assertThat(answered.find("a")).hasValueSatisfying(answer -> assertThat(answer).isEmpty());
    assertThat(answered.find("b")).isEmpty();
  }

  @Test
  void anAnswerThatIsReplacedGoesWithTheFirst() {
    answered.put("a", new byte[] {1}, 0);
    answered.put("a", new byte[] {1, 2}, 10);
    answered.expire(AnsweredRequests.LIFETIME_NANOS);
    assertThat(answered.size()).isZero();
    answered.expire(AnsweredRequests.LIFETIME_NANOS + 10);
    assertThat(answered.size()).isZero();
  }
}
