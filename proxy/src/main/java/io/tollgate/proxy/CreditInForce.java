package io.tollgate.proxy;

import io.tollgate.proxy.admission.CreditLedger;
import io.tollgate.proxy.http.CreditSource;
import io.tollgate.proxy.store.CreditBook;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.Credit;
import io.tollgate.rating.charge.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The money of the running edge's accounts, for whoever asks and pays over HTTP. */
final class CreditInForce implements CreditSource {
  private final Map<String, Account> accounts;
  private final CreditBook book;
  private final CreditLedger ledger;

  CreditInForce(List<Account> accounts, CreditBook book, CreditLedger ledger) {
    this.accounts =
        accounts.stream().collect(Collectors.toUnmodifiableMap(Account::id, Function.identity()));
    this.book = book;
    this.ledger = ledger;
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
