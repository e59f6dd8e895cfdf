package io.tollgate.proxy.cli;

import io.tollgate.proxy.config.ConfigException;
import io.tollgate.proxy.config.ConfigLoader;
import io.tollgate.proxy.config.TollgateConfig;
import io.tollgate.proxy.deck.LoadedDeck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether a configuration file is right. Starts nothing, writes nothing. */
@Command(
    name = "check",
    description = {
      "Say whether a configuration file, and the lists and decks that it names, are right.",
      "Starts nothing and writes nothing."
    },
    mixinStandardHelpOptions = true)
final class ConfigCheckCommand implements Callable<Integer> {
  private final Cli.Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The file, such as config/tollgate.yaml.")
  private Path file;

  ConfigCheckCommand(Cli.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws ConfigException {
    TollgateConfig config = new ConfigLoader(surroundings.environment()).check(file);
    PrintWriter out = spec.commandLine().getOut();
    config.warnings().forEach(warning -> out.println("warning: " + warning));
    out.println(file + " is right: " + summary(config));
    return 0;
  }

  private static String summary(TollgateConfig config) {
    int blocks = config.lists().values().stream().mapToInt(List::size).sum();
    int gateways = config.carriers().stream().mapToInt(c -> c.gateways().size()).sum();
    return String.join(
        ", ",
        count(config.accounts().size(), "account"),
        count(config.trunks().trunks().size(), "trunk"),
        count(config.lists().size(), "list") + " (" + count(blocks, "address block") + ")",
        count(config.decks().size(), "deck") + rows(config.decks()),
        count(config.carriers().size(), "carrier") + " (" + count(gateways, "gateway") + ")");
  }

  private static String rows(List<LoadedDeck> decks) {
    return decks.isEmpty()
        ? ""
        : decks.stream()
            .map(LoadedDeck::deck)
            .map(
                deck ->
                    "%s: %s in %s"
                        .formatted(deck.id(), count(deck.size(), "price"), deck.currency()))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
