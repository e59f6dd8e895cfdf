package io.tollgate.proxy.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.config.ConfigException;
import io.tollgate.proxy.config.ConfigFile;
import io.tollgate.proxy.config.ConfigLoader;
import io.tollgate.proxy.config.StartFailure;
import io.tollgate.proxy.config.TollgateConfig;
import io.tollgate.proxy.trunk.DigestAlgorithm;
import io.tollgate.proxy.trunk.DigestUser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CliTest {
  @TempDir private Path home;
  private Path file;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> properties = new HashMap<>();
  private final List<String> events = new ArrayList<>();
  private Starter starter = this::start;
  private String typed;

  private RunningEdge start(TollgateConfig config, ConfigFile source) {
    events.add("started " + config.node().id());
    return new RunningEdge() {
      @Override
      public void reload() {
        events.add("reloaded from " + source.path());
      }

      @Override
      public void close() {
        events.add("stopped");
      }
    };
  }

  @BeforeEach
  void writeConfiguration() throws IOException {
    file = home.resolve("config/tollgate.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        home.resolve("config/deck.csv"), "destination,origin,rate\n43,,0.1\n44,,0.2\n");
    Files.writeString(
        file,
        """
        node: {id: home-edge, data: ../data}
        listen: [{transport: udp, bind: "127.0.0.1:5060"}]
        lists: {here: [127.0.0.1, 192.0.2.0/24]}
        decks: {d: {file: deck.csv, currency: USD}}
        accounts: {a: {deck: d}}
        trunks:
          one: {account: a, auth: list, lists: [here]}
          two: {account: a, auth: digest, user: two, password: generate}
        carriers: {c: {gateways: [{uri: "sip:192.0.2.9"}]}}
        """);
  }

  private int execute(String... args) {
    Cli.Surroundings surroundings =
        new Cli.Surroundings(
            name -> null,
            properties::get,
            () -> {
              events.add("armed");
              return () -> events.add("waited");
            },
            () -> Optional.ofNullable(typed));
    CommandLine commandLine =
        Cli.commandLine((config, source) -> starter.start(config, source), surroundings);
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(args);
  }

  @Test
  void runStartsWaitsAndStops() {
    assertThat(execute("run", "--config", file.toString())).isZero();
    assertThat(events).containsExactly("armed", "started home-edge", "waited", "stopped");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void runTakesTheDistributionsConfigurationUnlessToldOtherwise() {
    properties.put("tollgate.home", home.toString());
    assertThat(execute("run")).isZero();
    assertThat(events).contains("started home-edge");
  }

  @Test
  void runFallsBackToTheWorkingDirectory() {
    properties.put("tollgate.home", home.resolve("nowhere").toString());
    assertThat(execute("run")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "config/tollgate.yaml: file: there is no such file; correct the path");
  }

  @Test
  void runShowsAMadePasswordOnce() {
    execute("run", "--config", file.toString());
    assertThat(out.toString())
        .containsPattern("Password made for trunk two: user two, password [A-Za-z2-9]{20}\\R")
        .contains("shown this once; " + home.resolve("data/credentials.yaml"));
    out.getBuffer().setLength(0);
    execute("run", "--config", file.toString());
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aWrongConfigurationIsOneLineAndExitCode2() throws IOException {
    Files.writeString(file, "listen: []\n");
    for (String[] command :
        List.of(
            new String[] {"run", "--config", file.toString()},
            new String[] {"config", "check", file.toString()})) {
      err.getBuffer().setLength(0);
      assertThat(execute(command)).isEqualTo(2);
      assertThat(err.toString().lines())
          .containsExactly(file + ":1: listen: it is empty; write at least one entry");
    }
    assertThat(events).isEmpty();
  }

  @Test
  void aPortInUseIsToldWithItsPlaceInTheFile() {
    starter =
        (config, source) -> {
          throw new StartFailure(
              "listen[0].bind", "its port is in use", "stop the other program", new IOException());
        };
    assertThat(execute("run", "--config", file.toString())).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(file + ":2: listen[0].bind: its port is in use; stop the other program");
  }

  @Test
  void whateverElseFailsIsOneLineAndExitCode1() {
    starter =
        (config, source) -> {
          throw new IOException("disk\n full");
        };
    assertThat(execute("run", "--config", file.toString())).isEqualTo(1);
    assertThat(err.toString().lines()).containsExactly("tollgate: unexpected: disk full");
  }

  @Test
  void anExceptionWithoutMessageIsNamed() {
    starter =
        (config, source) -> {
          throw new IllegalStateException();
        };
    assertThat(execute("run", "--config", file.toString())).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("tollgate: unexpected: java.lang.IllegalStateException");
  }

  @Test
  void debugShowsTheStackTrace() {
    starter =
        (config, source) -> {
          throw new IOException("disk full");
        };
    assertThat(execute("--debug", "run", "--config", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("java.io.IOException: disk full").contains("\tat ");
    err.getBuffer().setLength(0);
    assertThat(execute("run", "--debug", "--config", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("\tat ");
  }

  @Test
  void theEdgeIsStoppedEvenIfWaitingFails() {
    Cli.Surroundings surroundings =
        new Cli.Surroundings(
            name -> null,
            properties::get,
            () ->
                () -> {
                  throw new InterruptedException("interrupted");
                },
            Optional::empty);
    CommandLine commandLine = Cli.commandLine(this::start, surroundings);
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    assertThat(commandLine.execute("run", "--config", file.toString())).isEqualTo(1);
    assertThat(events).containsExactly("started home-edge", "stopped");
  }

  @Test
  void checkSumsUp() {
    assertThat(execute("config", "check", file.toString())).isZero();
    assertThat(out.toString())
        .isEqualToIgnoringNewLines(
            file
                + " is right: 1 account, 2 trunks, 1 list (2 address blocks),"
                + " 1 deck (d: 2 prices in USD), 1 carrier (1 gateway)");
    assertThat(home.resolve("data")).doesNotExist();
  }

  @Test
  void checkLooksIntoFilesOfLists() throws IOException {
    Path list =
        Files.writeString(home.resolve("config/customers.txt"), "127.0.0.1\n# all\n::1\n::2\n");
    String yaml = Files.readString(file);
    Files.writeString(
        file, yaml.replace("{here: [127.0.0.1, 192.0.2.0/24]}", "{here: {file: customers.txt}}"));
    assertThat(execute("config", "check", file.toString())).isZero();
    assertThat(out.toString()).contains(" 1 list (3 address blocks),");
    Files.writeString(list, "127.0.0.1\n::one\n");
    assertThat(execute("config", "check", file.toString())).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            list
                + ":2: lists.here: '::one' is not an address block;"
                + " write it as 192.0.2.0/24 or 2001:db8::/32");
  }

  @Test
  void credentialsAreWhatTheConfigurationTakes() throws IOException, ConfigException {
    typed = "zanzibar";
    assertThat(execute("credentials", "two", "--realm", "tollgate.local")).isZero();
    assertThat(out.toString()).doesNotContain("zanzibar");
    String indented = out.toString().lines().map(line -> "    " + line + "\n").collect(joining());
    String trunk = "  two:\n    account: a\n    auth: digest\n" + indented;
    String said = "  two: {account: a, auth: digest, user: two, password: generate}\n";
    Files.writeString(file, Files.readString(file).replace(said, trunk));
    TollgateConfig config = new ConfigLoader(name -> null).check(file);
    assertThat(config.trunks().trunks().getLast().user())
        .contains(
            DigestUser.ofPassword(
                "two", "tollgate.local", "zanzibar", List.of(DigestAlgorithm.values())));
  }

  @Test
  void versionAndHelpAreThere() {
    assertThat(execute("--version")).isZero();
    assertThat(out.toString()).startsWith("tollgate ");
    for (String command :
        List.of(
            "",
            "run",
            "reload",
            "config",
            "config check",
            "deck",
            "deck check",
            "deck price",
            "gateway",
            "gateway list",
            "gateway drain",
            "gateway undrain",
            "cdr",
            "cdr explain",
            "credentials")) {
      out.getBuffer().setLength(0);
      assertThat(execute((command + " --help").strip().split(" "))).isZero();
      assertThat(out.toString()).startsWith("Usage: tollgate " + command);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "config",
        "rnu",
        "run now",
        "run --config",
        "reload now",
        "reload --server nowhere",
        "reload --token-file /no/such/file",
        "gateway",
        "gateway drain",
        "gateway drain fra1",
        "config check",
        "--no-such-option",
        "deck",
        "deck check",
        "deck check deck.csv --currency dollars",
        "deck check deck.csv --increments 60",
        "deck check deck.csv --unknown-origin lowest",
        "deck price deck.csv",
        "deck price deck.csv --to 100",
        "deck price deck.csv --to +436641234567 --from me",
        "deck price deck.csv --to +436641234567 --seconds -1",
        "cdr",
        "cdr explain",
        "cdr explain some-id",
        "credentials",
        "credentials bob",
        "credentials bob --realm a,b",
        "credentials bo:b"
      })
  void misuseIsOneLineAndExitCode2(String arguments) {
    String[] args = arguments.isEmpty() ? new String[0] : arguments.split(" ");
    assertThat(execute(args)).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1).allMatch(line -> line.contains("--help"));
    assertThat(events).isEmpty();
  }
}
