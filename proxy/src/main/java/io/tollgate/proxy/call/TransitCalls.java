package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.limit.Permit;
import io.tollgate.proxy.route.CostTable;
import io.tollgate.proxy.route.Hunt;
import io.tollgate.proxy.route.RouteRequest;
import io.tollgate.proxy.route.pop.VerdictTerms;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.DialledNumber;
import io.tollgate.rating.number.E164;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes calls that another point of presence has let in: it has admitted and priced them, counts
 * them and charges for them. Here they are sent to a carrier, by what the customer pays there and
 * in the order that his trunk wants, and recorded as what they are, with what the carrier charges
 * us.
 *
 * <p>One a loop, confined to it.
 */
final class TransitCalls {
  private static final Logger LOG = LoggerFactory.getLogger(TransitCalls.class);

  /** Nobody pays here. */
  private static final Tariff FREE =
      new Tariff(
          "",
          0,
          "XXX", // ISO 4217: no currency
          0,
          "",
          "",
          Money.ZERO,
          Money.ZERO,
          Money.ZERO,
          Money.ZERO,
          Increments.PER_SECOND,
          0,
          0);

  private final String pop;
  private final Supplier<String> ids;

  /**
   * Takes them for one loop.
   *
   * @param pop the point of presence that this node is
   * @param ids makes record ids
   */
  TransitCalls(String pop, Supplier<String> ids) {
    this.pop = pop;
    this.ids = ids;
  }

  /** Takes an INVITE: a call comes of it, or it is refused and a record written. */
  void receive(
      PopSteering.Arrival.Transit transit,
      CallPolicy policy,
      CallRequest request,
      CallerLeg caller,
      CallEnvironment environment) {
    CallDraft draft = draft(request);
    Optional<Refusal> refusal;
    try {
      refusal = route(transit, draft, policy, caller, environment);
    } catch (RuntimeException | Error e) {
      LOG.error("the set-up of a call from {} broke down", request.source(), e);
      refusal = Optional.of(Breakdown.REFUSAL);
    }
    if (refusal.isPresent()) {
      draft.refuse(refusal.get(), caller, environment);
    }
  }

  private Optional<Refusal> route(
      PopSteering.Arrival.Transit transit,
      CallDraft draft,
      CallPolicy policy,
      CallerLeg caller,
      CallEnvironment environment) {
    CallRequest request = draft.request();
    VerdictTerms terms = transit.terms();
    E164 number = E164.ofCode(transit.e164());
    draft.to(number);
    DialledNumber.Target called =
        request.toUser().equals(number.toString())
            ? new DialledNumber.Number(number)
            : new DialledNumber.Code(request.toUser(), number, terms.emergency());
    Hunt hunt =
        policy
            .routes()
            .hunt(
                new RouteRequest(
                    number,
                    draft.from().number(),
                    terms.price(),
                    terms.policy(),
                    pop,
                    request.receivedNanos()),
                terms.emergency() ? CostTable.NONE : environment.costs());
    return Departure.towardsCarriers(
        hunt,
        draft.admitted(called, FREE, false, CallBounds.NONE),
        environment,
        caller,
        Permit.NONE,
        request.believed(E164::parse));
  }

  /** Another point's edge said what it must not. */
  void refuse(String why, CallRequest request, CallerLeg caller, CallEnvironment environment) {
    draft(request).refuse(Refusal.of(HangupCause.BAD_VERDICT, why), caller, environment);
  }

  /** The other point asserts the number that it has rated. */
  private CallDraft draft(CallRequest request) {
    CallDraft draft =
        new CallDraft(ids.get(), request, Cdr.Direction.TRANSIT, CallOrigin.TRUNK, pop);
    ClaimedIdentity.Shown shown = request.identity().shown(true, E164::parse);
    draft.from(
        new CallerIdentity(shown.number(), request.identity().restricted()), shown.received());
    return draft;
  }
}
