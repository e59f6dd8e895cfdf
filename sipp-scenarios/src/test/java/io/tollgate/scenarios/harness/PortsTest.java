package io.tollgate.scenarios.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** That tests which run at the same time, in this JVM or another, never meet on a port. */
class PortsTest {
  private static final int ASKED = 100;

  /** Another JVM that asks for ports: prints them and keeps them until its input ends. */
  static final class Another {
    private Another() {}

    public static void main(String[] arguments) throws IOException {
      System.out.println(ask());
      System.in.read();
    }
  }

  /** Every port of many that were asked for, those that go with them too. */
  private static List<Integer> ask() {
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < ASKED; i++) {
      int single = Ports.free();
      int media = Ports.media();
      ports.addAll(List.of(single, single + 1, media, media + 1, media + 2, media + 3));
    }
    return ports;
  }

  @Test
  void noTwoThreadsAreGivenTheSame() throws Exception {
    List<Integer> ports = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<List<Integer>>> asked =
          IntStream.range(0, 4).mapToObj(i -> threads.submit(PortsTest::ask)).toList();
      for (Future<List<Integer>> each : asked) {
        ports.addAll(each.get());
      }
    }
    assertThat(ports).hasSize(4 * 6 * ASKED).doesNotHaveDuplicates();
  }

  @Test
  void norAreTwoJvms() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Another.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      List<Integer> own = ask();
      String others = process.inputReader(StandardCharsets.UTF_8).readLine();
      assertThat(others).isNotNull();
      own.addAll(ask());
      own.forEach(port -> assertThat(others).doesNotContainPattern("\\b" + port + "\\b"));
    } finally {
      process.destroyForcibly();
    }
  }
}
