package io.tollgate.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Command;
import io.tollgate.scenarios.harness.Distribution;
import io.tollgate.scenarios.harness.EdgeConfig;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong configuration stops the start: exit status 2, and one line that says what to do. */
@Order(5)
class ConfigurationErrorTest {
  /** FILE:LINE: path.to.field: what is wrong; what to do. */
  private static final Pattern LINE =
      Pattern.compile("(?:tollgate: )?(\\S+):(\\d+)(?::\\d+)?: ([^:]+): (.+); (.+)");

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "unknown field      | accounts | {acme: {deck: test, cps: 1, colour: red}}   |"
            + " accounts.acme",
        "unknown section    | colours  | {red: 1}                                     | colours",
        "bad CIDR           | lists    | {here: [127.0.0.1/33]}                       | lists.here",
        "no address         | lists    | {here: [127.0.0.one]}                        | lists.here",
        "unknown deck       | accounts | {acme: {deck: tets}}                         |"
            + " accounts.acme.deck",
        "unknown account    | trunks   | {t: {account: x, auth: list, lists: [here]}} |"
            + " trunks.t.account",
        "unknown list       | trunks   | {t: {account: acme, auth: list, lists: [x]}} |"
            + " trunks.t.lists",
        "duplicate trunk    | trunks   | {t: {account: acme, auth: list, lists: [here]}, t:"
            + " {account: acme, auth: list, lists: [here]}} | trunks",
        "no number          | accounts | {acme: {deck: test, cps: many}}              |"
            + " accounts.acme.cps",
        "out of range       | accounts | {acme: {deck: test, cps: 0}}                 |"
            + " accounts.acme.cps",
        "no port            | http     | {bind: 127.0.0.1:99999}                      | http.bind",
        "missing deck file  | decks    | {test: {file: none.csv, currency: USD}}      | decks.test",
        "open bracket       | lists    | {here: [127.0.0.1/32}                        | ",
      })
  void namesFileLineFieldAndRemedy(String name, String section, String yaml, String field)
      throws IOException {
    Path file = new EdgeConfig().put(section, yaml).write(folder);
    Matcher line = refusal(file);
    assertThat(line.group(1)).as("file").endsWith(EdgeConfig.FILE);
    int number = Integer.parseInt(line.group(2));
    assertThat(Files.readAllLines(file).get(number - 1)).as("line").startsWith(section + ":");
    assertThat(line.group(3)).as("field").startsWith(field == null ? "" : field);
  }

  @Test
  void namesTheLineOfAWrongDeck() throws IOException {
    Path file = new EdgeConfig().write(folder);
    Files.writeString(folder.resolve("deck.csv"), "destination,rate\n43,0.02\n49,cheap\n");
    Matcher line = refusal(file);
    assertThat(line.group(1)).endsWith("deck.csv");
    assertThat(line.group(2)).isEqualTo("3");
  }

  @Test
  void namesTheSipPortThatIsInUse() throws IOException {
    try (DatagramSocket other = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
      String address = "127.0.0.1:" + other.getLocalPort();
      Path file =
          new EdgeConfig()
              .put("listen", "[{transport: udp, bind: \"" + address + "\"}]")
              .write(folder);
      Matcher line = refusal(file);
      assertThat(line.group(3)).startsWith("listen");
      assertThat(line.group(4)).contains(address);
    }
  }

  @Test
  void namesTheHttpPortThatIsInUse() throws IOException {
    try (ServerSocket other = new ServerSocket()) {
      other.bind(new InetSocketAddress("127.0.0.1", 0));
      String address = "127.0.0.1:" + other.getLocalPort();
      Path file = new EdgeConfig().put("http", "{bind: \"" + address + "\"}").write(folder);
      Matcher line = refusal(file);
      assertThat(line.group(3)).startsWith("http");
      assertThat(line.group(4)).contains(address);
    }
  }

  @Test
  void namesAFileThatCannotBeRead() {
    Path missing = folder.resolve("missing.yaml");
    assertThat(stderr(run(missing))).singleElement().asString().contains("missing.yaml");
    assertThat(stderr(run(folder))).singleElement().asString().contains(folder.toString());
  }

  @Test
  void checkingAConfigurationSaysTheSame() {
    Path wrong = new EdgeConfig().put("http", "{bind: nowhere}").write(folder);
    Command.Result check = check(wrong);
    assertThat(check.status()).isEqualTo(2);
    assertThat(stderr(check)).isEqualTo(stderr(run(wrong)));

    Command.Result right = check(new EdgeConfig().write(folder));
    assertThat(right.status()).as(right.toString()).isZero();
    assertThat(right.stderr()).isEmpty();
  }

  /** Arabic has digits of its own, which programs that read such a line would not know. */
  @Test
  void saysTheSameInEveryLanguage() {
    Path wrong = new EdgeConfig().put("lists", "{here: [127.0.0.1/33]}").write(folder);
    Command.Result check =
        Command.run(
            Duration.ofSeconds(120),
            List.of("env", "TOLLGATE_JAVA_OPTS=-Duser.language=ar -Duser.country=EG"),
            List.of(Distribution.command().toString(), "config", "check", wrong.toString()));
    assertThat(stderr(check))
        .singleElement()
        .asString()
        .endsWith("write a whole number from 0 to 32 after the slash");
  }

  private static Matcher refusal(Path file) {
    Command.Result result = run(file);
    Matcher line = LINE.matcher(stderr(result).getFirst());
    assertThat(line.matches()).as("%s", result).isTrue();
    return line;
  }

  private static Command.Result run(Path file) {
    Command.Result result = command("run", "--config", file.toString());
    assertThat(result.status()).as("%s", result).isEqualTo(2);
    return result;
  }

  private static Command.Result check(Path file) {
    return command("config", "check", file.toString());
  }

  private static Command.Result command(String... words) {
    return Command.run(
        Duration.ofSeconds(120), List.of(Distribution.command().toString()), List.of(words));
  }

  private static List<String> stderr(Command.Result result) {
    List<String> lines = result.stderr().lines().toList();
    assertThat(lines).as("%s", result).hasSize(1);
    return lines;
  }
}
