package io.tollgate.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Capture;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the edge sends, as tshark reads it. */
class WellFormedMessagesTest {
  @RegisterExtension
  static final Edge edge = Edge.with(config -> config.noAnswer(Duration.ofSeconds(5)));

  @RegisterExtension final SippRuns sipp = new SippRuns();
  @TempDir Path folder;

  @Test
  void tsharkHasNothingToComplainAbout() {
    Capture capture = Capture.of(edge.sip().getPort(), folder);
    try (capture) {
      pair("uac-call-expect-200", "uas-answers");
      pair("uac-early-media-expect-200", "uas-early-media");
      pair("uac-hung-up-by-callee-expect-200", "uas-hangs-up");
      pair("uac-busy-expect-486", "uas-busy");
      pair("uac-declined-expect-603", "uas-declines");
      pair("uac-unreachable-expect-404", "uas-unreachable");
      pair("uac-no-answer-expect-480", "uas-rings-until-cancelled");
      pair("uac-cancel-before-ringing-expect-487", "uas-tries-until-cancelled");
      pair("uac-cancel-while-ringing-expect-487", "uas-rings-until-cancelled");
      alone("uac-not-e164-expect-484", "0664123456", "127.0.0.1");
      alone("uac-no-rate-expect-404", "+61212345678", "127.0.0.1");
      alone("uac-stranger-expect-403", "+4366412345678", "127.0.0.9");
      alone("uac-other-methods-expect-405", "+4366412345678", "127.0.0.1");
      capture.finish();
    }
    assertThat(capture.messages())
        .as("all kinds of messages were seen")
        .anyMatch(line -> line.contains("INVITE sip:"))
        .anyMatch(line -> line.contains("ACK sip:"))
        .anyMatch(line -> line.contains("BYE sip:"))
        .anyMatch(line -> line.contains("CANCEL sip:"))
        .anyMatch(line -> line.contains("100 "))
        .anyMatch(line -> line.contains("180 "))
        .anyMatch(line -> line.contains("183 "))
        .anyMatch(line -> line.contains("200 "))
        .anyMatch(line -> line.contains("403 "))
        .anyMatch(line -> line.contains("404 "))
        .anyMatch(line -> line.contains("405 "))
        .anyMatch(line -> line.contains("480 "))
        .anyMatch(line -> line.contains("484 "))
        .anyMatch(line -> line.contains("486 "))
        .anyMatch(line -> line.contains("487 "))
        .anyMatch(line -> line.contains("603 "));
    assertThat(capture.foreign()).isEmpty();
    assertThat(capture.complaints()).isEmpty();
  }

  private void pair(String callerScenario, String calleeScenario) {
    Sipp callee =
        sipp.uas(calleeScenario, edge.carrierPort()).pause(Duration.ofMillis(100)).start();
    alone(callerScenario, "+4366412345678", "127.0.0.1");
    callee.succeed();
  }

  private void alone(String scenario, String called, String ip) {
    sipp.uac(scenario, edge.sip(), ip).call(called, "+33123456789").run();
  }
}
