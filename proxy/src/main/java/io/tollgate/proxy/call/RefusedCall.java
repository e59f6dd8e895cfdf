package io.tollgate.proxy.call;

import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an INVITE that the edge turns away, for its record.
 *
 * @param id the record's
 * @param direction which way it would have gone
 * @param parties both numbers, as far as they could be read
 * @param path who would have paid, and whose gateway it came from
 * @param tariff its price, where it got as far as that
 * @param onNet which half of a call between two of our trunks it would have been
 */
record RefusedCall(
    String id,
    Cdr.Direction direction,
    Cdr.Parties parties,
    Cdr.Path path,
    Optional<Tariff> tariff,
    Optional<Cdr.OnNet> onNet) {
  private static final Charge NO_CHARGE = new Charge(0, Money.ZERO, Money.ZERO);

  /** The record of its end. */
  Cdr record(CallRequest request, Refusal refusal, Instant now) {
    return new Cdr(
        id,
        direction,
        parties,
        path,
        tariff,
        NO_CHARGE,
        Optional.empty(),
        List.of(),
        new Cdr.Times(request.receivedAt(), Optional.empty(), Optional.empty(), now, 0, 0),
        new Cdr.Ending(refusal.cause(), Cdr.HungUpBy.EDGE, refusal.status(), refusal.q850()),
        request.callId(),
        "",
        onNet);
  }
}
