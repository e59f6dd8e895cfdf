package io.tollgate.proxy.cli;

import io.tollgate.rating.deck.DeckDiff;
import io.tollgate.rating.deck.DeckDiff.Change;
import io.tollgate.rating.deck.DeckDiff.Kind;
import io.tollgate.rating.deck.DeckReport;
import io.tollgate.rating.deck.Price;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a new version of a deck changes. */
@Command(
    name = "diff",
    description = {
      "Show what a new version of a deck changes: what goes up or down, what is new or gone.",
      "Rows with the same prices are not shown, whatever their descriptions say."
    },
    mixinStandardHelpOptions = true)
final class DeckDiffCommand implements Callable<Integer> {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  @Parameters(index = "0", paramLabel = "OLD", description = "The deck as it is.")
  private Path before;

  @Parameters(index = "1", paramLabel = "NEW", description = "The deck as it shall be.")
  private Path after;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Show no more than N changes; all are counted. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Mixin private DeckOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Optional<DeckReport> old = options.read(before);
    Optional<DeckReport> fresh = options.read(after);
    if (old.isEmpty() || fresh.isEmpty()) {
      return Cli.WRONG;
    }
    DeckDiff diff = DeckDiff.between(old.get().deck(), fresh.get().deck());
    PrintWriter out = spec.commandLine().getOut();
    List<Change> changes = diff.changes();
    changes.stream().limit(limit).forEach(change -> out.println(described(change)));
    if (changes.size() > limit) {
      out.println("and " + (changes.size() - limit) + " more");
    }
    out.println(
        "%d up, %d down, %d with other terms, %d new, %d gone, %d the same"
            .formatted(
                diff.count(Kind.UP),
                diff.count(Kind.DOWN),
                diff.count(Kind.TERMS),
                diff.count(Kind.NEW),
                diff.count(Kind.GONE),
                diff.same()));
    return 0;
  }

  private static String described(Change change) {
    String what =
        switch (change.kind()) {
          case NEW -> said(change.after());
          case GONE -> said(change.before());
          case UP, DOWN, TERMS ->
              said(change.before()) + " -> " + said(change.after()) + percent(change);
        };
    return "%-5s %s from %s: %s"
        .formatted(
            change.kind().name().toLowerCase(Locale.ROOT),
            change.destination(),
            origins(change),
            what);
  }

  private static String origins(Change change) {
    String first = change.firstOrigin().isEmpty() ? "anywhere" : change.firstOrigin();
    int more = change.origins() - 1;
    return more == 0 ? first : first + " and " + more + " more";
  }

  private static String said(Optional<Price> price) {
    return price.map(DeckDiffCommand::said).orElse("");
  }

  private static String said(Price price) {
    return price.blocked()
        ? "barred"
        : price.terms().ratePerMinute()
            + " "
            + price.terms().increments()
            + fee(" connect ", price.terms().connectFee().toString())
            + fee(" attempt ", price.terms().attemptFee().toString())
            + fee(" minimum ", price.terms().minimumCharge().toString());
  }

  private static String fee(String name, String amount) {
    return amount.equals("0.0000") ? "" : name + amount;
  }

  private static String percent(Change change) {
    if (change.before().isEmpty() || change.after().isEmpty()) {
      return "";
    }
    BigDecimal old = change.before().get().terms().ratePerMinute().toBigDecimal();
    BigDecimal fresh = change.after().get().terms().ratePerMinute().toBigDecimal();
    boolean barred = change.before().get().blocked() || change.after().get().blocked();
    if (barred || old.signum() == 0 || old.compareTo(fresh) == 0) {
      return "";
    }
    BigDecimal percent = fresh.subtract(old).multiply(HUNDRED).divide(old, 1, RoundingMode.HALF_UP);
    return " (" + (percent.signum() > 0 ? "+" : "") + percent + " %)";
  }
}
