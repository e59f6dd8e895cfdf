package io.tollgate.proxy.cli;

import io.tollgate.proxy.config.ConfigException;
import io.tollgate.proxy.config.ConfigLoader;
import io.tollgate.proxy.config.TollgateConfig;
import io.tollgate.proxy.store.CreditBook;
import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreException;
import io.tollgate.proxy.store.StoreInUseException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets the money of a call go that was up when the edge died and will never have a record. */
@Command(
    name = "release",
    description = {
      "Let the money go that is held for a call that was up when an edge died.",
      "For calls whose record will not come. Deduct what the call did cost, where it is known.",
      "For an edge that does not run; a running one takes DELETE /v1/credit/held/CALL."
    },
    mixinStandardHelpOptions = true)
final class CreditReleaseCommand implements Callable<Integer> {
  private final Cli.Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOption config;

  @Parameters(paramLabel = "CALL", description = "The call's id, as `credit show` lists it.")
  private String call;

  CreditReleaseCommand(Cli.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws ConfigException {
    TollgateConfig read =
        new ConfigLoader(surroundings.environment()).check(config.file(surroundings.property()));
    try (Store store = Store.open(read.store())) {
      CreditBook book = new CreditBook(store);
      book.takeBack(); // no edge runs, so every call that was up is gone
      return book.release(call) ? 0 : fail("no money is held for call " + call);
    } catch (StoreInUseException e) {
      return fail(
          "the edge runs (%s) and counts this money: DELETE /v1/credit/held/%s has it let go"
              .formatted(e.holder(), call));
    } catch (StoreException e) {
      return fail(e.getMessage());
    }
  }

  private int fail(String why) {
    spec.commandLine().getErr().println("tollgate credit release: " + why);
    return Cli.FAILED;
  }
}
