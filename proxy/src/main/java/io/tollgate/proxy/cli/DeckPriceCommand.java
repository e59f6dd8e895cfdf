package io.tollgate.proxy.cli;

import io.tollgate.proxy.call.PriceNotice;
import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Rater;
import io.tollgate.rating.charge.RatingResult;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.deck.Rate;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDeck.UnknownOrigin;
import io.tollgate.rating.number.E164;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prices one call by a deck's file and shows the rows that it was chosen from. */
@Command(
    name = "price",
    description = {
      "Price a call by a deck: the rows that fit it, the one that wins first, and its charge.",
      "Exit code 1 where the deck would have the call refused."
    },
    mixinStandardHelpOptions = true)
final class DeckPriceCommand implements Callable<Integer> {
  private static final int MAX_SECONDS = 86_400;

  @Parameters(paramLabel = "FILE", description = "The deck, such as config/decks/demo.csv.")
  private Path file;

  @Mixin private DeckOptions options;
  @Spec private CommandSpec spec;

  @Option(
      names = "--to",
      paramLabel = "NUMBER",
      required = true,
      description = "The called number, E.164: +436641234567.")
  private String to;

  @Option(
      names = "--from",
      paramLabel = "NUMBER",
      description = "The caller's number, E.164; without it he hides it.")
  private Optional<String> from;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "How long the call lasts. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Override
  public Integer call() {
    E164 called = number("--to", to);
    Optional<E164> caller = from.map(text -> number("--from", text));
    if (seconds < 0 || seconds > MAX_SECONDS) {
      throw misuse("--seconds " + seconds + " is not within 0 and " + MAX_SECONDS);
    }
    return options.read(file).map(report -> price(report.deck(), called, caller)).orElse(Cli.WRONG);
  }

  private int price(RateDeck deck, E164 called, Optional<E164> caller) {
    PrintWriter out = spec.commandLine().getOut();
    List<Rate> fitting = new ArrayList<>();
    deck.forEach(
        rate -> {
          if (fits(rate, called, caller)) {
            fitting.addFirst(rate); // they come shortest first
          }
        });
    if (caller.isPresent()) {
      fitting.forEach(rate -> out.println("fits      " + described(rate)));
    } else {
      out.println("caller    hidden: " + fitting.size() + " rows fit the called number");
    }
    return switch (caller.isPresent()
        ? Rater.rate(deck, called, caller.get())
        : Rater.rateUnknownOrigin(deck, called)) {
      case RatingResult.NoRate() -> refused("the deck has no price for it");
      case RatingResult.Blocked(String prefix) -> refused("prefix " + prefix + " is barred");
      case RatingResult.Rated(Tariff tariff) -> {
        out.println("wins      " + PriceNotice.of(tariff));
        out.println("why       " + why(deck, called, caller, tariff));
        Charge charge = tariff.charge(Duration.ofSeconds(seconds));
        out.println(
            "charge    %s %s and attempt fee %s for %d s, of which %d are billed"
                .formatted(
                    charge.amount(),
                    tariff.currency(),
                    charge.attemptFee(),
                    seconds,
                    charge.billedSeconds()));
        yield 0;
      }
    };
  }

  /** Why the row that wins does, in the words of the rules. */
  private static String why(RateDeck deck, E164 called, Optional<E164> caller, Tariff tariff) {
    String won = tariff.destinationPrefix();
    if (caller.isEmpty() && deck.unknownOrigin() == UnknownOrigin.HIGHEST) {
      return won
          + " is the longest destination that fits, and a hidden caller pays its dearest row";
    }
    int longest =
        Integer.SIZE - 1 - Integer.numberOfLeadingZeros(deck.table().destinationLengths(called));
    String destination =
        longest == won.length()
            ? won + " is the longest destination that fits"
            : called.digits().substring(0, longest)
                + " fits better but has no price for this caller; "
                + won
                + " is the longest that has one";
    return destination
        + (tariff.originPrefix().isEmpty()
            ? ", and its row for callers from anywhere counts, for want of one for this caller"
            : ", and " + tariff.originPrefix() + " its longest origin that fits");
  }

  private static boolean fits(Rate rate, E164 called, Optional<E164> caller) {
    return called.digits().startsWith(rate.destinationPrefix())
        && caller.map(number -> number.digits().startsWith(rate.originPrefix())).orElse(true);
  }

  private static String described(Rate rate) {
    return "%s from %s: %s%s"
        .formatted(
            rate.destinationPrefix(),
            rate.originPrefix().isEmpty() ? "anywhere" : rate.originPrefix(),
            rate.price().blocked() ? "barred" : rate.price().terms().ratePerMinute(),
            rate.price().description().isEmpty() ? "" : " (" + rate.price().description() + ")");
  }

  private int refused(String why) {
    spec.commandLine().getErr().println("tollgate deck price: " + why);
    return Cli.FAILED;
  }

  private E164 number(String option, String text) {
    return E164.parse(text)
        .orElseThrow(
            () -> misuse(option + " '" + text + "' is no number in E.164, such as +436641234567"));
  }

  private ParameterException misuse(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
