package io.tollgate.scenarios;

import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.SippRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A configuration that changes under a running edge, which nobody tells. */
class WatchedConfigurationTest {
  @RegisterExtension static final Edge edge = Edge.plain();
  @RegisterExtension final SippRuns sipp = new SippRuns();

  @Test
  void aFileThatChangesIsTakenAndABadOneIsNot() throws IOException {
    Path file = edge.folder().resolve("tollgate.yaml");
    String before = Files.readString(file);
    Files.writeString(file, before.replace("{here: [127.0.0.1/32]}", "{here: [127.0.0.300]}"));
    awaitLog("the new one is refused: " + file);
    stranger("127.0.0.5");
    Files.writeString(file, before.replace("{here: [127.0.0.1/32]}", "{here: [127.0.0.5/32]}"));
    awaitLog("configuration read again: lists.here[0]");
    stranger("127.0.0.1");
  }

  private void stranger(String ip) {
    sipp.uac("uac-stranger-expect-403", edge.sip(), ip)
        .call("+4366412345678", "+33123456789")
        .run();
  }

  private static void awaitLog(String text) {
    Await.that(
        "'" + text + "' in the log",
        Duration.ofSeconds(30),
        () -> edge.process().log().stream().anyMatch(line -> line.contains(text)));
  }
}
