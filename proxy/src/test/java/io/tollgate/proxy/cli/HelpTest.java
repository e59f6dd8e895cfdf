package io.tollgate.proxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the command line says of itself, by its help and where it is misused. */
class HelpTest {
  private static final int COLUMNS = 80;

  private static CommandLine tool() {
    Cli.Surroundings surroundings =
        new Cli.Surroundings(name -> null, name -> null, () -> () -> {}, Optional::empty);
    return Cli.commandLine(
        (config, source) -> {
          throw new AssertionError("nothing is started");
        },
        surroundings);
  }

  static List<CommandLine> commands() {
    return withSubcommands(tool()).toList();
  }

  private static Stream<CommandLine> withSubcommands(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(HelpTest::withSubcommands));
  }

  /** A list of commands shows the first line of each description, and no more. */
  @ParameterizedTest
  @MethodSource("commands")
  void whatACommandIsForIsWholeSentencesOnLinesOfTheirOwn(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    assertThat(spec.usageMessage().description()).isNotEmpty().allMatch(HelpTest::isSentence);
    spec.args()
        .forEach(
            argument ->
                assertThat(argument.description()).isNotEmpty().allMatch(HelpTest::isSentence));
  }

  private static boolean isSentence(String line) {
    return line.endsWith(".") || line.endsWith("…");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpFitsATerminalAndBreaksNoAddress(CommandLine command) {
    String help = command.getUsageMessage();
    assertThat(help.lines()).allMatch(line -> line.length() <= COLUMNS);
    assertThat(help).doesNotContainPattern("127\\.\\s");
  }

  @ParameterizedTest
  @CsvSource({
    "rout --trunk t, 'there is no command ''rout'' (did you mean route?); see'",
    "config chek x, 'there is no command ''chek'' (did you mean check?); see'",
    "frobnicate, 'there is no command ''frobnicate'' (there are run, reload, config, '"
  })
  void aCommandThatThereIsNotIsNamedWithThoseThatThereAre(String arguments, String said) {
    StringWriter err = new StringWriter();
    CommandLine tool = tool();
    tool.setErr(new PrintWriter(err, true));
    assertThat(tool.execute(arguments.split(" "))).isEqualTo(Cli.WRONG);
    assertThat(err.toString()).contains(said).contains("; see tollgate").hasLineCount(1);
  }

  /** What is drained stays so over a restart. */
  @Test
  void drainSaysHowLongItHolds() {
    assertThat(tool().getSubcommands().get("gateway").getSubcommands().get("drain"))
        .extracting(CommandLine::getUsageMessage)
        .asString()
        .contains("It holds until undrain, also when the edge is started anew.");
  }
}
