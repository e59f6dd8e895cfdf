package io.tollgate.proxy.call;

import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.DialledNumber;
import java.time.Instant;
import java.util.Optional;

/**
 * The values that a call was admitted with and keeps, whatever is reloaded meanwhile.
 *
 * @param id the record's id
 * @param direction who calls whom
 * @param account the account that pays
 * @param trunk the trunk that let it in
 * @param pop the point of presence that handles it
 * @param parties both numbers
 * @param to what is called
 * @param restricted whether the caller's number is not for the called side's eyes
 * @param tariff the price it is pinned to
 * @param announcePrice whether the caller is told that price with the answer
 * @param bounds how long it may go on
 * @param receivedAt when the INVITE came
 */
public record CallContext(
    String id,
    Cdr.Direction direction,
    String account,
    String trunk,
    String pop,
    Cdr.Parties parties,
    DialledNumber.Target to,
    boolean restricted,
    Tariff tariff,
    boolean announcePrice,
    CallBounds bounds,
    Instant receivedAt) {

  /** Who calls: the number of the record, which is the one that was rated. */
  CallerIdentity caller() {
    return new CallerIdentity(parties.from(), restricted);
  }

  /** What the account pays; empty where another point of presence charges it. */
  Optional<Tariff> price() {
    return direction == Cdr.Direction.TRANSIT ? Optional.empty() : Optional.of(tariff);
  }

  /** What the caller is told of the price. */
  Optional<PriceNotice> announced() {
    return announcePrice ? Optional.of(PriceNotice.of(tariff)) : Optional.empty();
  }
}
