package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Phone;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that the network delivers twice, in moments in which SIPp cannot send them. */
class RepeatedRequestTest {
  private static final String AUSTRIAN_MOBILE = "+4366412345678";

  @RegisterExtension static final Edge edge = Edge.plain();
  @RegisterExtension final SippRuns sipp = new SippRuns();

  @Test
  void inviteAckAndByeTwiceMakeOneCall() {
    Sipp callee = sipp.uas("uas-answers", edge.carrierPort()).start();
    try (Phone phone = new Phone("127.0.0.1", edge.sip())) {
      String invite = phone.invite(AUSTRIAN_MOBILE);
      phone.send(invite);
      phone.send(invite);
      String ok = answerTo(phone, "INVITE");
      assertThat(ok).startsWith("SIP/2.0 200 ");
      phone.send(invite);
      assertThat(answerTo(phone, "INVITE")).as("the 200 again").isEqualTo(ok);

      String ack = phone.ackOfAnswer(ok);
      phone.send(ack);
      phone.send(ack);
      String bye = phone.bye(ok);
      phone.send(bye);
      String gone = answerTo(phone, "BYE");
      assertThat(gone).startsWith("SIP/2.0 200 ");
      phone.send(bye);
      assertThat(answerTo(phone, "BYE")).as("the same answer").isEqualTo(gone);
      callee.succeed();
      assertThat(edge.records().awaitCallId(phone.callId(), 1))
          .singleElement()
          .satisfies(record -> record().ended("normal", "caller", 200, 16).matches(record));
    }
    assertThat(callee.branchesOf("INVITE sip:")).as("INVITEs sent on").hasSize(1);
    assertThat(callee.branchesOf("BYE sip:")).as("BYEs sent on").hasSize(1);
  }

  @Test
  void aRefusedInviteThatComesAgainGetsTheSameRefusal() {
    try (Phone phone = new Phone("127.0.0.1", edge.sip())) {
      String invite = phone.invite("+48221234567");
      phone.send(invite);
      String refusal = answerTo(phone, "INVITE");
      assertThat(refusal).startsWith("SIP/2.0 404 ");
      phone.send(invite);
      assertThat(answerTo(phone, "INVITE")).isEqualTo(refusal);
      phone.send(phone.ackOf(refusal));
      assertThat(edge.records().awaitCallId(phone.callId(), 1)).hasSize(1);
    }
  }

  private static String answerTo(Phone phone, String method) {
    return phone
        .receiveUntil(
            message -> !message.startsWith("SIP/2.0 1") && message.contains(" " + method + "\r\n"))
        .getLast();
  }
}
