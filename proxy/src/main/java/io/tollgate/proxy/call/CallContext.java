package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.trunk.RoutePolicy;
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
 * @param origin where it came from, if it goes to a number of ours
 * @param routePolicy what the trunk that let it in wants of routes
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
    Instant receivedAt,
    CallOrigin origin,
    RoutePolicy routePolicy) {

  /** Who calls: the number of the record, which is the one that was rated. */
  CallerIdentity caller() {
    return new CallerIdentity(parties.from(), restricted);
  }

  /** What the account pays; empty where another point of presence charges it. */
  Optional<Tariff> price() {
    return direction == Cdr.Direction.TRANSIT ? Optional.empty() : Optional.of(tariff);
  }

  /** Whether it goes to a trunk of ours, and not to a carrier. */
  boolean staysHere() {
    return direction == Cdr.Direction.INBOUND || direction == Cdr.Direction.ON_NET;
  }

  /** Whether it is the half of an on-net call that is offered to nobody but the other half. */
  boolean staysHalf() {
    return origin.onNet().filter(half -> half.leg() == Cdr.Leg.ORIGINATING).isPresent();
  }

  /** What it is where nobody who was asked has taken it. */
  HangupCause nobodyTook() {
    return staysHere() ? HangupCause.CONTACTS_FAILED : HangupCause.CARRIERS_FAILED;
  }

  /**
   * The path in its record.
   *
   * @param carrier whose gateway it went out to
   */
  Cdr.Path path(String carrier, String gateway) {
    return staysHere()
        ? new Cdr.Path(account, trunk, origin.carrier(), origin.gateway(), pop)
        : new Cdr.Path(account, trunk, carrier, gateway, pop);
  }

  /** What the caller is told of the price. */
  Optional<PriceNotice> announced() {
    return announcePrice ? Optional.of(PriceNotice.of(tariff)) : Optional.empty();
  }
}
