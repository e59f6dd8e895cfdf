package io.tollgate.proxy.call;

import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.trunk.RoutePolicy;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.DialledNumber;
import io.tollgate.rating.number.E164;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What has been found out so far of a call that is being set up. Of it comes either what the call
 * is admitted with, or the record of an attempt that was turned away, which says as much as was
 * known by then.
 *
 * <p>Confined to its loop.
 */
final class CallDraft {
  private static final Charge NO_CHARGE = new Charge(0, Money.ZERO, Money.ZERO);

  private final String id;
  private final CallRequest request;
  private final String pop;
  private Cdr.Direction direction;
  private CallOrigin origin;
  private String account = "";
  private String trunk = "";
  private RoutePolicy routePolicy = RoutePolicy.DEFAULT;
  private CallerIdentity from = CallerIdentity.UNKNOWN;
  private String fromReceived;
  private Optional<E164> to = Optional.empty();
  private Optional<Tariff> tariff = Optional.empty();

  /**
   * Nothing is known but where it comes from.
   *
   * @param id the record's, whatever becomes of the call
   * @param direction which way it goes
   * @param origin where it comes from
   * @param pop the point of presence that handles it
   */
  CallDraft(
      String id, CallRequest request, Cdr.Direction direction, CallOrigin origin, String pop) {
    this.id = id;
    this.request = request;
    this.direction = direction;
    this.origin = origin;
    this.pop = pop;
    this.fromReceived = request.identity().decisive(false).getFirst();
  }

  /** An attempt that nobody has claimed, and that no point of presence has taken on. */
  static CallDraft unclaimed(String id, CallRequest request) {
    return new CallDraft(id, request, Cdr.Direction.OUTBOUND, CallOrigin.TRUNK, "");
  }

  /** This trunk lets it in, and its account pays. */
  void claimedBy(Trunk owner) {
    account = owner.account().id();
    trunk = owner.id();
    routePolicy = owner.routePolicy();
  }

  /**
   * Who calls.
   *
   * @param received the caller's number as it came
   */
  void from(CallerIdentity caller, String received) {
    from = caller;
    fromReceived = received;
  }

  /** What is called. */
  void to(E164 number) {
    to = Optional.of(number);
  }

  /** What it costs the account. */
  void price(Tariff found) {
    tariff = Optional.of(found);
  }

  /** It is the half of the trunk that calls, of a call between two trunks of ours. */
  void staysHere() {
    direction = Cdr.Direction.ON_NET;
    origin = CallOrigin.onNet(Cdr.Leg.ORIGINATING, id);
  }

  /** The id of its record. */
  String id() {
    return id;
  }

  /** What it is the draft of. */
  CallRequest request() {
    return request;
  }

  /** Which way it goes, as far as is known. */
  Cdr.Direction direction() {
    return direction;
  }

  /**
   * The number that is called.
   *
   * @throws java.util.NoSuchElementException where it could not be read
   */
  E164 to() {
    return to.orElseThrow();
  }

  /** Who calls; nobody before that has been found out. */
  CallerIdentity from() {
    return from;
  }

  /**
   * What the call is admitted with.
   *
   * @param pinned the price that it keeps
   * @param announce whether the caller is told that price
   */
  CallContext admitted(
      DialledNumber.Target called, Tariff pinned, boolean announce, CallBounds bounds) {
    return new CallContext(
        id,
        direction,
        account,
        trunk,
        pop,
        parties(),
        called,
        from.restricted(),
        pinned,
        announce,
        bounds,
        request.receivedAt(),
        origin,
        routePolicy);
  }

  /** Turns the caller away: the attempt is counted, answered and recorded. */
  void refuse(Refusal refusal, CallerLeg caller, CallEnvironment environment) {
    environment.observer().refused(refusal.cause());
    caller.refuse(refusal);
    record(refusal, environment);
  }

  /** Records an attempt that was turned away. */
  void record(Refusal refusal, CallEnvironment environment) {
    environment.write(refused(refusal, environment.clock().now()));
  }

  private Cdr refused(Refusal refusal, Instant now) {
    return new Cdr(
        id,
        direction,
        parties(),
        new Cdr.Path(account, trunk, origin.carrier(), origin.gateway(), pop),
        tariff,
        NO_CHARGE,
        Optional.empty(),
        List.of(),
        new Cdr.Times(request.receivedAt(), Optional.empty(), Optional.empty(), now, 0, 0),
        new Cdr.Ending(refusal.cause(), Cdr.HungUpBy.EDGE, refusal.status(), refusal.q850()),
        request.callId(),
        "",
        origin.onNet());
  }

  private Cdr.Parties parties() {
    return new Cdr.Parties(
        fromReceived, request.toUser(), from.number(), to, HostAndPort.of(request.source()));
  }
}
