package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Phone;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no SIP, or nearly: counted, answered where it can be, and forgotten. */
class MalformedInputTest {
  @RegisterExtension static final Edge edge = Edge.plain();
  @RegisterExtension final SippRuns sipp = new SippRuns();

  /** How many broken messages the edge has counted. */
  private static double broken() {
    return edge.metrics().sum("tollgate_sip_malformed_total");
  }

  /** Counts are written a moment after the answers. */
  private static void awaitBroken(double count) {
    Await.that(count + " malformed messages", Duration.ofSeconds(60), () -> broken() == count);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no SIP at all",
        "\0\0\0\0",
        "INVITE sip:+4366412345678@127.0.0.1 SIP/2.0\r\n\r\n",
        "INVITE sip:+4366412345678@127.0.0.1 SIP/2.0\r\nCall-ID: a\r\nCSeq: 1 INVITE\r\n\r\n",
        "SIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n",
      })
  void whatCannotBeAnsweredIsCountedAndDropped(String datagram) {
    double before = broken();
    try (Phone phone = new Phone("127.0.0.1", edge.sip())) {
      phone.send(datagram);
      awaitBroken(before + 1);
    }
    aGoodCall();
  }

  @ParameterizedTest
  @CsvSource({
    "From:,             X-From:",
    "To:,               X-To:",
    "CSeq:,             X-CSeq:",
    "CSeq: 1 INVITE,    CSeq: one INVITE",
    "CSeq: 1 INVITE,    CSeq: 1 BYE",
    ";tag=phone,        ;lr",
    "Content-Length: 0, Content-Length: 999",
    "Content-Length: 0, Content-Length: -1",
    "Max-Forwards: 70,  Max-Forwards: many",
  })
  void whatCanBeAnsweredIsCountedAndGets400(String right, String wrong) {
    double before = broken();
    try (Phone phone = new Phone("127.0.0.1", edge.sip())) {
      phone.send(phone.request("INVITE", "+4366412345678").replace(right, wrong));
      String answer = phone.receiveUntil(message -> !message.startsWith("SIP/2.0 100 ")).getLast();
      assertThat(answer)
          .startsWith("SIP/2.0 400 ")
          .contains("Call-ID: " + phone.callId())
          .containsPattern("\r\nWarning: 399 \\S+ \"bad-request: [^\"]+\"\r\n");
    }
    awaitBroken(before + 1);
  }

  @Test
  void keepAlivesAreNoMistakes() {
    double before = broken();
    try (Phone phone = new Phone("127.0.0.1", edge.sip())) {
      phone.send("\r\n\r\n");
      phone.send("");
    }
    aGoodCall();
    assertThat(broken()).isEqualTo(before);
  }

  private void aGoodCall() {
    Sipp callee = sipp.uas("uas-answers", edge.carrierPort()).start();
    Sipp caller =
        sipp.uac("uac-call-expect-200", edge.sip()).call("+4366412345678", "+33123456789").run();
    callee.succeed();
    record().ended("normal", "caller", 200, 16).matches(edge.records().one(caller));
  }
}
