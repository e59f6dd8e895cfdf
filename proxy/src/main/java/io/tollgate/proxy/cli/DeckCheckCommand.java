package io.tollgate.proxy.cli;

import io.tollgate.rating.deck.DeckProblem;
import io.tollgate.rating.deck.DeckReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
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

  @Parameters(paramLabel = "FILE", description = "The deck, such as config/decks/demo.csv.")
  private Path file;

  @Mixin private DeckOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Optional<DeckReport> report = options.read(file);
    if (report.isEmpty()) {
      return Cli.WRONG;
    }
    print(report.get(), spec.commandLine().getOut());
    return 0;
  }

  private void print(DeckReport report, PrintWriter out) {
    DeckReport.Counts counts = report.counts();
    DeckContents contents = DeckContents.of(report.deck());
    out.println(file + (report.leftOut().isEmpty() ? " is right" : " is taken in part"));
    line(out, "layout", report.layout());
    line(
        out,
        "rows",
        "%d, of which %d for later, %d expired, %d without a price"
            .formatted(counts.rows(), counts.pending(), counts.expired(), counts.unpriced()));
    line(out, "prices", report.deck().size() + ", of which barred " + contents.barred());
    line(out, "destinations", contents.destinations() + " prefixes");
    line(out, "origins", contents.origins() + " prefixes");
    contents
        .rates()
        .ifPresent(
            range -> line(out, "rates", range + " " + report.deck().currency() + " a minute"));
    line(out, "duplicates", Integer.toString(counts.duplicates()));
    line(out, "conflicts", Integer.toString(counts.conflicts()));
    if (counts.superseded() > 0) {
      line(out, "superseded", counts.superseded() + " by rows of a later date");
    }
    contents
        .firstOverlap()
        .ifPresent(
            first ->
                line(
                    out,
                    "overlaps",
                    contents.overlaps() + ", where the longer origin wins; the first: " + first));
    report.nextChange().ifPresent(next -> line(out, "changes", "next at " + next));
    list(out, "left out", report.leftOut(), report.leftOut().size());
    list(out, "warning", report.warnings(), counts.warnings());
  }

  private static void line(PrintWriter out, String name, String value) {
    out.println("%-13s %s".formatted(name, value));
  }

  private static void list(PrintWriter out, String name, List<DeckProblem> problems, int all) {
    int shown = Math.min(SHOWN_WARNINGS, problems.size());
    problems.subList(0, shown).forEach(problem -> line(out, name, problem.toString()));
    if (all > shown) {
      line(out, name, "and " + (all - shown) + " more");
    }
  }
}
