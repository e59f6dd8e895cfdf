package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static io.tollgate.proxy.sip.TestCaller.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.call.Call;
import io.tollgate.proxy.call.CallSnapshot;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.limit.Permit;
import io.tollgate.proxy.sip.SipHarness.Sent;
import io.tollgate.proxy.sip.leg.RestoredSipLegs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that are kept alive, and those that have died (RFC 4028), on both legs. */
class SessionTimerFlowTest {
  private static final String ANSWER = "v=0\no=- 7 7 IN IP4 192.0.2.9\ns=-\n";

  private final SipHarness edge = new SipHarness();
  private final TestCaller caller = new TestCaller(edge);

  /** A call whose two sides say this of timers. */
  private TestCaller.Up answer(String callerSays, String calleeSays) {
    edge.receive(
        CALLER, TestCaller.invite("z9hG4bKa", "+436641234567", callerSays, TestCaller.SDP));
    edge.next("100 Trying");
    Sent invite = edge.next("INVITE");
    edge.receive(CARRIER, response(invite, 200, "callee", calleeSays, ANSWER));
    Sent answer = edge.next("200 OK");
    edge.next("ACK");
    edge.receive(CALLER, within(answer, "ACK", "z9hG4bKack", 1, ""));
    return new TestCaller.Up(invite, answer);
  }

