package io.tollgate.proxy.cli;

import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.DeckProblem;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDeck.UnknownOrigin;
import io.tollgate.rating.deck.RateDeckReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** A deck's file on the command line, with what the configuration would say of it. */
final class DeckArgument {
  /** A file that is no deck at all has a problem in every line; nobody reads a million. */
  private static final int SHOWN_PROBLEMS = 100;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The deck, such as config/decks/demo.csv.")
  private Path file;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      defaultValue = "USD",
      description = "What the prices are in. Default: ${DEFAULT-VALUE}.")
  private String currency;

  @Option(
      names = "--increments",
      paramLabel = "FIRST/NEXT",
      defaultValue = "60/60",
      description = "For rows that name none, in seconds. Default: ${DEFAULT-VALUE}.")
  private String increments;

  @Option(
      names = "--digits",
      paramLabel = "N",
      defaultValue = "4",
      description = "Decimals that charges are rounded to. Default: ${DEFAULT-VALUE}.")
  private int digits;

  @Option(
      names = "--unknown-origin",
      paramLabel = "POLICY",
      defaultValue = "highest",
      description = "What hidden callers pay: highest or default. Default: ${DEFAULT-VALUE}.")
  private String unknownOrigin;

  Path file() {
    return file;
  }

  /** The deck; empty where it is wrong, which has been told then. */
  Optional<RateDeck> read() {
    try {
      return Optional.of(RateDeckReader.read(file, settings()));
    } catch (DeckException e) {
      tell(e.problems());
      return Optional.empty();
    }
  }

  private DeckSettings settings() {
    try {
      return DeckSettings.of("deck", currency)
          .withUnknownOrigin(policy())
          .withDigits(digits)
          .withIncrements(Increments.parse(increments));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private UnknownOrigin policy() {
    return switch (unknownOrigin) {
      case "highest" -> UnknownOrigin.HIGHEST;
      case "default" -> UnknownOrigin.DEFAULT;
      default ->
          throw new IllegalArgumentException(
              "unknown origin '" + unknownOrigin + "' is neither highest nor default");
    };
  }

  private void tell(List<DeckProblem> problems) {
    PrintWriter err = spec.commandLine().getErr();
    for (DeckProblem problem : problems.subList(0, Math.min(problems.size(), SHOWN_PROBLEMS))) {
      err.println(file + (problem.line() == 0 ? ": " : ":") + problem);
    }
    if (problems.size() > SHOWN_PROBLEMS) {
      err.println(file + ": and " + (problems.size() - SHOWN_PROBLEMS) + " more problems");
    }
  }
}
