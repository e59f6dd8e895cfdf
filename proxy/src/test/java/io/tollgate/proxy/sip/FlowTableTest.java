package io.tollgate.proxy.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's table of flows names tests and scenarios that there are. */
class FlowTableTest {
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)(?:\\.(\\w+))?`");
  private static final Pattern SCENARIO = Pattern.compile("`(ua[cs]-[a-z0-9-]+)`");

  private static String table() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    int start = readme.indexOf("\n## Flows, and what shows each\n");
    return readme.substring(start, readme.indexOf("\n**Other programs**", start));
  }

  private static List<Path> tests() throws IOException {
    List<Path> tests = new ArrayList<>();
    for (String folder : List.of("src/test/java", "../sipp-scenarios/src/test/java")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files.filter(file -> file.toString().endsWith("Test.java")).forEach(tests::add);
      }
    }
    return tests;
  }

  @Test
  void everyTestOfTheTableIsThere() throws IOException {
    List<Path> tests = tests();
    List<String> missing = new ArrayList<>();
    Matcher named = TEST.matcher(table());
    int seen = 0;
    while (named.find()) {
      seen++;
      String file = named.group(1) + ".java";
      List<Path> found =
          tests.stream().filter(path -> path.getFileName().toString().equals(file)).toList();
      boolean method =
          named.group(2) == null
              || found.size() == 1
                  && Files.readString(found.getFirst()).contains(" void " + named.group(2) + "(");
      if (found.isEmpty() || !method) {
        missing.add(named.group());
      }
    }
    assertThat(missing).isEmpty();
    assertThat(seen).isGreaterThan(40);
  }

  @Test
  void everyScenarioOfTheTableIsThere() throws IOException {
    Matcher named = SCENARIO.matcher(table());
    int seen = 0;
    while (named.find()) {
      seen++;
      assertThat(Path.of("../sipp-scenarios/src/main/scenarios", named.group(1) + ".xml")).exists();
    }
    assertThat(seen).isPositive();
  }
}
