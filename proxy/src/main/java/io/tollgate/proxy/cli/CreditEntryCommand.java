package io.tollgate.proxy.cli;

import io.tollgate.proxy.config.ConfigException;
import io.tollgate.proxy.config.ConfigLoader;
import io.tollgate.proxy.config.TollgateConfig;
import io.tollgate.proxy.store.CreditBook;
import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreException;
import io.tollgate.proxy.store.StoreInUseException;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.rating.charge.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes a balance, of an edge that does not run; a running one is asked over HTTP. */
abstract sealed class CreditEntryCommand implements Callable<Integer> {
  private static final String KEY = "[A-Za-z0-9._:-]{1,64}";

  private final Cli.Surroundings surroundings;
  private final int sign;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOption config;

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "The account.")
  private String account;

  @Parameters(
      index = "1",
      paramLabel = "AMOUNT",
      description = "In the currency of the account's deck, such as 25.00.")
  private String amount;

  @Option(names = "--note", paramLabel = "TEXT", description = "What it is for.")
  private String note = "";

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = {
        "Makes it once: a change with an id that is there already changes nothing.",
        "By default an id of its own."
      })
  private String id = UUID.randomUUID().toString();

  private CreditEntryCommand(Cli.Surroundings surroundings, int sign) {
    this.surroundings = surroundings;
    this.sign = sign;
  }

  /** Money comes in. */
  @Command(
      name = "add",
      description = {
        "Add to the balance of an account: a payment.",
        "For an edge that does not run; a running one takes POST /v1/credit/ACCOUNT/entries."
      },
      mixinStandardHelpOptions = true)
  static final class Add extends CreditEntryCommand {
    Add(Cli.Surroundings surroundings) {
      super(surroundings, 1);
    }
  }

  /** Money goes out. */
  @Command(
      name = "deduct",
      description = {
        "Deduct from the balance of an account: a correction, or money paid back.",
        "For an edge that does not run; a running one takes POST /v1/credit/ACCOUNT/entries."
      },
      mixinStandardHelpOptions = true)
  static final class Deduct extends CreditEntryCommand {
    Deduct(Cli.Surroundings surroundings) {
      super(surroundings, -1);
    }
  }

  @Override
  public Integer call() throws ConfigException {
    CreditBook.Entry entry =
        new CreditBook.Entry(
            key(),
            account,
            sign * amount().nanos(),
            note(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS));
    TollgateConfig read =
        new ConfigLoader(surroundings.environment()).check(config.file(surroundings.property()));
    Account known =
        read.accounts().stream()
            .filter(candidate -> candidate.id().equals(account))
            .filter(candidate -> candidate.credit().isPresent())
            .findFirst()
            .orElseThrow(() -> wrong("there is no account '" + account + "' that has credit"));
    try (Store store = Store.open(read.store())) {
      return enter(new CreditBook(store), read.currencyOf(known), entry);
    } catch (StoreInUseException e) {
      return fail(
          "the edge runs (%s) and counts this money: POST /v1/credit/%s/entries has it change it"
              .formatted(e.holder(), account));
    } catch (StoreException e) {
      return fail(e.getMessage());
    }
  }

  private int enter(CreditBook book, String currency, CreditBook.Entry entry) {
    String kept = book.open(account, currency);
    if (!kept.equals(currency)) {
      return fail("the balance of " + account + " is in " + kept + ", its deck in " + currency);
    }
    return switch (book.enter(entry)) {
      case MADE -> said("made", book);
      case ALREADY -> said("made before", book);
      case CONTRADICTED -> fail("the change " + entry.id() + " was made before, differently");
      case NO_ACCOUNT -> fail("there is no account '" + account + "'");
    };
  }

  private int said(String what, CreditBook book) {
    CreditBook.Standing standing =
        book.standings().stream()
            .filter(candidate -> candidate.account().equals(account))
            .findFirst()
            .orElseThrow();
    spec.commandLine()
        .getOut()
        .printf(
            "%s %s; %s has %s %s%n",
            id, what, account, new Money(standing.balance()), standing.currency());
    spec.commandLine().getOut().flush();
    return 0;
  }

  private String key() {
    if (!id.matches(KEY)) {
      throw wrong("'" + id + "' is no id; use 1 to 64 of A-Z a-z 0-9 . _ : -");
    }
    return id;
  }

  private String note() {
    if (note.length() > 200 || note.chars().anyMatch(Character::isISOControl)) {
      throw wrong("the note is longer than 200 characters, or not one line");
    }
    return note;
  }

  private Money amount() {
    Money read;
    try {
      read = Money.parse(amount);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
    if (read.isZero() || read.isNegative()) {
      throw wrong("the amount " + read + " is not more than 0");
    }
    if (read.nanos() > CreditBook.MAX_AMOUNT) {
      throw wrong("the amount " + read + " is more than 1000000000");
    }
    return read;
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  private int fail(String why) {
    spec.commandLine().getErr().println(spec.qualifiedName() + ": " + why);
    return Cli.FAILED;
  }
}
