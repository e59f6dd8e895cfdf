package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static io.tollgate.proxy.sip.TestCaller.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.call.CallSettings;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.SipHarness.Sent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What comes before the answer: early media, several called sides, and no end of ringing. */
class EarlyMediaFlowTest {
  private static final String MUSIC = "v=0\no=- 3 3 IN IP4 192.0.2.9\ns=-\n";

  private final SipHarness edge = new SipHarness();
  private final TestCaller caller = new TestCaller(edge);

  private Sent invite() {
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100 Trying");
    return edge.next("INVITE");
  }

  private Sent progress(Sent invite, int status, String tag, String body) {
    edge.receive(CARRIER, response(invite, status, tag, "", body));
    return edge.next(Integer.toString(status));
  }

  @Test
  void everyProvisionalResponseCrossesWithItsBody() {
    Sent invite = invite();
    assertThat(progress(invite, 183, "callee", MUSIC).text()).endsWith(crlf(MUSIC));
    assertThat(progress(invite, 180, "callee", "").header("Content-Length")).isEqualTo("0");
    assertThat(progress(invite, 183, "callee", MUSIC).text()).endsWith(crlf(MUSIC));
    edge.receive(CARRIER, response(invite, 100, "", "", ""));
    assertThat(edge.unread()).isZero();
    assertThat(edge.registry.calls()).hasSize(1);
  }

  @Test
  void oneCalledSideIsOneDialogForTheCaller() {
    Sent invite = invite();
    Sent ringing = progress(invite, 180, "callee", "");
    Sent music = progress(invite, 183, "callee", MUSIC);
    edge.receive(CARRIER, response(invite, 200, "callee", "", MUSIC));
    Sent answer = edge.next("200 OK");
    assertThat(music.tag("To")).isEqualTo(ringing.tag("To")).isEqualTo(answer.tag("To"));
  }

  @Test
  void eachCalledSideOfAForkedInviteIsADialogOfItsOwnForTheCaller() {
    Sent invite = invite();
    Sent one = progress(invite, 183, "one", MUSIC);
    Sent two = progress(invite, 183, "two", crlf(MUSIC).replace("o=- 3", "o=- 4"));
    Sent three = progress(invite, 180, "three", "");
    assertThat(two.tag("To")).isNotEqualTo(one.tag("To"));
    assertThat(three.tag("To")).isNotEqualTo(one.tag("To")).isNotEqualTo(two.tag("To"));
    assertThat(progress(invite, 183, "one", MUSIC).tag("To")).isEqualTo(one.tag("To"));

    edge.receive(CARRIER, response(invite, 200, "two", "", MUSIC));
    Sent answer = edge.next("200 OK");
    assertThat(answer.tag("To")).isEqualTo(two.tag("To"));
    assertThat(edge.next("ACK").tag("To")).isEqualTo("two");
    edge.receive(CALLER, within(answer, "ACK", "z9hG4bKack", 1, ""));

    edge.receive(CARRIER, response(invite, 200, "three", "", MUSIC)); // answered at once as well
    assertThat(edge.next("ACK").tag("To")).isEqualTo("three");
    Sent bye = edge.next("BYE");
    assertThat(bye.tag("To")).isEqualTo("three");
    edge.receive(CARRIER, response(bye, 200, "", "", ""));
    edge.turn(Duration.ofSeconds(5));
    assertThat(edge.unread()).isZero();

    edge.receive(CALLER, within(answer, "BYE", "z9hG4bKbye", 2, ""));
    edge.next("200 OK");
    assertThat(edge.next("BYE").tag("To")).isEqualTo("two");
    edge.assertNothingIsLeft();
  }

  @Test
  void aByeInAnyOfTheEarlyDialogsEndsTheCall() {
    Sent invite = invite();
    progress(invite, 183, "one", MUSIC);
    Sent two = progress(invite, 183, "two", MUSIC);
    edge.receive(CALLER, within(two, "BYE", "z9hG4bKbye", 2, ""));
    edge.next("200 OK");
    edge.next("487");
    edge.next("CANCEL");
    edge.receive(CARRIER, response(invite, 487, "one", "", ""));
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.CANCELLED);
    edge.assertNothingIsLeft();
  }

  @Test
  void aCarrierThatRingsForEverIsCancelledAsUnanswered() {
    Sent invite = caller.ring();
    edge.await(Duration.ofSeconds(181), "480");
    edge.next("CANCEL");
    edge.receive(CARRIER, response(invite, 487, "callee", "", ""));
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.NO_ANSWER);
    edge.assertNothingIsLeft();
  }

  @Test
  void aCarrierThatGoesSilentWhileItRingsIsCancelledAfterTimerC() {
    SipHarness patient =
        new SipHarness(new CallSettings(Duration.ofMinutes(10), Duration.ofHours(4)));
    Sent invite = new TestCaller(patient).ring();
    patient.turn(Duration.ofSeconds(100));
    patient.receive(CARRIER, response(invite, 180, "callee", "", "")); // starts it anew
    patient.next("180");
    patient.turn(Duration.ofSeconds(180));
    assertThat(patient.unread()).isZero();
    patient.await(Duration.ofSeconds(2), "CANCEL");
    patient.receive(CARRIER, response(invite, 487, "callee", "", ""));
    patient.next("ACK");
    patient.next("503");
    assertThat(patient.record().ending().cause()).isEqualTo(HangupCause.CARRIERS_FAILED);
    patient.assertNothingIsLeft();
  }

  private static String crlf(String text) {
    return text.replace("\n", "\r\n");
  }
}
