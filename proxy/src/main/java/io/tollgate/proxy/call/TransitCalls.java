package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.limit.Permit;
import io.tollgate.proxy.route.Hunt;
import io.tollgate.proxy.route.RouteRequest;
import io.tollgate.proxy.route.Seizure;
import io.tollgate.proxy.trunk.RoutePolicy;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.DialledNumber;
import io.tollgate.rating.number.E164;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes calls that another point of presence has let in: it has admitted and priced them, counts
 * them and charges for them. Here they are sent to a carrier, and recorded as what they are, with
 * what the carrier charges us.
 *
 * <p>One a loop, confined to it.
 */
final class TransitCalls {
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
    E164 number = E164.ofCode(transit.e164());
    DialledNumber.Target called =
        request.toUser().equals(number.toString())
            ? new DialledNumber.Number(number)
            : new DialledNumber.Code(request.toUser(), number, false);
    Cdr.Parties parties = parties(request, Optional.of(number));
    Hunt hunt =
        policy
            .routes()
            .hunt(
                new RouteRequest(
                    number,
                    parties.from(),
                    FREE,
                    RoutePolicy.DEFAULT,
                    pop,
                    request.receivedNanos()),
                environment.costs());
    Optional<Seizure> first = hunt.seize(request.receivedNanos());
    if (first.isEmpty()) {
      refuse(
          Refusal.of(
              HangupCause.NO_ROUTE,
              "no gateway is left for "
                  + number
                  + ", the last one because "
                  + hunt.lastPassedOver().why()),
          parties,
          request,
          caller,
          environment);
      return;
    }
    CallContext context =
        new CallContext(
            ids.get(),
            Cdr.Direction.TRANSIT,
            "",
            "",
            pop,
            parties,
            called,
            request.identity().restricted(),
            FREE,
            false,
            CallBounds.NONE,
            request.receivedAt());
    Call.start(
        context,
        environment,
        caller,
        Permit.NONE,
        request.with(request.forwardings().believedOf(E164::parse)),
        hunt,
        first.get());
  }

  /** Another point's edge said what it must not. */
  void refuse(String why, CallRequest request, CallerLeg caller, CallEnvironment environment) {
    refuse(
        Refusal.of(HangupCause.BAD_VERDICT, why),
        parties(request, Optional.empty()),
        request,
        caller,
        environment);
  }

  private void refuse(
      Refusal refusal,
      Cdr.Parties parties,
      CallRequest request,
      CallerLeg caller,
      CallEnvironment environment) {
    environment.observer().refused(refusal.cause());
    caller.refuse(refusal);
    environment.write(
        new RefusedCall(
                ids.get(),
                Cdr.Direction.TRANSIT,
                parties,
                new Cdr.Path("", "", "", "", pop),
                Optional.empty(),
                Optional.empty())
            .record(request, refusal, environment.clock().now()));
  }

  /** The other point asserts the number that it has rated. */
  private static Cdr.Parties parties(CallRequest request, Optional<E164> to) {
    List<String> said = request.identity().decisive(true);
    return new Cdr.Parties(
        said.getFirst(),
        request.toUser(),
        said.stream().flatMap(text -> E164.parse(text).stream()).findFirst(),
        to,
        HostAndPort.of(request.source()));
  }
}
