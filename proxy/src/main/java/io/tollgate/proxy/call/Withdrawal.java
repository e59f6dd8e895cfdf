package io.tollgate.proxy.call;

import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.Cdr.HungUpBy;
import java.time.Instant;

/**
 * A call that was given up before its answer: for the caller it is over; the record waits for the
 * gateway's last word.
 *
 * @param ending how it ended
 * @param at when it was given up
 */
record Withdrawal(Cdr.Ending ending, Instant at) {
  static Withdrawal of(Refusal refusal, HungUpBy by, Instant now) {
    return new Withdrawal(
        new Cdr.Ending(refusal.cause(), by, refusal.status(), refusal.q850()), now);
  }
}
