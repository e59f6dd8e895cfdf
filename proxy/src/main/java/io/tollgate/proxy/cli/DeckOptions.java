package io.tollgate.proxy.cli;

import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Rounding;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.DeckInput;
import io.tollgate.rating.deck.DeckLayout;
import io.tollgate.rating.deck.DeckProblem;
import io.tollgate.rating.deck.DeckReport;
import io.tollgate.rating.deck.DeckRules;
import io.tollgate.rating.deck.DeckRules.NoDefault;
import io.tollgate.rating.deck.DeckRules.Unpriced;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.Moments;
import io.tollgate.rating.deck.RateDeck.UnknownOrigin;
import io.tollgate.rating.deck.RateDeckReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How deck files on the command line are read: what the configuration would say of them. */
final class DeckOptions {
  /** A file that is no deck at all has a problem in every line; nobody reads a million. */
  private static final int SHOWN_PROBLEMS = 100;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

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
      names = "--rounding",
      paramLabel = "MODE",
      defaultValue = "half-up",
      description = "half-up, half-even, up or down. Default: ${DEFAULT-VALUE}.")
  private String rounding;

  @Option(
      names = "--unknown-origin",
      paramLabel = "POLICY",
      defaultValue = "highest",
      description = "What hidden callers pay: highest or default. Default: ${DEFAULT-VALUE}.")
  private String unknownOrigin;

  @Option(
      names = "--layout",
      paramLabel = "NAME",
      defaultValue = "any",
      description =
          "How the file is laid out: any (found by its headings), a-z, twilio, telnyx or"
              + " pricing-api. Default: ${DEFAULT-VALUE}.")
  private String layout;

  @Option(
      names = "--column",
      paramLabel = "COLUMN=HEADING",
      description = "What a heading means, such as rate=Preis. May be repeated.")
  private Map<String, String> columns = new LinkedHashMap<>();

  @Option(
      names = "--group",
      paramLabel = "NAME=PREFIXES",
      description = "A group of prefixes, such as 'Spain - Mobile=346 347'. May be repeated.")
  private Map<String, String> groups = new LinkedHashMap<>();

  @Option(
      names = "--unpriced",
      paramLabel = "POLICY",
      defaultValue = "refuse",
      description =
          "What a row without a price means: refuse (a mistake), skip, or bar. Default:"
              + " ${DEFAULT-VALUE}.")
  private String unpriced;

  @Option(
      names = "--no-default",
      paramLabel = "POLICY",
      defaultValue = "warn",
      description =
          "What a destination without a price for callers from elsewhere means: allow, warn or"
              + " refuse. Default: ${DEFAULT-VALUE}.")
  private String noDefault;

  @Option(
      names = "--lenient",
      description = "Leave wrong rows out, and list them, instead of refusing the deck.")
  private boolean lenient;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "The moment whose prices count, where rows have dates: 2026-12-01 or"
              + " 2026-12-01T06:30:00Z. Default: now.")
  private Optional<String> at;

  /** The deck; empty where it is wrong, which has been told then. */
  Optional<DeckReport> read(Path file) {
    try {
      return Optional.of(RateDeckReader.read(DeckInput.of(file), settings(), moment()));
    } catch (DeckException e) {
      tell(file, e.problems());
      return Optional.empty();
    }
  }

  /** The moment whose prices count. */
  Instant moment() {
    return at.map(text -> valid(() -> Moments.parse(text))).orElseGet(Instant::now);
  }

  private DeckSettings settings() {
    return valid(
        () ->
            DeckSettings.of("deck", currency)
                .withUnknownOrigin(choice("unknown origin", unknownOrigin, UnknownOrigin.values()))
                .withRounding(
                    new Rounding(digits, choice("rounding", rounding, Rounding.Mode.values())))
                .withIncrements(Increments.parse(increments))
                .withRules(
                    new DeckRules(
                        DeckLayout.named(layout).withColumns(columns),
                        groups,
                        choice("unpriced", unpriced, Unpriced.values()),
                        choice("no default", noDefault, NoDefault.values()),
                        lenient)));
  }

  private <T> T valid(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static <E extends Enum<E>> E choice(String what, String word, E[] choices) {
    return Arrays.stream(choices)
        .filter(choice -> word(choice).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s '%s' is none of %s"
                        .formatted(
                            what,
                            word,
                            Arrays.stream(choices)
                                .map(DeckOptions::word)
                                .collect(Collectors.joining(", ")))));
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void tell(Path file, List<DeckProblem> problems) {
    PrintWriter err = spec.commandLine().getErr();
    for (DeckProblem problem : problems.subList(0, Math.min(problems.size(), SHOWN_PROBLEMS))) {
      err.println(file + (problem.line() == 0 ? ": " : ":") + problem);
    }
    if (problems.size() > SHOWN_PROBLEMS) {
      err.println(file + ": and " + (problems.size() - SHOWN_PROBLEMS) + " more problems");
    }
  }
}
