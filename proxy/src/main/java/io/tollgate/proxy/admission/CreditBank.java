package io.tollgate.proxy.admission;

import io.tollgate.proxy.store.CreditBook;
import io.tollgate.proxy.trunk.Account;
import java.util.List;

/**
 * Where the money of accounts is kept. Nodes draw blocks from it and pay calls with those, without
 * asking again; what a node has drawn no other gets, whatever becomes of the node.
 *
 * <p>May take as long as a disk or a network takes: never to be called on an event loop.
 */
public interface CreditBank {

  /**
   * Draws from what an account with credit has left.
   *
   * @param wanted at most so many nanos
   * @return what was drawn, 0 or more
   */
  long draw(Account account, long wanted);

  /**
   * Draws for an account that has credit from now on, whatever was drawn for it, and charged to it,
   * while it had another or none. A bank that is told of every charge draws as ever.
   *
   * @param setAside what calls that are up hold of an earlier block, in nanos
   * @param wanted at most so many nanos
   * @return how many nanos, 0 or more
   */
  default long drawAnew(Account account, long setAside, long wanted) {
    return draw(account, wanted);
  }

  /** Gives back what was drawn and is not needed. */
  void giveBack(String account, long nanos);

  /** Notes what is set aside for calls that are up; the last word on a call counts. */
  void hold(List<CreditBook.Hold> holds);

  /**
   * Takes over what is held for a call that another process answered, as if it had been drawn.
   *
   * @return how many nanos; 0 where nothing is held
   */
  long adopt(String call);

  /** The node's own database. */
  static CreditBank of(CreditBook book) {
    return new CreditBank() {
      @Override
      public long draw(Account account, long wanted) {
        return book.draw(account.id(), account.credit().orElseThrow().limit().nanos(), wanted);
      }

      @Override
      public long drawAnew(Account account, long setAside, long wanted) {
        return book.drawAnew(
            account.id(), account.credit().orElseThrow().limit().nanos(), setAside, wanted);
      }

      @Override
      public void giveBack(String account, long nanos) {
        book.giveBack(account, nanos);
      }

      @Override
      public void hold(List<CreditBook.Hold> holds) {
        book.hold(holds);
      }

      @Override
      public long adopt(String call) {
        return book.adopt(call);
      }
    };
  }
}
