package io.tollgate.proxy.call;

import io.tollgate.proxy.admission.AdmissionControl;
import io.tollgate.proxy.admission.CallPermit;
import io.tollgate.proxy.admission.CallScreen;
import io.tollgate.proxy.admission.Verdict;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.limit.Permit;
import io.tollgate.proxy.route.CostTable;
import io.tollgate.proxy.route.Hunt;
import io.tollgate.proxy.route.InboundCarriers;
import io.tollgate.proxy.route.NumberDirectory;
import io.tollgate.proxy.route.PassOver;
import io.tollgate.proxy.route.RouteRequest;
import io.tollgate.proxy.route.Seizure;
import io.tollgate.proxy.trunk.CallerIdPolicy;
import io.tollgate.proxy.trunk.RegistrationSettings;
import io.tollgate.proxy.trunk.Registrations;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.proxy.trunk.TrunkAuthenticator;
import io.tollgate.proxy.trunk.TrunkVerdict;
import io.tollgate.rating.charge.CallKind;
import io.tollgate.rating.charge.PriceBook;
import io.tollgate.rating.charge.Rater;
import io.tollgate.rating.charge.RatingResult;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDecks;
import io.tollgate.rating.number.DialledNumber;
import io.tollgate.rating.number.E164;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipeline from a caller's INVITE to a call: who is it, may it, where to, at what price, which
 * way. Each step is a plain call that returns a verdict, without I/O; the first failure answers.
 *
 * <p>One a loop, confined to it; what the loops share (limits, decks) is safe by itself.
 */
public final class CallSetup {
  private static final Logger LOG = LoggerFactory.getLogger(CallSetup.class);

  private final TrunkAuthenticator authenticator;
  private final AdmissionControl admission;
  private final RateDecks decks;
  private final Supplier<CallPolicy> policies;
  private final String pop;
  private final Supplier<String> ids;
  private final BooleanSupplier overloaded;
  private final CarrierCalls carrierCalls;
  private final OnNetCalls onNetCalls;
  private final StrangerBudget strangers = new StrangerBudget();
  private final TransitCalls transit;
  private CallEnvironment environment;
  private PopSteering steering = PopSteering.NONE;
  private boolean closed;

  private static final Optional<Refusal> CLOSED =
      Optional.of(Refusal.of(HangupCause.SHUTDOWN, "the edge takes no new calls"));

