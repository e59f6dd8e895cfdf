package io.tollgate.proxy;

import io.tollgate.proxy.admission.CreditBank;
import io.tollgate.proxy.admission.CreditLedger;
import io.tollgate.proxy.config.StartFailure;
import io.tollgate.proxy.config.TollgateConfig;
import io.tollgate.proxy.http.trunk.CreditSource;
import io.tollgate.proxy.store.CreditBook;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.Credit;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The money of the running edge's accounts: started and stopped with it, and there for whoever asks
 * and pays over HTTP.
 */
final class CreditInForce implements CreditSource {
  /** How old the notes of what is set aside for calls may be when the process is killed. */
  private static final int HOLD_MILLIS = 100;

  private final CreditBook book;
  private final CreditLedger ledger;
  private final ScheduledExecutorService background =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("credit").daemon().factory());

  private volatile Map<String, Account> accounts = Map.of();

  private CreditInForce(CreditBook book) {
    this.book = book;
    this.ledger =
        new CreditLedger(CreditBank.of(book), CreditLedger.ALL, background, System::nanoTime);
  }

  /**
   * Opens the accounts, takes back what an earlier process had drawn, and draws the first blocks.
   *
   * @throws StartFailure where a balance is in another currency than its account's prices
   */
  static CreditInForce start(TollgateConfig config, CreditBook book) throws StartFailure {
    book.takeBack();
    CreditInForce credit = new CreditInForce(book);
    try {
      credit.follow(config);
    } catch (StartFailure | RuntimeException e) {
      credit.background.shutdownNow();
      throw e;
    }
    credit.background.scheduleWithFixedDelay(
        credit.ledger::flush, HOLD_MILLIS, HOLD_MILLIS, TimeUnit.MILLISECONDS);
    return credit;
  }

  /**
   * Gets ready for the accounts and trunks of a configuration that is about to be in force. Calls
   * that are up keep what they were admitted with.
   *
   * @throws StartFailure where a balance is in another currency than its account's prices
   */
  void follow(TollgateConfig config) throws StartFailure {
    Instant now = Instant.now();
    for (Account account : config.accounts()) {
      open(account, config.currencyOf(account), book);
      ledger.open(account, book, now);
    }
    config.trunks().trunks().forEach(trunk -> ledger.open(trunk, book, now));
    ledger.retain(
        config.accounts().stream().map(Account::id).collect(Collectors.toUnmodifiableSet()),
        config.trunks().trunks().stream().map(Trunk::id).collect(Collectors.toUnmodifiableSet()));
    accounts =
        config.accounts().stream()
            .collect(Collectors.toUnmodifiableMap(Account::id, Function.identity()));
  }

  private static void open(Account account, String currency, CreditBook book) throws StartFailure {
    if (account.credit().isEmpty()) {
      return;
    }
    String kept = book.open(account.id(), currency);
    if (!kept.equals(currency)) {
      throw new StartFailure(
          "accounts." + account.id() + ".deck",
          "its prices are in " + currency + ", but the account's balance is in " + kept,
          "name a deck in " + kept + ", or give the account another name",
          null);
    }
  }

  /** What pays for calls. */
  CreditLedger ledger() {
    return ledger;
  }

  /** Gives back what is drawn. To be called once no call is up. */
  void close() {
    background.close();
    ledger.close();
  }

  @Override
  public List<View> accounts() {
    Instant now = Instant.now();
    return book.standings().stream().map(standing -> view(standing, now)).toList();
  }

  private View view(CreditBook.Standing standing, Instant now) {
    CreditLedger.OnNode here = ledger.onNode(standing.account(), now);
    Optional<Credit> credit = credit(standing.account());
    return new View(
        standing.account(),
        standing.currency(),
        credit.map(c -> c.kind().label()).orElse(""),
        credit.map(Credit::limit).orElse(Money.ZERO),
        new Money(standing.balance()),
        new Money(Math.max(0, standing.granted() - standing.held() - here.free())),
        new Money(standing.held()),
        new Money(here.spentToday()),
        new Money(here.spentThisMonth()));
  }

  private Optional<Credit> credit(String account) {
    return Optional.ofNullable(accounts.get(account)).flatMap(Account::credit);
  }

  @Override
  public List<CreditBook.Entry> entries(String account, int atMost) {
    return book.entries(account, atMost);
  }

  @Override
  public List<CreditBook.Hold> orphans(String account) {
    return book.orphans(account);
  }

  /** What is taken out of a balance must not be in the hands of the ledger meanwhile. */
  @Override
  public CreditBook.Entered enter(CreditBook.Entry entry) {
    Optional<Account> account = Optional.ofNullable(accounts.get(entry.account()));
    if (entry.amount() < 0) {
      account.ifPresent(ledger::giveBack);
    }
    try {
      return book.enter(entry);
    } finally {
      account.ifPresent(ledger::replenish);
    }
  }

  @Override
  public boolean release(String call) {
    boolean released = book.release(call);
    if (released) {
      accounts.values().forEach(ledger::replenish);
    }
    return released;
  }
}
