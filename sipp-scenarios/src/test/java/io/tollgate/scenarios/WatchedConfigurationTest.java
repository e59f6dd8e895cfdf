package io.tollgate.scenarios;

import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.EdgeConfig;
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
    Path file = edge.file(EdgeConfig.FILE);
    change(file, lists("[127.0.0.300]"), "the new one is refused: " + file);
    stranger("127.0.0.5");
    change(file, lists("[127.0.0.5/32]"), "configuration read again: lists.here");
    stranger("127.0.0.1");
  }

  /** And one that is mended too, although nothing of what is in force names it. */
  @Test
  void soIsAListInAFileOfItsOwn() throws IOException {
    Path file = edge.file(EdgeConfig.FILE);
    Path list = edge.file("customers.txt");
    change(file, lists("{file: customers.txt}"), "there is no file " + list);
    change(list, "# ours\n127.0.0.6 # the PBX\n", "configuration read again: lists.here");
    stranger("127.0.0.1");
    change(list, "# ours\n127.0.0.one\n", "the new one is refused: " + list + ":2: lists.here: ");
    stranger("127.0.0.1");
    sipp.uac("uac-not-e164-expect-484", edge.sip(), "127.0.0.6")
        .call("066412345678", "+33123456789")
        .run();
    change(list, "127.0.0.7\r\n", "configuration read again: lists.here");
    stranger("127.0.0.6");
  }

  private static String lists(String here) throws IOException {
    return Files.readString(edge.file(EdgeConfig.FILE))
        .replaceFirst("(?m)^lists: .*$", "lists: {here: " + here + "}");
  }

  private void stranger(String ip) {
    sipp.uac("uac-stranger-expect-403", edge.sip(), ip)
        .call("+4366412345678", "+33123456789")
        .run();
  }

  /** Writes a file and waits until the log says the text once more. */
  private static void change(Path file, String text, String said) throws IOException {
    long before = timesSaid(said);
    Files.writeString(file, text);
    Await.that("'" + said + "' in the log", Duration.ofSeconds(90), () -> timesSaid(said) > before);
  }

  private static long timesSaid(String text) {
    return edge.process().log().stream().filter(line -> line.contains(text)).count();
  }
}
