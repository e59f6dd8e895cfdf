package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static io.tollgate.proxy.sip.TestCaller.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.sip.SipHarness.Sent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** INVITEs that come more than once: sent again, or by two ways. */
class RepeatedInviteFlowTest {
  private final SipHarness edge = new SipHarness();
  private final TestCaller caller = new TestCaller(edge);

  @Test
  void anInviteThatIsSentAgainOpensNoSecondCall() {
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100 Trying");
    edge.next("INVITE");
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100 Trying");
    assertThat(edge.unread()).isZero();
    assertThat(edge.registry.size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";branch=1", ";branch=z9hG4bK"})
  void norOneOfAClientOfTheOldSchool(String branch) {
    String invite = TestCaller.invite().replace(";branch=z9hG4bKa", branch);
    edge.receive(CALLER, invite);
    edge.next("100 Trying");
    Sent atCarrier = edge.next("INVITE");
    edge.receive(CALLER, invite);
    edge.next("100 Trying");
    assertThat(edge.unread()).isZero();

    edge.receive(CARRIER, response(atCarrier, 486, "callee", "", ""));
    edge.next("ACK");
    Sent busy = edge.next("486");
    edge.receive(
        CALLER,
        within(busy, "ACK", "z9hG4bKa", 1, "")
            .replace(";branch=z9hG4bKa", branch)
            .replace("ACK sip:127", "ACK sip:+436641234567@127"));
    edge.turn(Duration.ofSeconds(20));
    assertThat(edge.unread()).isZero();
    assertThat(edge.records).hasSize(1);
    edge.assertNothingIsLeft();
  }

  @Test
  void norAfterTheAnswer() {
    caller.answer();
    edge.turn(Duration.ofSeconds(5));
    edge.receive(CALLER, TestCaller.invite());
    assertThat(edge.unread()).isZero();
    assertThat(edge.registry.size()).isEqualTo(1);
  }

  @Test
  void twoClientsMayChooseTheSameBranch() {
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100 Trying");
    edge.next("INVITE");
    edge.receive(
        CALLER,
        TestCaller.invite()
            .replace("127.0.0.1:5061;br", "127.0.0.1:5062;br")
            .replace("call-1", "2"));
    edge.next("100 Trying");
    edge.next("INVITE");
  }

  @Test
  void anInviteThatComesAgainAfterItsRefusalGetsTheRefusalAgain() {
    Sent invite = caller.ring();
    edge.receive(CARRIER, response(invite, 404, "callee", "", ""));
    edge.next("ACK");
    Sent refusal = edge.next("404");
    edge.receive(CALLER, TestCaller.invite());
    assertThat(edge.next("404")).isEqualTo(refusal);
    assertThat(edge.records).hasSize(1);
  }

  @Test
  void anInviteThatComesByTwoWaysOpensOneCall() {
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100 Trying");
    Sent invite = edge.next("INVITE");
    edge.receive(CALLER, TestCaller.invite().replace("z9hG4bKa", "z9hG4bKother"));
    edge.next("100 Trying");
    assertThat(edge.next("482").header("Warning")).contains("loop: ");
    assertThat(edge.unread()).isZero();

    edge.receive(CARRIER, response(invite, 503, "callee", "", ""));
    edge.next("ACK");
    edge.next("503");
    edge.receive(CALLER, TestCaller.invite().replace("z9hG4bKa", "z9hG4bKthird"));
    edge.next("100 Trying");
    edge.next("INVITE"); // a proxy tries again after a failure, which is no merging
  }
}
