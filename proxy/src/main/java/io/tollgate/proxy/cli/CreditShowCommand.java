package io.tollgate.proxy.cli;

import io.tollgate.proxy.store.CreditBook;
import io.tollgate.proxy.store.CreditQueries;
import io.tollgate.proxy.store.StoreException;
import io.tollgate.proxy.store.StoreFile;
import io.tollgate.rating.charge.Money;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows balances. Reads beside a running edge. */
@Command(
    name = "show",
    description = {
      "Show what accounts have.",
      "That is the balance, what of it a running edge has drawn to pay calls out of, and what is"
          + " held for calls that were up when an edge died. With an account, its latest changes"
          + " too.",
      "Only reads, and may do so beside a running edge."
    },
    mixinStandardHelpOptions = true)
final class CreditShowCommand implements Callable<Integer> {
  private static final int ENTRIES_SHOWN = 50;
  private static final String LINE = "%-20s %16s %-3s  drawn %s, held %s%n";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ACCOUNT", arity = "0..1", description = "Only this account.")
  private String account;

  @Option(
      names = "--store",
      paramLabel = "FILE",
      required = true,
      description = "The node's database, such as data/tollgate.db.")
  private Path store;

  @Override
  public Integer call() {
    try {
      List<CreditBook.Standing> standings =
          StoreFile.read(store, CreditQueries::standings).stream()
              .filter(standing -> account == null || standing.account().equals(account))
              .toList();
      PrintWriter out = spec.commandLine().getOut();
      for (CreditBook.Standing standing : standings) {
        out.printf(
            LINE,
            standing.account(),
            new Money(standing.balance()),
            standing.currency(),
            new Money(standing.granted()),
            new Money(standing.held()));
      }
      if (account != null && standings.isEmpty()) {
        return fail(
            "store "
                + store
                + ": no account '"
                + account
                + "' has, or had, credit or a limit of spending");
      }
      if (account != null) {
        details(out);
      }
      out.flush();
      return 0;
    } catch (StoreException e) {
      return fail(e.getMessage());
    }
  }

  private void details(PrintWriter out) {
    for (CreditBook.Entry entry :
        StoreFile.read(store, c -> CreditQueries.entries(c, account, ENTRIES_SHOWN))) {
      out.printf(
          "  %s %16s  %s  %s%n",
          entry.madeAt(), new Money(entry.amount()), entry.id(), entry.note());
    }
    for (CreditBook.Hold hold : StoreFile.read(store, c -> CreditQueries.orphans(c, account))) {
      out.printf("  held for call %s: %s%n", hold.call(), new Money(hold.amount()));
    }
  }

  private int fail(String why) {
    spec.commandLine().getErr().println("tollgate credit show: " + why);
    return Cli.FAILED;
  }
}