  @Test
  void theSecondLegAsksForATimer() {
    Sent invite = caller.ring();
    assertThat(invite.header("Supported")).isEqualTo("timer");
    assertThat(invite.header("Session-Expires")).isEqualTo("1800");
    assertThat(invite.header("Min-SE")).isEqualTo("90");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // what the INVITE says | what the 200 says
        "                                                       | 1800;refresher=uas",
        "Supported: timer                                       | 1800;refresher=uas",
        "Supported: timer^Session-Expires: 600                  | 600;refresher=uas",
        "Supported: timer^Session-Expires: 600;refresher=uas    | 600;refresher=uas",
        "Supported: timer^Session-Expires: 600;refresher=uac    | 600;refresher=uac",
        "Supported: 100rel, timer^x: 600;refresher=uac          | 600;refresher=uac",
        "k: timer^Session-Expires: 7200                         | 1800;refresher=uas",
        "Supported: timer^Session-Expires: 3600^Min-SE: 2400    | 2400;refresher=uas",
        "Session-Expires: 60                                    | 1800;refresher=uas",
      })
  void whatTheCallerAsksForIsGrantedWithinBounds(String asked, String granted) {
    String headers = asked == null ? "" : asked.replace('^', '\n') + "\n";
    TestCaller.Up call = answer(headers, "");
    assertThat(call.answer().header("Session-Expires")).isEqualTo(granted);
    assertThat(call.answer().text().contains("Require: timer"))
        .isEqualTo(headers.contains("timer"));
  }

  @Test
  void aCallersIntervalThatIsTooShortIsRefusedWithTheShortest() {
    edge.receive(
        CALLER,
        TestCaller.invite(
            "z9hG4bKa", "+436641234567", "Supported: timer\nSession-Expires: 60\n", ""));
    edge.next("100 Trying");
    assertThat(edge.next("422 Session Interval Too Small").header("Min-SE")).isEqualTo("90");
    assertThat(edge.unread()).isZero();
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.SESSION_INTERVAL);
    edge.assertNothingIsLeft();
  }

  @Test
  void aReinvitesIntervalThatIsTooShortIsRefusedToo() {
    TestCaller.Up call = answer("Supported: timer\n", "");
    edge.receive(
        CALLER,
        within(call.answer(), "INVITE", "z9hG4bKre", 2, "")
            .replace("Max-F", "Supported: timer\nSession-Expires: 60\nMax-F"));
    assertThat(edge.next("422").header("Min-SE")).isEqualTo("90");
    assertThat(edge.registry.size()).isEqualTo(1);
  }

  @Test
  void aCarrierThatWantsALongerIntervalGetsIt() {
    edge.receive(CALLER, TestCaller.invite());
    edge.next("100 Trying");
    Sent first = edge.next("INVITE");
    edge.receive(CARRIER, response(first, 422, "callee", "Min-SE: 3600\n", ""));
    edge.next("ACK");
    Sent second = edge.next("INVITE");
    assertThat(second.header("Session-Expires")).isEqualTo("3600");
    assertThat(second.header("Min-SE")).isEqualTo("3600");
    assertThat(second.header("CSeq")).isEqualTo("2 INVITE");
    assertThat(second.header("Call-ID")).isEqualTo(first.header("Call-ID"));
    assertThat(second.header("Via")).isNotEqualTo(first.header("Via"));
    edge.receive(CARRIER, response(second, 422, "callee", "Min-SE: 3600\n", ""));
    edge.next("ACK");
    edge.next("503"); // not for ever
    edge.assertNothingIsLeft();
  }

  @Test
  void theEdgeRefreshesBothLegsByReinvite() {
    TestCaller.Up call = answer("Supported: timer\nSession-Expires: 600\n", "");
    edge.turn(Duration.ofMillis(299_900));
    assertThat(edge.unread()).isZero();
    edge.turn(Duration.ofMillis(200));
    Sent towardsCaller = edge.next("INVITE sip:caller@127.0.0.1:5061");
    assertThat(towardsCaller.header("Session-Expires")).isEqualTo("600;refresher=uac");
    assertThat(towardsCaller.text()).endsWith(ANSWER.replace("\n", "\r\n"));
    edge.receive(
        CALLER,
        response(towardsCaller, 200, "", "Session-Expires: 600;refresher=uac\n", TestCaller.SDP));
    edge.next("ACK sip:");
    assertThat(edge.unread()).isZero(); // nothing changed, so the other leg hears nothing

    Sent again = edge.await(Duration.ofSeconds(301), "INVITE sip:caller");
    edge.receive(
        CALLER, response(again, 200, "", "Session-Expires: 900;refresher=uac\n", TestCaller.SDP));
    edge.next("ACK");
    // The carrier's half hour is half gone.
    Sent towardsCarrier = edge.await(Duration.ofSeconds(301), "INVITE sip:callee@192.0.2.9:5090");
    assertThat(towardsCarrier.header("Session-Expires")).isEqualTo("1800;refresher=uac");
    assertThat(towardsCarrier.text()).endsWith(TestCaller.SDP.replace("\n", "\r\n"));
    assertThat(call.invite().header("Call-ID")).isEqualTo(towardsCarrier.header("Call-ID"));
  }

  @Test
  void aDeadCallerEndsTheCallWithinTheIntervalAndIsChargedUntilThen() {
    answer("Supported: timer\nSession-Expires: 90\n", "Require: timer\nSession-Expires: 1800\n");
    edge.turn(Duration.ofMillis(59_900));
    assertThat(edge.records).isEmpty();
    edge.turn(Duration.ofMillis(200));
    Cdr record = edge.record();
    assertThat(record.ending().cause()).isEqualTo(HangupCause.SESSION_EXPIRED);
    assertThat(record.ending().hungUpBy()).isEqualTo(Cdr.HungUpBy.EDGE);
    assertThat(record.times().durationMillis()).isBetween(60_000L, 60_010L);
    edge.assertNothingIsLeft();
  }

  @Test
  void aDeadCarrierEndsTheCallWithinTheInterval() {
    answer("", "Require: timer\nSession-Expires: 200;refresher=uac\n");
    edge.turn(Duration.ofSeconds(133)); // asked at 100 s, given up 32 s later
    Cdr record = edge.record();
    assertThat(record.ending().cause()).isEqualTo(HangupCause.SESSION_EXPIRED);
    assertThat(record.times().durationMillis()).isBetween(132_000L, 132_600L);
    edge.assertNothingIsLeft();
  }

  @Test
  void whoPromisedToRefreshAndDoesNotIsGone() {
    answer("Supported: timer\nSession-Expires: 300;refresher=uac\n", "");
    edge.turn(Duration.ofMillis(267_900));
    assertThat(edge.records).isEmpty();
    edge.turn(Duration.ofMillis(200));
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.SESSION_EXPIRED);
    assertThat(edge.next("BYE sip:caller").header("Reason")).isEqualTo("Q.850;cause=102");
    edge.next("BYE sip:callee");
    edge.assertNothingIsLeft();
  }

  @Test
  void whoPromisedToRefreshAndDoesStays() {
    TestCaller.Up call = answer("Supported: timer\nSession-Expires: 300;refresher=uac\n", "");
    for (int round = 2; round < 6; round++) {
      edge.turn(Duration.ofSeconds(150));
      edge.receive(
          CALLER,
          within(call.answer(), "INVITE", "z9hG4bKre" + round, round, TestCaller.SDP)
              .replace("Max-F", "Supported: timer\nSession-Expires: 300;refresher=uac\nMax-F"));
      edge.next("100 Trying");
      Sent crossing = edge.next("INVITE sip:callee");
      edge.receive(CARRIER, response(crossing, 200, "", "", ANSWER));
      Sent answer = edge.next("200 OK");
      assertThat(answer.header("Session-Expires")).isEqualTo("300;refresher=uac");
      edge.receive(CALLER, within(answer, "ACK", "z9hG4bKack" + round, round, ""));
      edge.next("ACK");
    }
    assertThat(edge.records).isEmpty();
    assertThat(edge.unread()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 481})
  void aPeerThatDoesNotKnowTheCallEndsIt(int status) {
    answer("Supported: timer\nSession-Expires: 90\n", "");
    edge.turn(Duration.ofSeconds(46));
    Sent refresh = edge.next("INVITE sip:caller");
    edge.receive(CALLER, response(refresh, status, "", "", ""));
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.SESSION_EXPIRED);
    edge.assertNothingIsLeft();
  }

  @Test
  void aPeerWithoutTimersThatRefusesAReinviteIsAlive() {
    answer("", "");
    for (int minutes = 0; minutes < 120; minutes++) {
      edge.turn(Duration.ofMinutes(1));
      while (edge.unread() > 0) {
        Sent sent = edge.next();
        if (sent.firstLine().startsWith("INVITE")) {
          edge.receive(sent.to(), response(sent, 488, "", "", ""));
        }
      }
    }
    assertThat(edge.records).isEmpty();
  }

  @Test
  void aRefreshThatFailsIsTriedAgainWhileTimeLasts() {
    answer("Supported: timer\nSession-Expires: 90\n", "");
    edge.turn(Duration.ofMillis(45_100));
    edge.receive(CALLER, response(edge.next("INVITE"), 500, "", "", ""));
    edge.next("ACK");
    edge.turn(Duration.ofSeconds(10));
    Sent second = edge.next("INVITE");
    edge.receive(CALLER, response(second, 200, "", "Session-Expires: 90\n", TestCaller.SDP));
    edge.next("ACK");
    edge.turn(Duration.ofSeconds(44));
    assertThat(edge.records).isEmpty();
  }

  @Test
  void aRefreshThatFindsThePeerChangedTellsTheOtherSide() {
    answer("Supported: timer\nSession-Expires: 90\n", "");
    edge.turn(Duration.ofSeconds(45).plusMillis(100));
    Sent refresh = edge.next("INVITE sip:caller");
    String moved = TestCaller.SDP.replace("s=-\n", "s=-\nm=audio 4 RTP/AVP 0\n");
    edge.receive(CALLER, response(refresh, 200, "", "Session-Expires: 90\n", moved));
    Sent told = edge.next("INVITE sip:callee");
    assertThat(told.text()).endsWith(moved.replace("\n", "\r\n"));
    edge.next("ACK sip:caller");
    edge.receive(CARRIER, response(told, 200, "", "", ANSWER));
    edge.next("ACK sip:callee");
    assertThat(edge.unread()).isZero();
  }

  @Test
  void aReinviteThatMeetsARefreshWaitsForIt() {
    TestCaller.Up call = answer("", "Require: timer\nSession-Expires: 90;refresher=uac\n");
    edge.turn(Duration.ofSeconds(45).plusMillis(100));
    Sent refresh = edge.next("INVITE sip:callee");
    edge.receive(CALLER, within(call.answer(), "INVITE", "z9hG4bKre", 2, "v=0\n"));
    edge.next("100 Trying");
    assertThat(edge.unread()).isZero();
    edge.receive(CARRIER, response(refresh, 200, "", "Session-Expires: 90\n", ANSWER));
    edge.next("ACK");
    Sent crossing = edge.next("INVITE sip:callee");
    assertThat(crossing.text()).endsWith("v=0\r\n");
    edge.receive(CARRIER, response(crossing, 200, "", "", ANSWER));
    edge.next("200 OK");
  }

  @Test
  void aRestoredCallIsKeptAlive() {
    TestCaller.Up call = answer("", "");
    CallSnapshot snapshot = edge.registry.calls().getFirst().snapshot();
    SipHarness other = new SipHarness();
    Call.restore(
        snapshot,
        other.environment,
        new RestoredSipLegs(other.loop, other.point, (carrier, gateway) -> SipHarness.gateway()),
        Permit.NONE);
    other.turn(Duration.ofSeconds(31));
    Sent one = other.next("INVITE");
    assertThat(one.text()).contains("v=0");
    other.skip();
    other.turn(Duration.ofHours(1));
    assertThat(other.record().ending().cause()).isEqualTo(HangupCause.SESSION_EXPIRED);
    assertThat(call.answer().text()).isNotEmpty();
    other.assertNothingIsLeft();
  }
}
