package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static io.tollgate.proxy.sip.TestCaller.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.sip.SipHarness.Sent;
import io.tollgate.proxy.sip.header.HeaderRule;
import io.tollgate.proxy.sip.header.HeaderRule.Part;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every flow test is held to the table of headers: here, that this finds something. */
class HeaderAuditTest {
  @Test
  void theAuditFindsWhatTheTableDoesNotGive() {
    SipHarness edge = new SipHarness();
    Sent invite = new TestCaller(edge).ring();
    assertThat(HeaderAudit.part(invite.text())).contains(Part.INVITE);
    for (String stray : Set.of("User-Agent: a", "Reason: Q.850;cause=16")) {
      String spoilt = invite.text().replace("\r\nTo:", "\r\n" + stray + "\r\nTo:");
      assertThat(fails(spoilt)).as(stray).isTrue();
    }
    assertThat(fails(invite.text())).isFalse();
  }

  private static boolean fails(String message) {
    try {
      HeaderAudit.check(message);
      return false;
    } catch (AssertionError expected) {
      return true;
    }
  }

  @Test
  void theDialogsHeadersAreWhereTheTableSays() {
    SipHarness edge = new SipHarness();
    TestCaller.Up call = new TestCaller(edge).answer();
    edge.receive(CALLER, within(call.answer(), "INVITE", "z9hG4bKre", 2, TestCaller.SDP));
    edge.next("100");
    edge.receive(CARRIER, response(edge.next("INVITE"), 200, "", "", TestCaller.SDP));
    edge.receive(CALLER, within(call.answer(), "BYE", "z9hG4bKbye", 3, ""));
    for (HeaderRule rule :
        EnumSet.of(
            HeaderRule.VIA,
            HeaderRule.FROM,
            HeaderRule.TO,
            HeaderRule.CALL_ID,
            HeaderRule.CSEQ,
            HeaderRule.CONTENT_LENGTH)) {
      assertThat(HeaderAudit.seen().get(rule))
          .as(rule.header())
          .contains(Part.INVITE, Part.REINVITE, Part.ACK, Part.BYE, Part.PROVISIONAL, Part.SUCCESS);
    }
  }
}