  private static final Optional<Refusal> OVERLOADED =
      Optional.of(Refusal.of(HangupCause.OVERLOAD, "records cannot keep up"));

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
    this.authenticator = authenticator;
    this.admission = admission;
    this.decks = decks;
    this.policies = policies;
    this.pop = pop;
    this.ids = ids;
    this.overloaded = overloaded;
    this.environment = environment;
    InboundSetup inbound = new InboundSetup(admission, books, registrations, pop, ids);
    this.carrierCalls = new CarrierCalls(authenticator, inbound, pop, ids);
    this.onNetCalls = new OnNetCalls(inbound);
    this.transit = new TransitCalls(pop, ids);
  }

  /** The same that steers calls to the nearest point of presence. */
  public CallSetup steeredBy(PopSteering other) {
    steering = other;
    return this;
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
    if (isTransit(policy, request, caller)) {
      return;
    }
    Optional<InboundCarriers.Source> carrier =
        policy.inbound().carriers().find(request.presented().arrival());
    if (carrier.isPresent()) {
      carrierCalls.receive(carrier.get(), policy.inbound().numbers(), request, caller, environment);
      return;
    }
    Inquiry inquiry = new Inquiry(request, caller, policy);
    try {
      inquire(inquiry, request, caller);
    } catch (RuntimeException | Error e) {
      LOG.error("the set-up of a call from {} broke down", request.source(), e);
      inquiry.refuse(Refusal.of(HangupCause.NODE_FAILURE, "an error of the edge's own"));
    }
  }

  /** Whether another point of presence has sent it; then it has been dealt with. */
  private boolean isTransit(CallPolicy policy, CallRequest request, CallerLeg caller) {
    switch (steering.arrival(request, environment.clock().now())) {
      case PopSteering.Arrival.Ordinary() -> {
        return false;
      }
      case PopSteering.Arrival.Transit known ->
          transit.receive(known, policy, request, caller, environment);
      case PopSteering.Arrival.Wrong(String why) ->
          transit.refuse(why, request, caller, environment);
    }
    return true;
  }

  private void inquire(Inquiry inquiry, CallRequest request, CallerLeg caller) {
    switch (authenticator.authenticate(request.presented(), request.receivedNanos())) {
      case TrunkVerdict.Known(Trunk trunk) -> inquiry.admit(trunk);
      case TrunkVerdict.Challenge(HangupCause cause, List<String> challenges) -> {
        if (cause == HangupCause.AUTH_REQUIRED) {
          environment.observer().challenged();
          caller.refuse(Refusal.challenge(cause, challenges));
        } else {
          inquiry.refuse(Refusal.challenge(cause, challenges));
        }
      }
      case TrunkVerdict.Refused(HangupCause cause) ->
          inquiry.refuseStranger(Refusal.ofStranger(cause));
    }
  }

  /** Turns away an INVITE that is wrong whoever sent it. */
  public void refuse(CallRequest request, CallerLeg caller, Refusal refusal) {
    environment.observer().received();
    new Inquiry(request, caller, policies.get()).refuseStranger(refusal);
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

  /** One INVITE on its way through the steps, with what has been found out so far. */
  private final class Inquiry {
    private final CallRequest request;
    private final CallerLeg caller;
    private final CallPolicy policy;
    private String account = "";
    private String trunk = "";
    private Optional<CallPermit> permit = Optional.empty();
    private Optional<Seizure> place = Optional.empty();
    private Optional<String> id = Optional.empty();
    private Optional<E164> to = Optional.empty();
    private CallerIdentity from = CallerIdentity.UNKNOWN;
    private String fromReceived;
    private Optional<Tariff> tariff = Optional.empty();
    private Cdr.Direction direction = Cdr.Direction.OUTBOUND;
    private CallOrigin origin = CallOrigin.TRUNK;

    Inquiry(CallRequest request, CallerLeg caller, CallPolicy policy) {
      this.policy = policy;
      this.request = request;
      this.caller = caller;
      this.fromReceived = request.identity().decisive(false).getFirst();
    }

    void admit(Trunk known) {
      account = known.account().id();
      trunk = known.id();
      Optional<Refusal> elsewhere = steering.elsewhere(request);
      if (elsewhere.isPresent() && !isEmergency(called(known))) {
        refuse(elsewhere.get()); // before it is counted: it comes again, there
        return;
      }
      switch (admission.admit(known, request.receivedNanos())) {
        case Verdict.Refused refused -> {
          if (isEmergency(called(known))) {
            permit = Optional.of(admission.exempt(known));
            number(known);
          } else {
            refuse(refused);
          }
        }
        case Verdict.Admitted(CallPermit held) -> {
          permit = Optional.of(held);
          Optional<Verdict.Refused> closed = CallScreen.hours(known, request.receivedAt());
          closed
              .filter(refused -> !isEmergency(called(known)))
              .ifPresentOrElse(this::refuse, () -> number(known));
        }
      }
    }

    private DialledNumber called(Trunk known) {
      return known.dialPlan().read(known.recognition().called().dialled(request.toUser()));
    }

    /** Nobody is kept from calling for help by a limit that somebody bought or forgot. */
    private static boolean isEmergency(DialledNumber called) {
      return called instanceof DialledNumber.Code code && code.emergency();
    }

    /** The id of the record that will be written, whatever becomes of the call. */
    private String id() {
      String known = id.orElseGet(ids);
      id = Optional.of(known);
      return known;
    }

    private void refuse(Verdict.Refused refused) {
      refuse(Refusal.of(refused.cause(), refused.why()));
    }

    private void number(Trunk known) {
      CallerIdPolicy.Verdict allowed = known.callerId().decide(shown(known));
      if (allowed instanceof CallerIdPolicy.Verdict.Caller(Optional<E164> number)) {
        from = new CallerIdentity(number, request.identity().restricted());
      }
      switch (called(known)) {
        case DialledNumber.Unreadable(String reason) ->
            refuse(Refusal.of(HangupCause.NOT_E164, reason));
        case DialledNumber.Barred(String reason) ->
            refuse(Refusal.of(HangupCause.DESTINATION_BARRED, reason));
        case DialledNumber.Target called -> {
          to = Optional.of(called.e164());
          Optional<Verdict.Refused> barred = barred(known, called);
          if (barred.isPresent()) {
            refuse(barred.get());
          } else if (allowed instanceof CallerIdPolicy.Verdict.Refused(String why)
              && !isEmergency(called)) {
            refuse(Refusal.of(HangupCause.CALLER_ID, why));
          } else {
            price(known, called);
          }
        }
      }
    }

    /** The number that the caller shows, by the header that decides. */
    private Optional<E164> shown(Trunk known) {
      List<String> said = request.identity().decisive(known.callerId().trustIdentity());
      fromReceived = said.getFirst();
      for (String text : said) {
        Optional<E164> number = known.dialPlan().readCaller(text);
        if (number.isPresent()) {
          fromReceived = text;
          return number;
        }
      }
      return Optional.empty();
    }

    /** Short codes such as 112 are what the dial plan says of them. */
    private static Optional<Verdict.Refused> barred(Trunk known, DialledNumber.Target called) {
      return called instanceof DialledNumber.Number(E164 number)
          ? CallScreen.destination(known, number)
          : Optional.empty();
    }

    private void price(Trunk known, DialledNumber.Target called) {
      Optional<NumberDirectory.Entry> owner =
          called instanceof DialledNumber.Number(E164 ours)
              ? policy.inbound().numbers().find(ours)
              : Optional.empty();
      if (owner.isPresent()) {
        stayHere(known, called.e164(), owner.get());
        return;
      }
      E164 number = called.e164();
      Optional<RateDeck> deck = decks.find(known.account().deck(), request.receivedAt());
      RatingResult result =
          deck.isEmpty()
              ? new RatingResult.NoRate()
              : Rater.rate(deck.get(), number, from.number());
      environment.observer().rated(result);
      switch (result) {
        case RatingResult.NoRate() ->
            refuse(Refusal.of(HangupCause.NO_RATE, "no price for " + number));
        case RatingResult.Blocked(String prefix) ->
            refuse(Refusal.of(HangupCause.DESTINATION_BARRED, "prefix " + prefix + " is barred"));
        case RatingResult.Rated(Tariff found) ->
            pay(known, called, found)
                .ifPresentOrElse(this::refuse, () -> route(known, called, found));
      }
    }

    /** Whether a call at this price may be made and can be paid for; from here on it has it. */
    private Optional<Verdict.Refused> pay(Trunk known, DialledNumber.Target called, Tariff found) {
      tariff = Optional.of(found);
      CallPermit held = permit.orElseThrow();
      if (isEmergency(called)) {
        admission.owe(held, known, request.receivedAt());
        return Optional.empty();
      }
      return CallScreen.rate(known, found)
          .or(() -> admission.fund(held, id(), known, found, request.receivedAt()));
    }

    /** The number is one of ours: no carrier hears of the call. */
    private void stayHere(Trunk known, E164 number, NumberDirectory.Entry owner) {
      origin = CallOrigin.onNet(Cdr.Leg.ORIGINATING, id());
      direction = Cdr.Direction.ON_NET;
      Optional<Tariff> price = onNetCalls.price(account);
      if (price.isEmpty()) {
        refuse(
            Refusal.of(
                HangupCause.NO_RATE,
                "no price for " + CallKind.OUTBOUND_IP.label() + " of " + account));
        return;
      }
      caller.nat(known.nat());
      pay(known, new DialledNumber.Number(number), price.get())
          .ifPresentOrElse(
              this::refuse,
              () ->
                  onNetCalls
                      .connect(
                          context(known, new DialledNumber.Number(number), price.get()),
                          owner,
                          permit.orElseThrow(),
                          told(known),
                          caller,
                          environment)
                      .ifPresent(this::refuse));
    }

    private void route(Trunk known, DialledNumber.Target called, Tariff found) {
      Hunt own =
          policy
              .routes()
              .hunt(
                  new RouteRequest(
                      called.e164(),
                      from.number(),
                      found,
                      known.routePolicy(),
                      pop,
                      request.receivedNanos()),
                  // What it costs keeps no call for help from a carrier.
                  isEmergency(called) ? CostTable.NONE : environment.costs());
      Hunt hunt =
          steering.nearestFirst(request.source().getAddress(), called.e164(), from.number(), own);
      Optional<Seizure> first = hunt.seize(request.receivedNanos());
      if (first.isEmpty()) {
        refuse(Refusal.of(HangupCause.NO_ROUTE, noRoute(called.e164(), hunt.lastPassedOver())));
        return;
      }
      place = first;
      caller.nat(known.nat());
      Call.start(
          context(known, called, found),
          environment,
          caller,
          permit.orElseThrow(),
          told(known),
          hunt,
          first.get());
      place = Optional.empty(); // the call's from now on
    }

    /** The request, with what is believed of who sent it on. */
    private CallRequest told(Trunk known) {
      return known.callerId().trustIdentity()
          ? request.with(request.forwardings().believedOf(known.dialPlan()::readCaller))
          : request;
    }

    private CallContext context(Trunk known, DialledNumber.Target called, Tariff found) {
      return new CallContext(
          id(),
          direction,
          account,
          trunk,
          pop,
          parties(),
          called,
          from.restricted(),
          found,
          known.announcePrice(),
          isEmergency(called) ? CallBounds.NONE : CallBounds.of(known, request.receivedAt()),
          request.receivedAt(),
          origin);
    }

    private static String noRoute(E164 number, PassOver last) {
      return last == PassOver.DESTINATION
          ? "no gateway takes " + number
          : "no gateway is left for " + number + ", the last one because " + last.why();
    }

    /** Nobody claims it: records of such attempts are rationed, since anybody can make them. */
    void refuseStranger(Refusal refusal) {
      if (strangers.allows(request.receivedNanos())) {
        refuse(refusal);
      } else {
        environment.observer().refused(refusal.cause());
        caller.refuse(refusal);
      }
    }

    void refuse(Refusal refusal) {
      permit.ifPresent(Permit::release);
      place.ifPresent(taken -> taken.release(request.receivedNanos()));
      environment.observer().refused(refusal.cause());
      caller.refuse(refusal);
      environment.write(attempt().record(request, refusal, environment.clock().now()));
    }

    private RefusedCall attempt() {
      return new RefusedCall(
          id(),
          direction,
          parties(),
          trunk.isEmpty() ? Cdr.Path.NOWHERE : new Cdr.Path(account, trunk, "", "", pop),
          tariff,
          origin.onNet());
    }

    private Cdr.Parties parties() {
      return new Cdr.Parties(
          fromReceived, request.toUser(), from.number(), to, HostAndPort.of(request.source()));
    }
  }
}
