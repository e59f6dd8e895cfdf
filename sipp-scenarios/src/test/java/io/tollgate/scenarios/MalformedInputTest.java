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
  private static final String COUNTER = "tollgate_sip_malformed_total";

  @RegisterExtension static final Edge edge = Edge.plain();
  @RegisterExtension final SippRuns sipp = new SippRuns();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no SIP at all",
        "\0\0\0\0",
        "INVITE sip:+4366412345678@127.0.0.1 SIP/2.0\r\n\r\n",
        "SIP/2.0 200 OK\r\n\r\n",
        "INVITE sip:+4366412345678@127.0.0.1 SIP/2.0\r\nVia: nonsense\r\nCall-ID: a\r\n\r\n",
      })
  void whatCannotBeAnsweredIsCountedAndDropped(String datagram) {
    double before = edge.metrics().sum(COUNTER);
    try (Phone phone = new Phone("127.0.0.1", edge.sip())) {
      phone.send(datagram);
      Await.that(
          "one more in " + COUNTER,
          Duration.ofSeconds(10),
          () -> edge.metrics().sum(COUNTER) == before + 1);
    }
    aGoodCall();
  }

  @ParameterizedTest
  @CsvSource({
    "CSeq: 1 INVITE,    CSeq: one INVITE",
    "CSeq: 1 INVITE,    CSeq: 1 BYE",
    "CSeq: 1 INVITE,    X-CSeq: 1 INVITE",
    "To: ,              X-To: ",
    "From: ,            X-From: ",
    "Content-Length: 0, Content-Length: 999",
    "Content-Length: 0, Content-Length: -1",
    "Max-Forwards: 70,  Max-Forwards: many",
  })
  void whatCanBeAnsweredGets400(String right, String wrong) {
    double before = edge.metrics().sum(COUNTER);
    try (Phone phone = new Phone("127.0.0.1", edge.sip())) {
      phone.send(phone.request("INVITE", "+4366412345678").replace(right, wrong));
      String answer = phone.receiveUntil(message -> !message.startsWith("SIP/2.0 100 ")).getLast();
      assertThat(answer).startsWith("SIP/2.0 400 ").contains("Call-ID: " + phone.callId());
    }
    assertThat(edge.metrics().sum(COUNTER)).isEqualTo(before + 1);
  }

  @Test
  void keepAlivesAreNoMistakes() {
    double before = edge.metrics().sum(COUNTER);
    try (Phone phone = new Phone("127.0.0.1", edge.sip())) {
      phone.send("\r\n\r\n");
      phone.send("");
    }
    aGoodCall();
    assertThat(edge.metrics().sum(COUNTER)).isEqualTo(before);
  }

  private void aGoodCall() {
    Sipp callee = sipp.uas("uas-answers", edge.carrierPort()).start();
    Sipp caller =
        sipp.uac("uac-call-expect-200", edge.sip()).call("+4366412345678", "+33123456789").run();
    callee.succeed();
    record().ended("normal", "caller", 200, 16).matches(edge.records().one(caller));
  }
}
