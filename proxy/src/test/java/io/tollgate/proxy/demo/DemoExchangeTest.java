package io.tollgate.proxy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoExchangeTest {
  private static final Duration MORE_THAN_PATIENCE = Duration.ofSeconds(33);

  private final TurnedExchange carrier = new TurnedExchange();
  private final Caller caller = new Caller("call-1", "+4366412345678", 5060);

  /** Has a call answered and confirmed; gives the carrier's tag. */
  private String answered() {
    carrier.receive(caller.invite());
    carrier.pass(TurnedExchange.RING_FOR);
    String tag = carrier.tag();
    carrier.receive(caller.ack(1, tag));
    carrier.said();
    return tag;
  }

  @Test
  void ringsAndAnswersAndTakesItsLeave() {
    carrier.receive(caller.invite());
    assertThat(carrier.said()).containsExactly("SIP/2.0 100 Trying", "SIP/2.0 180 Ringing");

    carrier.pass(TurnedExchange.RING_FOR);
    assertThat(carrier.last().at()).isEqualTo(TurnedExchange.RING_FOR.toMillis());
    assertThat(carrier.last().text())
        .startsWith("SIP/2.0 200 OK\r\n")
        .contains("\r\nContact: <sip:+4366412345678@127.0.0.1:5090>\r\n")
        .contains("\r\nVia: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKinvite;rport=5060;received=")
        .contains("\r\nm=audio 30000 RTP/AVP 8 0 101\r\n");
    String tag = carrier.tag();
    carrier.said();

    carrier.receive(caller.ack(1, tag));
    carrier.pass(MORE_THAN_PATIENCE);
    assertThat(carrier.said()).isEmpty();
    assertThat(carrier.callsUp()).isOne();
    assertThat(carrier.portsOpen).isOne();

    carrier.receive(caller.bye(tag));
    assertThat(carrier.said()).containsExactly("SIP/2.0 200 OK");
    assertThat(carrier.callsUp()).isZero();
    assertThat(carrier.portsOpen).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "+4366412345600, 0,       486 Busy Here",
    "+4366412345601, 240000,  480 Temporarily Unavailable",
    "+4366412345602, 2000,    603 Decline",
  })
  void calledNumbersChooseHowAnAttemptFails(String number, long afterMillis, String status) {
    carrier.receive(new Caller("call", number, 5060).invite());
    carrier.pass(Duration.ofMinutes(4));
    TurnedExchange.Sent refusal =
        carrier.sent.stream()
            .filter(m -> m.text().startsWith("SIP/2.0 " + status))
            .findFirst()
            .get();
    assertThat(refusal.at()).isEqualTo(afterMillis);
  }

  @Test
  void theBriefOneHangsUpAfterItsAckAndNotBefore() {
    Caller brief = new Caller("call-3", "+4366412345603", 5060);
    carrier.receive(brief.invite());
    carrier.pass(TurnedExchange.RING_FOR.plusSeconds(6));
    String tag = carrier.tag();
    assertThat(carrier.said()).noneMatch(line -> line.startsWith("BYE"));

    carrier.receive(brief.ack(1, tag));
    carrier.pass(Duration.ofMillis(2_990));
    assertThat(carrier.said()).isEmpty();
    carrier.pass(Duration.ofMillis(10));
    assertThat(carrier.last().text())
        .startsWith("BYE sip:caller@127.0.0.1:5060 SIP/2.0\r\n")
        .contains("\r\nTo: \"A. Caller\" <sip:+33123456789@127.0.0.1>;tag=from\r\n")
        .contains(";tag=" + tag + "\r\n");

    carrier.receive(brief.okTo(carrier.last().text()));
    assertThat(carrier.callsUp()).isZero();
  }

  @Test
  void resends200UntilItsAckAndHangsUpWhereNoneComes() {
    carrier.receive(caller.invite());
    carrier.pass(TurnedExchange.RING_FOR);
    carrier.sent.clear();
    carrier.pass(Duration.ofSeconds(32));
    List<TurnedExchange.Sent> sent = List.copyOf(carrier.sent);
    assertThat(sent.subList(0, 10))
        .allMatch(message -> message.text().startsWith("SIP/2.0 200 OK"))
        .extracting(message -> message.at() - TurnedExchange.RING_FOR.toMillis())
        .containsExactly(
            500L, 1_500L, 3_500L, 7_500L, 11_500L, 15_500L, 19_500L, 23_500L, 27_500L, 31_500L);
    assertThat(sent.subList(10, sent.size()))
        .extracting(TurnedExchange.Sent::start)
        .containsExactly("BYE sip:caller@127.0.0.1:5060 SIP/2.0");

    carrier.pass(MORE_THAN_PATIENCE);
    assertThat(carrier.said()).filteredOn(line -> line.startsWith("BYE")).hasSize(11);
    assertThat(carrier.callsUp()).isZero();
    assertThat(carrier.portsOpen).isZero();
  }

  @Test
  void repeatedRequestsGetTheSameAnswer() {
    carrier.receive(caller.invite());
    String ringing = carrier.last().text();
    carrier.receive(caller.invite());
    assertThat(carrier.last().text()).isEqualTo(ringing);

    carrier.pass(TurnedExchange.RING_FOR);
    String ok = carrier.last().text();
    carrier.receive(caller.invite());
    assertThat(carrier.last().text()).isEqualTo(ok);

    String tag = carrier.tag();
    carrier.receive(caller.ack(1, tag));
    carrier.receive(caller.bye(tag));
    String gone = carrier.last().text();
    carrier.sent.clear();
    carrier.receive(caller.bye(tag));
    assertThat(carrier.last().text()).isEqualTo(gone).startsWith("SIP/2.0 200 OK");
    assertThat(carrier.callsUp()).isZero();

    carrier.pass(MORE_THAN_PATIENCE);
    carrier.receive(caller.bye(tag));
    assertThat(carrier.last().start()).isEqualTo("SIP/2.0 481 Call/Transaction Does Not Exist");
  }

  @Test
  void cancelEndsRingingWith487UntilItsAck() {
    carrier.receive(caller.invite());
    carrier.said();
    carrier.receive(caller.cancel());
    assertThat(carrier.sent.getFirst().text()).contains("\r\nCSeq: 1 CANCEL\r\n");
    String tag = carrier.tag();
    assertThat(carrier.said()).containsExactly("SIP/2.0 200 OK", "SIP/2.0 487 Request Terminated");

    carrier.pass(Duration.ofMillis(500));
    assertThat(carrier.said()).containsExactly("SIP/2.0 487 Request Terminated");

    carrier.receive(caller.ackOfFailure(tag));
    carrier.pass(MORE_THAN_PATIENCE);
    assertThat(carrier.said()).isEmpty();
    assertThat(carrier.callsUp()).isZero();
    assertThat(carrier.portsOpen).isZero();
  }

  @Test
  void cancelAfterTheAnswerChangesNothing() {
    String tag = answered();
    carrier.receive(caller.cancel());
    assertThat(carrier.said()).containsExactly("SIP/2.0 200 OK");
    assertThat(carrier.callsUp()).isOne();
    carrier.receive(caller.bye(tag));
    assertThat(carrier.callsUp()).isZero();
  }

  @Test
  void byeOfAnotherDialogLeavesTheCallUp() {
    answered();
    carrier.receive(caller.bye("somebody-else"));
    assertThat(carrier.said()).containsExactly("SIP/2.0 481 Call/Transaction Does Not Exist");
    assertThat(carrier.callsUp()).isOne();
  }

  @Test
  void theSameCallOnASecondWayIsALoop() {
    carrier.receive(caller.invite());
    carrier.said();
    carrier.receive(caller.request("INVITE", 1, "z9hG4bKother", "", Caller.OFFER));
    assertThat(carrier.said()).containsExactly("SIP/2.0 482 Loop Detected");
  }

  @Test
  void reInviteGetsAnAnswerThatItsAckConfirms() {
    String tag = answered();
    carrier.receive(caller.reInvite(tag, Caller.OFFER + "a=sendonly\r\n"));
    assertThat(carrier.last().text())
        .startsWith("SIP/2.0 200 OK\r\n")
        .contains("\r\na=recvonly\r\n")
        .containsPattern("\r\no=demo \\d+ 2 IN IP4 127\\.0\\.0\\.1\r\n");

    carrier.pass(Duration.ofMillis(500));
    assertThat(carrier.said()).containsExactly("SIP/2.0 200 OK", "SIP/2.0 200 OK");
    carrier.receive(caller.ack(2, tag));
    carrier.pass(MORE_THAN_PATIENCE);
    assertThat(carrier.said()).isEmpty();
    assertThat(carrier.callsUp()).isOne();
  }

  @Test
  void reInviteWithoutACommonCodecLeavesTheCallAsItIs() {
    String tag = answered();
    carrier.receive(caller.reInvite(tag, Caller.OFFER.replace("18 8 0 101", "18")));
    assertThat(carrier.said()).containsExactly("SIP/2.0 488 Not Acceptable Here");
    assertThat(carrier.callsUp()).isOne();
  }

  @Test
  void offersWhereTheCallerLeavesItToUs() {
    carrier.receive(caller.invite(""));
    carrier.pass(TurnedExchange.RING_FOR);
    assertThat(carrier.last().text()).contains("\r\nm=audio 30000 RTP/AVP 0 8 101\r\n");
  }

  @Test
  void refusesAnOfferThatItCannotTake() {
    carrier.receive(caller.invite(Caller.OFFER.replace("RTP/AVP", "RTP/SAVP")));
    assertThat(carrier.said())
        .containsExactly("SIP/2.0 100 Trying", "SIP/2.0 488 Not Acceptable Here");
  }

  @Test
  void refusesWhereNoPortIsLeft() {
    carrier.portsLeft = 0;
    carrier.receive(caller.invite());
    assertThat(carrier.said())
        .containsExactly("SIP/2.0 100 Trying", "SIP/2.0 503 Service Unavailable");
  }

  @Test
  void refusesTheCallAfterTheLastOne() {
    for (int i = 0; i < DemoExchange.MOST_CALLS; i++) {
      carrier.receive(new Caller("many-" + i, "+4366412345678", 5060).invite());
    }
    carrier.said();
    carrier.receive(caller.invite());
    assertThat(carrier.last().text())
        .startsWith("SIP/2.0 503 Service Unavailable\r\n")
        .contains("\r\nRetry-After: 10\r\n");

    carrier.receive(new Caller("many-7", "+4366412345678", 5060).cancel());
    carrier.receive(new Caller("many-7", "+4366412345678", 5060).ackOfFailure(carrier.tag()));
    carrier.said();
    carrier.receive(caller.invite());
    assertThat(carrier.said()).containsExactly("SIP/2.0 100 Trying", "SIP/2.0 180 Ringing");
  }

  @ParameterizedTest
  @CsvSource({
    "OPTIONS,   200 OK",
    "REGISTER,  405 Method Not Allowed",
    "SUBSCRIBE, 405 Method Not Allowed",
    "BYE,       481 Call/Transaction Does Not Exist",
    "CANCEL,    481 Call/Transaction Does Not Exist",
  })
  void answersWhatBelongsToNoCall(String method, String status) {
    byte[] request = caller.request(method, 1, "z9hG4bKx", "", "");
    carrier.receive(request);
    String first = carrier.last().text();
    assertThat(first).startsWith("SIP/2.0 " + status + "\r\n").contains(";tag=");
    carrier.receive(request);
    assertThat(carrier.last().text()).isEqualTo(first);
    assertThat(carrier.callsUp()).isZero();
  }

  @Test
  void refusesAnExtensionThatItDoesNotHave() {
    String invite = new String(caller.invite(), StandardCharsets.ISO_8859_1);
    carrier.receive(
        invite
            .replace("Max-Forwards", "Require: 100rel\r\nMax-Forwards")
            .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(carrier.last().text())
        .startsWith("SIP/2.0 420 Bad Extension\r\n")
        .contains("\r\nUnsupported: 100rel\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n\r\n",
        "hello",
        "INVITE sip:a@b SIP/2.0\r\n\r\n",
        "INVITE sip:a@b SIP/2.0\r\n"
            + "Via: SIP/2.0/UDP h\r\n"
            + "From: a\r\n"
            + "To: b\r\n"
            + "Call-ID: c\r\n"
            + "CSeq: 1 BYE\r\n\r\n",
        "INVITE sip:a@b SIP/2.0\r\n"
            + "Via: SIP/2.0/UDP h\r\n"
            + "From: a\r\n"
            + "To: b\r\n"
            + "Call-ID: c\r\n"
            + "CSeq: x INVITE\r\n\r\n",
        "INVITE sip:a@b SIP/2.0\r\n"
            + "Via: SIP/2.0/UDP h\r\n"
            + "From: a\r\n"
            + "To: b\r\n"
            + "Call-ID: c\r\n"
            + "CSeq: 1 INVITE\r\n"
            + "Content-Length: 5\r\n\r\n",
        "INVITE sip:a@b SIP/2.0\r\n folded\r\nVia: h\r\n\r\n",
        "SIP/2.0 999 What\r\n"
            + "Via: SIP/2.0/UDP h\r\n"
            + "From: a\r\n"
            + "To: b\r\n"
            + "Call-ID: c\r\n"
            + "CSeq: 1 BYE\r\n\r\n",
        "ACK sip:a@b SIP/2.0\r\n"
            + "Via: SIP/2.0/UDP h\r\n"
            + "From: a\r\n"
            + "To: b\r\n"
            + "Call-ID: c\r\n"
            + "CSeq: 1 ACK\r\n\r\n",
      })
  void dropsWhatItCannotRead(String datagram) {
    carrier.receive(datagram.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(carrier.sent).isEmpty();
    assertThat(carrier.callsUp()).isZero();
  }
}
