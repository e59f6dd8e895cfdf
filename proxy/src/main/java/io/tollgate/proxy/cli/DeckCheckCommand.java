package io.tollgate.proxy.cli;

import io.tollgate.rating.charge.Money;
import io.tollgate.rating.deck.Rate;
import io.tollgate.rating.deck.RateDeck;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says whether a deck's file is right, and what is in it. */
@Command(
    name = "check",
    description = {
      "Say whether a deck is right, and what is in it.",
      "Where it is wrong, every problem is one line with its place; exit code 2."
    },
    mixinStandardHelpOptions = true)
final class DeckCheckCommand implements Callable<Integer> {
  private static final int SHOWN_WARNINGS = 20;

  @Mixin private DeckArgument argument;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Optional<RateDeck> deck = argument.read();
    if (deck.isEmpty()) {
      return Cli.WRONG;
    }
    Contents contents = new Contents();
    deck.get().forEach(contents::add);
    PrintWriter out = spec.commandLine().getOut();
    out.println(argument.file() + " is right");
    out.println("prices        " + deck.get().size() + ", of which barred " + contents.barred);
    out.println("destinations  " + contents.destinations + " prefixes");
    out.println("origins       " + contents.origins.size() + " prefixes");
    contents.cheapest.ifPresent(
        least ->
            out.println(
                "rates         %s to %s %s a minute"
                    .formatted(least, contents.dearest.orElse(least), deck.get().currency())));
    warn(out, contents.lackingDefault());
    return 0;
  }

  private static void warn(PrintWriter out, List<String> lacking) {
    lacking.stream()
        .limit(SHOWN_WARNINGS)
        .forEach(
            prefix ->
                out.println(
                    "warning       "
                        + prefix
                        + " has no price for callers from elsewhere; a shorter prefix prices them,"
                        + " or none"));
    if (lacking.size() > SHOWN_WARNINGS) {
      out.println("warning       so have " + (lacking.size() - SHOWN_WARNINGS) + " more");
    }
  }

  /** What is counted; rows come by destination, the default one first. */
  private static final class Contents {
    private final Set<String> origins = new HashSet<>();
    private final List<String> lacking = new ArrayList<>();
    private Optional<Money> cheapest = Optional.empty();
    private Optional<Money> dearest = Optional.empty();
    private String destination = "";
    private int destinations;
    private int barred;

    void add(Rate rate) {
      if (!rate.destinationPrefix().equals(destination)) {
        destination = rate.destinationPrefix();
        destinations++;
        if (!rate.originPrefix().isEmpty()) {
          lacking.add(destination);
        }
      }
      if (!rate.originPrefix().isEmpty()) {
        origins.add(rate.originPrefix());
      }
      if (rate.price().blocked()) {
        barred++;
      } else {
        Money price = rate.price().terms().ratePerMinute();
        cheapest = Optional.of(cheapest.filter(c -> c.compareTo(price) <= 0).orElse(price));
        dearest = Optional.of(dearest.filter(d -> d.compareTo(price) >= 0).orElse(price));
      }
    }

    List<String> lackingDefault() {
      return lacking;
    }
  }
}
