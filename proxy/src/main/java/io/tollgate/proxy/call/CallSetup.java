package io.tollgate.proxy.call;

import io.tollgate.proxy.admission.AdmissionControl;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.route.InboundCarriers;
import io.tollgate.proxy.trunk.RegistrationSettings;
import io.tollgate.proxy.trunk.Registrations;
import io.tollgate.proxy.trunk.TrunkAuthenticator;
import io.tollgate.rating.charge.PriceBook;
import io.tollgate.rating.deck.RateDecks;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The way from a caller's INVITE to a call begins here: whether calls are taken at all now, and
 * whose this one is. Another point of presence's goes through {@link TransitCalls}, a carrier's
 * through {@link CarrierCalls}, anybody else's through {@link TrunkCalls}. Their steps are plain
 * calls that return verdicts, without I/O; the first failure answers.
 *
 * <p>One a loop, confined to it; what the loops share (limits, decks) is safe by itself.
 */
public final class CallSetup {
  private static final Optional<Refusal> CLOSED =
      Optional.of(Refusal.of(HangupCause.SHUTDOWN, "the edge takes no new calls"));

  private static final Optional<Refusal> OVERLOADED =
      Optional.of(Refusal.of(HangupCause.OVERLOAD, "records cannot keep up"));

  private final Supplier<CallPolicy> policies;
  private final BooleanSupplier overloaded;
  private final TransitCalls transitCalls;
  private final CarrierCalls carrierCalls;
  private final TrunkCalls trunkCalls;
  private final OutboundSetup outbound;
  private CallEnvironment environment;
  private PopSteering steering = PopSteering.NONE;
  private boolean closed;

  /**
   * Sets calls up for one loop.
   *
   * @param policies asked once for each call; what it says may change
   * @param pop the point of presence that this node is
   * @param ids makes record ids
   * @param overloaded whether new calls must be shed, because the records' queue fills
   * @param books the price books of accounts by the accounts' ids
   * @param registrations where trunks can be reached that have registered
   */
  public CallSetup(
      TrunkAuthenticator authenticator,
      AdmissionControl admission,
      RateDecks decks,
      Supplier<CallPolicy> policies,
      String pop,
      Supplier<String> ids,
      BooleanSupplier overloaded,
      Function<String, Optional<PriceBook>> books,
      Registrations registrations,
      CallEnvironment environment) {
    this.policies = policies;
    this.overloaded = overloaded;
    this.environment = environment;
    InboundSetup inbound = new InboundSetup(admission, books, registrations);
    this.outbound =
        new OutboundSetup(admission, decks, new OnNetCalls(inbound, pop, ids), pop, ids);
    this.transitCalls = new TransitCalls(pop, ids);
    this.carrierCalls = new CarrierCalls(authenticator, inbound, pop, ids);
    this.trunkCalls = new TrunkCalls(authenticator, outbound, ids);
  }

  /**
   * Sets calls up where no number is ours, and nobody is sold calls to any.
   *
   * @param policies asked once for each call; what it says may change
   * @param pop the point of presence that this node is
   * @param ids makes record ids
   * @param overloaded whether new calls must be shed, because the records' queue fills
   */
  public CallSetup(
      TrunkAuthenticator authenticator,
      AdmissionControl admission,
      RateDecks decks,
      Supplier<CallPolicy> policies,
      String pop,
      Supplier<String> ids,
      BooleanSupplier overloaded,
      CallEnvironment environment) {
    this(
        authenticator,
        admission,
        decks,
        policies,
        pop,
        ids,
        overloaded,
        account -> Optional.empty(),
        new Registrations(RegistrationSettings.DEFAULT),
        environment);
  }

  /** The same that steers calls to the nearest point of presence. */
  public CallSetup steeredBy(PopSteering other) {
    steering = other;
    outbound.steeredBy(other);
    return this;
  }

  /**
   * Takes an INVITE through the steps. Either a call comes of it, which {@code caller} is attached
   * to, or {@code caller} has been refused or challenged, and a record written.
   */
  public void receive(CallRequest request, CallerLeg caller) {
    environment.observer().received();
    Optional<Refusal> away = turnsAway();
    if (away.isPresent()) {
      environment.observer().refused(away.get().cause());
      caller.refuse(away.get());
      return;
    }
    CallPolicy policy = policies.get();
    environment = environment.with(policy.settings());
    switch (steering.arrival(request, environment.clock().now())) {
      case PopSteering.Arrival.Transit known ->
          transitCalls.receive(known, policy, request, caller, environment);
      case PopSteering.Arrival.Wrong(String why) ->
          transitCalls.refuse(why, request, caller, environment);
      case PopSteering.Arrival.Ordinary() -> {
        Optional<InboundCarriers.Source> carrier =
            policy.inbound().carriers().find(request.presented().arrival());
        if (carrier.isPresent()) {
          carrierCalls.receive(
              carrier.get(), policy.inbound().numbers(), request, caller, environment);
        } else {
          trunkCalls.receive(policy, request, caller, environment);
        }
      }
    }
  }

  /** Turns away an INVITE that is wrong whoever sent it. */
  public void refuse(CallRequest request, CallerLeg caller, Refusal refusal) {
    environment.observer().received();
    trunkCalls.refuseStranger(refusal, request, caller, environment);
  }

  /** An error came of a message with this Call-ID: ends the calls that it belongs to. */
  public void breakDown(String callId, Throwable cause) {
    environment.registry().breakDown(callId, cause);
  }

  /** From now on every new call is turned away: the edge is about to stop. */
  public void close() {
    closed = true;
  }

  /** Why a new call would be turned away now, whoever made it; empty where it would not. */
  public Optional<Refusal> turnsAway() {
    return closed ? CLOSED : overloaded.getAsBoolean() ? OVERLOADED : Optional.empty();
  }

  /** From now on new calls are taken again. */
  public void open() {
    closed = false;
  }
}
