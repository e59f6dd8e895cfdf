package io.tollgate.proxy.cli;

import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.CdrExplanation;
import io.tollgate.proxy.cdr.SqliteCdrStore;
import io.tollgate.proxy.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says step by step why a call costs what its record says. Reads beside a running edge. */
@Command(
    name = "explain",
    description = {
      "Compute once more what a call costs, and say each step.",
      "It goes by the tariff and the duration in its record, the carrier's charge and the margin"
          + " too, and looks the prices up again in the decks that it names, where those are kept.",
      "Exit code 1 where the record says something else.",
      "Only reads, and may do so beside a running edge."
    },
    mixinStandardHelpOptions = true)
final class CdrExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "The record's id.")
  private String id;

  @Option(
      names = "--store",
      paramLabel = "FILE",
      required = true,
      description = "The node's database, such as data/tollgate.db.")
  private Path store;

  @Override
  public Integer call() {
    Optional<Cdr> cdr;
    try {
      cdr = SqliteCdrStore.findIn(store, id);
    } catch (StoreException e) {
      return fail(e.getMessage());
    }
    if (cdr.isEmpty()) {
      return fail("store " + store + ": no record has the id " + id);
    }
    CdrExplanation explanation = CdrExplanation.of(cdr.get());
    explanation.steps().forEach(spec.commandLine().getOut()::println);
    List<KeptDeck> kept = KeptDeck.lookUp(store, cdr.get());
    kept.forEach(
        deck -> spec.commandLine().getOut().println("%-10s %s".formatted("deck", deck.said())));
    if (!explanation.agrees()) {
      return fail("record " + id + " does not follow from its own tariff and duration");
    }
    return kept.stream().allMatch(KeptDeck::agrees)
        ? 0
        : fail("record " + id + " does not follow from a deck that it names");
  }

  private int fail(String why) {
    spec.commandLine().getErr().println("tollgate cdr explain: " + why);
    return Cli.FAILED;
  }
}
