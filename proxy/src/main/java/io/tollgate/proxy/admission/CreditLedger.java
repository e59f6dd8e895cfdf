package io.tollgate.proxy.admission;

import io.tollgate.proxy.admission.SpendMeter.Day;
import io.tollgate.proxy.admission.Verdict.Refused;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.store.CreditBook;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pays for calls: sets money aside before they ring and while they go on, out of blocks that are
 * drawn from a {@link CreditBank} ahead of need, and out of what trunks and accounts may spend in a
 * day and a month. Whatever calls do at the same time, they never cost more than there is.
 *
 * <p>Safe for any thread. What calls need ({@link #fund}, extending, settling) works in memory,
 * under the lock of one account, and waits for nothing. What the bank is told and asked runs on the
 * background executor, and in {@link #flush}.
 *
 * <p><b>After a crash.</b> What was drawn is not lost: the bank takes it back when the node starts
 * again, but for what was set aside for calls that were answered and have no record, of which the
 * bank has notes a moment old. That is held, neither spent nor free, until the call's record comes,
 * which charges it, or an operator lets it go.
 */
public final class CreditLedger {
  private static final Logger LOG = LoggerFactory.getLogger(CreditLedger.class);

  /** A block as large as there is money: what a node takes that shares it with nobody. */
  public static final long ALL = Long.MAX_VALUE;

  /** After a draw that brought nothing, this long nothing is drawn: refused calls may be many. */
  private static final long DRY_NANOS = 1_000_000_000L;

  private final CreditBank bank;
  private final long block;
  private final Executor background;
  private final LongSupplier nanoTime;
  private final Map<String, Purse> purses = new ConcurrentHashMap<>();
  private final Map<String, Long> dryUntil = new ConcurrentHashMap<>();
  private final Map<String, CreditBook.Hold> notes = new LinkedHashMap<>();

  /**
   * A ledger over a bank.
   *
   * @param block how many nanos are drawn at a time, or {@link #ALL}
   * @param background where the bank is asked; never an event loop
   * @param nanoTime {@link System#nanoTime}
   */
  public CreditLedger(CreditBank bank, long block, Executor background, LongSupplier nanoTime) {
    this.bank = bank;
    this.block = block;
    this.background = background;
    this.nanoTime = nanoTime;
  }

  /** What an account has on this node, in nanos. */
  public record OnNode(long free, long spentToday, long spentThisMonth) {}

  /**
   * Gets ready for the calls of an account as it is configured now: where anything bounds what they
   * cost, finds out what was spent, and draws the first block; else forgets both. Not for an event
   * loop.
   */
  public void open(Account account, CreditBook book, Instant now) {
    boolean hasCredit = account.credit().isPresent();
    if (!hasCredit && !account.limits().spending().isBounded()) {
      close(account.id());
      return;
    }
    Purse purse = purses.computeIfAbsent(account.id(), id -> new Purse());
    if (!purse.meters()) {
      purse.meter(meter(book.spentBy(account.id(), Day.of(now).oldestThatMatters())));
    }
    boolean isNews = purse.hasCredit(hasCredit);
    if (isNews && hasCredit) {
      purse.drawnAnew(drawAnew(account, purse));
    } else if (purse.free() == 0) {
      draw(account, purse);
    }
  }

  private void close(String account) {
    Purse purse = purses.get(account);
    if (purse != null) {
      purse.forget();
      purse.hasCredit(false);
    }
  }

  private static SpendMeter meter(List<CreditBook.DaySpend> spent) {
    SpendMeter meter = new SpendMeter();
    spent.forEach(day -> meter.add(Day.of(day.day()), day.amount()));
    return meter;
  }

  /** The same for a trunk, of whose account it has been done. Not for an event loop. */
  public void open(Trunk trunk, CreditBook book, Instant now) {
    String account = trunk.account().id();
    if (!trunk.limits().spending().isBounded()) {
      Purse purse = purses.get(account);
      if (purse != null) {
        purse.forget(trunk.id());
      }
      return;
    }
    Purse purse = purses.computeIfAbsent(account, id -> new Purse());
    if (!purse.meters(trunk.id())) {
      purse.meter(
          trunk.id(), meter(book.spentBy(account, trunk.id(), Day.of(now).oldestThatMatters())));
    }
  }

  /**
   * Forgets all accounts and trunks but these, and those whose calls are up: they go on with what
   * they were admitted with, and are forgotten another time. Not for an event loop.
   *
   * @param accounts by id
   * @param trunks by id
   */
  public void retain(Set<String> accounts, Set<String> trunks) {
    for (Map.Entry<String, Purse> entry : purses.entrySet()) {
      entry.getValue().retain(trunks);
      if (!accounts.contains(entry.getKey()) && entry.getValue().setAside() == 0) {
        giveBack(entry.getKey(), entry.getValue());
        purses.remove(entry.getKey());
      }
    }
    dryUntil.keySet().retainAll(accounts);
  }

  private static boolean counts(Trunk trunk) {
    return trunk.account().credit().isPresent()
        || trunk.account().limits().spending().isBounded()
        || trunk.limits().spending().isBounded();
  }

  /**
   * Sets money aside for the beginning of a call.
   *
   * @param permit of the call; it has the money from here on, and settles it
   * @param call the id of its record
   * @param began when its INVITE came in
   * @return why the call cannot be paid for; empty where it can, or where nobody counts
   */
  Optional<Refused> fund(
      CallPermit permit, String call, Trunk trunk, Tariff tariff, Instant began) {
    if (!counts(trunk)) {
      permit.paidBy(uncounted(trunk, began));
      return Optional.empty();
    }
    Purse purse = purses.computeIfAbsent(trunk.account().id(), id -> new Purse());
    Reservation reservation = new Reservation(this, purse, call, trunk, tariff, Day.of(began));
    if (reservation.extend()) {
      permit.paidBy(reservation);
      return Optional.empty();
    }
    return Optional.of(refused(reservation.refusal(), trunk.account().id()));
  }

  /**
   * Carries on paying for an answered call of another process: with what is held for it, and with
   * more as it goes on. Not for an event loop.
   *
   * @param permit of the call; it has the money from here on, and settles it
   * @param call the id of its record
   * @param began when its INVITE came in
   */
  void resume(CallPermit permit, String call, Trunk trunk, Tariff tariff, Instant began) {
    if (counts(trunk)) {
      Purse purse = purses.computeIfAbsent(trunk.account().id(), id -> new Purse());
      Reservation reservation = new Reservation(this, purse, call, trunk, tariff, Day.of(began));
      reservation.resume(trunk.account().credit().isPresent() ? bank.adopt(call) : 0);
      permit.paidBy(reservation);
    } else {
      permit.paidBy(uncounted(trunk, began));
    }
  }

  /** Notes that a call is paid afterwards, whatever there is. */
  void owe(CallPermit permit, Trunk trunk, Instant began) {
    if (counts(trunk)) {
      Purse purse = purses.computeIfAbsent(trunk.account().id(), id -> new Purse());
      permit.paidBy(new Debt(this, purse.counted(trunk), trunk, Day.of(began)));
    } else {
      permit.paidBy(uncounted(trunk, began));
    }
  }

  /** Somebody may count by the time that the call ends. */
  private Debt uncounted(Trunk trunk, Instant began) {
    return new Debt(this, Purse.Counted.NOWHERE, trunk, Day.of(began));
  }

  /** A call that nothing was set aside for has cost this. */
  void spent(Debt debt, Money charge) {
    Purse purse = purses.get(debt.trunk().account().id());
    if (purse != null) {
      purse.settle(debt.counted(), debt.trunk().id(), debt.day(), 0, charge.nanos());
    }
  }

  private static Refused refused(HangupCause cause, String account) {
    return new Refused(
        cause,
        switch (cause) {
          case SPEND_DAY -> "as much was spent today as " + account + " or the trunk may";
          case SPEND_MONTH -> "as much was spent this month as " + account + " or the trunk may";
          default -> account + " has not enough left to pay for the first increment";
        });
  }

  /** Another block, where the last one runs low or was not enough. */
  void drawWhereLow(Account account, Purse purse, boolean tooLittle) {
    if (account.credit().isEmpty()) {
      return;
    }
    boolean low = tooLittle || block != ALL && purse.free() < block / 2;
    if (low && claimDraw(account.id())) {
      background.execute(() -> draw(account, purse));
    }
  }

  /** One draw an account at a time, and none while the account is dry. */
  private boolean claimDraw(String account) {
    long now = nanoTime.getAsLong();
    Long until = dryUntil.get(account);
    return until == null
        ? dryUntil.putIfAbsent(account, now + DRY_NANOS) == null
        : now - until > 0 && dryUntil.replace(account, until, now + DRY_NANOS);
  }

  private void draw(Account account, Purse purse) {
    if (account.credit().isEmpty()) {
      return;
    }
    try {
      long drawn = bank.draw(account, block);
      purse.drawn(drawn);
      if (drawn > 0) {
        dryUntil.remove(account.id());
      }
    } catch (RuntimeException e) {
      LOG.warn("nothing could be drawn for account {}: {}", account.id(), e.getMessage());
    }
  }

  /** The first block of an account that has credit from now on; 0 where the bank fails. */
  private long drawAnew(Account account, Purse purse) {
    try {
      return bank.drawAnew(account, purse.setAside(), block);
    } catch (RuntimeException e) {
      LOG.warn("nothing could be drawn for account {}: {}", account.id(), e.getMessage());
      return 0;
    }
  }

  /** The balance of an account has changed: what came in can be used from now on. */
  public void replenish(Account account) {
    Purse purse = purses.get(account.id());
    if (purse != null) {
      draw(account, purse);
    }
  }

  /**
   * The balance of an account is about to go down: gives back what is not set aside, so that it can
   * be taken. {@link #replenish} draws again.
   */
  public void giveBack(Account account) {
    Purse purse = purses.get(account.id());
    if (purse != null) {
      giveBack(account.id(), purse);
    }
  }

  private void giveBack(String account, Purse purse) {
    long free;
    synchronized (purse) {
      free = purse.free();
      purse.drawn(-free);
    }
    try {
      bank.giveBack(account, free);
    } catch (RuntimeException e) {
      purse.drawn(free);
      throw e;
    }
  }

  /** What an account has on this node; nothing where it has not been opened. */
  public OnNode onNode(String account, Instant now) {
    Purse purse = purses.get(account);
    Day today = Day.of(now);
    return purse == null
        ? new OnNode(0, 0, 0)
        : new OnNode(purse.free(), purse.spentOn(today), purse.spentInMonthOf(today));
  }

  void note(Reservation reservation) {
    Account account = reservation.trunk().account();
    if (account.credit().isPresent()) {
      synchronized (notes) {
        notes.put(
            reservation.call(),
            new CreditBook.Hold(reservation.call(), account.id(), reservation.amount()));
      }
    }
  }

  void forget(String call) {
    synchronized (notes) {
      notes.remove(call);
    }
  }

  /** Tells the bank what is set aside for the calls that are up. Not for an event loop. */
  public void flush() {
    List<CreditBook.Hold> batch;
    synchronized (notes) {
      batch = new ArrayList<>(notes.values());
      notes.clear();
    }
    if (batch.isEmpty()) {
      return;
    }
    try {
      bank.hold(batch);
    } catch (RuntimeException e) {
      LOG.warn("{} holds could not be noted, trying again: {}", batch.size(), e.getMessage());
      synchronized (notes) {
        batch.forEach(hold -> notes.putIfAbsent(hold.call(), hold));
      }
    }
  }

  /** Gives back whatever is not set aside. The ledger is of no use afterwards. */
  public void close() {
    flush();
    purses.forEach(this::giveBack);
  }
}
