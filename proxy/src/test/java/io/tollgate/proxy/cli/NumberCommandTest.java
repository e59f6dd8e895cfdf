package io.tollgate.proxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberCommandTest {
  @TempDir private Path home;
  private Path file;
  private final OfflineTool tool = new OfflineTool();

  @BeforeEach
  void writeConfiguration() throws IOException {
    file = home.resolve("tollgate.yaml");
    Files.writeString(home.resolve("deck.csv"), "destination,origin,rate\n43,,0.1\n");
    Files.writeString(
        file,
        """
        node: {id: edge1, data: data}
        listen: [{transport: udp, bind: "127.0.0.1:5060"}]
        lists: {here: [127.0.0.1]}
        decks: {d: {file: deck.csv, currency: USD}}
        accounts: {a: {deck: d}}
        dialPlans: {vienna: {country: AT, codes: {allow: [112], bar: [118811]}}}
        trunks: {one: {account: a, auth: list, lists: [here], dialPlan: vienna}}
        carriers: {c: {gateways: [{uri: "sip:192.0.2.9"}]}}
        """);
  }

  private int number(String trunk, String dialled) {
    return tool.execute("number", "--config", file.toString(), "--trunk", trunk, dialled);
  }

  @Test
  void saysEachStep() {
    assertThat(number("one", "0044 20 7946-0958")).isZero();
    assertThat(tool.out().lines().map(line -> line.replaceAll("  +", " | ")))
        .containsExactly(
            "received | 0044 20 7946-0958",
            "parameters and separators left out | 00442079460958",
            "as dialled in AT | +442079460958",
            "number | +442079460958: United Kingdom (GB), fixed line");
  }

  @Test
  void saysHowAShortCodeIsPriced() {
    assertThat(number("one", "112")).isZero();
    assertThat(tool.out()).contains("112, priced as +43112");
  }

  @Test
  void saysWhatIsRefused() {
    assertThat(number("one", "118811")).isEqualTo(Cli.FAILED);
    assertThat(number("one", "144")).isEqualTo(Cli.FAILED);
    assertThat(number("one", "nobody")).isEqualTo(Cli.FAILED);
    assertThat(tool.err().lines())
        .containsExactly(
            "tollgate number: the short code 118811 is barred",
            "tollgate number: the short code 144 is not allowed here",
            "tollgate number: not an E.164 number: it lacks the leading +; write + and the"
                + " country code first, as in +43123456789");
  }

  @ParameterizedTest
  @CsvSource({
    "tel:+43-664-1234567, +436641234567",
    "tel:0664/1234567, +436641234567",
    "TEL:7042;phone-context=+1914555, +19145557042",
    "sip:+436641234567@192.0.2.1:5060;user=phone, +436641234567",
    "sips:%2B436641234567@edge.test, +436641234567",
    "sip:0664(12)34567;npdi@edge.test, +436641234567"
  })
  void aUriIsTakenForWhatItDials(String uri, String e164) {
    assertThat(number("one", uri)).isZero();
    assertThat(tool.out()).contains(e164 + ": ");
  }

  @Test
  void thePrefixThatTellsTheTrunkIsLeftOutAsInCalls() throws IOException {
    Files.writeString(
        file,
        Files.readString(file)
            .replace(
                "dialPlan: vienna",
                "dialPlan: vienna, called: {prefixes: [\"991\"], strip: true}"));
    assertThat(number("one", "991+436641234567")).isZero();
    assertThat(tool.out()).contains("the trunk's prefix left out", "+436641234567: Austria");
  }

  @Test
  void aTrunkThatIsNotThereIsAMisuse() {
    assertThat(number("two", "112")).isEqualTo(Cli.WRONG);
    assertThat(tool.err()).contains("there is no trunk 'two'").doesNotContain("did you mean");
    assertThat(number("ome", "112")).isEqualTo(Cli.WRONG);
    assertThat(tool.err()).contains("there is no trunk 'ome' (did you mean one?)");
  }
}
