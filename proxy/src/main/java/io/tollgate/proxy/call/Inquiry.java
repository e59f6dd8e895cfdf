package io.tollgate.proxy.call;

import io.tollgate.proxy.admission.CallPermit;
import io.tollgate.proxy.admission.CallScreen;
import io.tollgate.proxy.admission.Verdict;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.limit.Permit;
import io.tollgate.proxy.route.CostTable;
import io.tollgate.proxy.route.Hunt;
import io.tollgate.proxy.route.NumberDirectory;
import io.tollgate.proxy.route.RouteRequest;
import io.tollgate.proxy.trunk.CallerIdPolicy;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.CallKind;
import io.tollgate.rating.charge.Rater;
import io.tollgate.rating.charge.RatingResult;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.number.DialledNumber;
import io.tollgate.rating.number.E164;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The INVITE of a known trunk on its way through the steps: is it to be made here, is there room,
 * who calls whom, at what price, who pays, which way. Each step says why not, or nothing; the first
 * that says why not answers. An emergency call passes where others are limited.
 *
 * <p>Confined to its loop; used once.
 */
final class Inquiry {
  private static final Logger LOG = LoggerFactory.getLogger(Inquiry.class);

  private final OutboundSetup setup;
  private final Trunk trunk;
  private final CallPolicy policy;
  private final CallRequest request;
  private final CallDraft draft;
  private final CallerLeg caller;
  private final CallEnvironment environment;
  private Optional<CallPermit> permit = Optional.empty();
  private boolean emergency;

  /**
   * Nothing has been asked yet.
   *
   * @param setup what the steps go by
   * @param trunk that calls
   * @param policy where calls may go
   * @param draft takes what is found out
   */
  Inquiry(
      OutboundSetup setup,
      Trunk trunk,
      CallPolicy policy,
      CallDraft draft,
      CallerLeg caller,
      CallEnvironment environment) {
    this.setup = setup;
    this.trunk = trunk;
    this.policy = policy;
    this.request = draft.request();
    this.draft = draft;
    this.caller = caller;
    this.environment = environment;
  }

  /** Takes the steps. A call comes of it, or nothing is held, and the caller has been refused. */
  void run() {
    Optional<Refusal> refusal;
    try {
      refusal = steps();
    } catch (RuntimeException | Error e) {
      LOG.error("the set-up of a call from {} broke down", request.source(), e);
      refusal = Optional.of(Breakdown.REFUSAL);
    }
    if (refusal.isPresent()) {
      permit.ifPresent(Permit::release);
      draft.refuse(refusal.get(), caller, environment);
    }
  }

  private Optional<Refusal> steps() {
    DialledNumber dialled =
        trunk.dialPlan().read(trunk.recognition().called().dialled(request.toUser()));
    emergency = dialled.isEmergency();
    Optional<Refusal> refusal = steer();
    if (refusal.isEmpty()) {
      refusal = admit();
    }
    return refusal.isPresent() ? refusal : number(dialled);
  }

  /** Whether it had better be made elsewhere: asked before it is counted, for it comes again. */
  private Optional<Refusal> steer() {
    return emergency ? Optional.empty() : setup.steering().elsewhere(request);
  }

  private Optional<Refusal> admit() {
    return switch (setup.admission().admit(trunk, request.receivedNanos())) {
      case Verdict.Admitted(CallPermit held) -> {
        permit = Optional.of(held);
        yield emergency ? Optional.empty() : because(CallScreen.hours(trunk, request.receivedAt()));
      }
      case Verdict.Refused refused -> {
        if (!emergency) {
          yield Optional.of(Refusal.of(refused));
        }
        permit = Optional.of(setup.admission().exempt(trunk));
        yield Optional.empty();
      }
    };
  }

  /** Who calls whom. A wrong number is told before a wrong caller. */
  private Optional<Refusal> number(DialledNumber dialled) {
    CallerIdPolicy.Verdict allowed = identify();
    return switch (dialled) {
      case DialledNumber.Unreadable(String reason) -> because(HangupCause.NOT_E164, reason);
      case DialledNumber.Barred(String reason) -> because(HangupCause.DESTINATION_BARRED, reason);
      case DialledNumber.Target called -> {
        draft.to(called.e164());
        Optional<Refusal> refusal = because(CallScreen.destination(trunk, called));
        if (refusal.isPresent()) {
          yield refusal;
        }
        yield allowed instanceof CallerIdPolicy.Verdict.Refused(String why) && !emergency
            ? because(HangupCause.CALLER_ID, why)
            : price(called);
      }
    };
  }

  /** What the trunk may say of who calls. */
  private CallerIdPolicy.Verdict identify() {
    ClaimedIdentity.Shown shown =
        request.identity().shown(trunk.callerId().trustIdentity(), trunk.dialPlan()::readCaller);
    CallerIdPolicy.Verdict allowed = trunk.callerId().decide(shown.number());
    draft.from(
        allowed instanceof CallerIdPolicy.Verdict.Caller(Optional<E164> number)
            ? new CallerIdentity(number, request.identity().restricted())
            : CallerIdentity.UNKNOWN,
        shown.received());
    return allowed;
  }

  private Optional<Refusal> price(DialledNumber.Target called) {
    if (called instanceof DialledNumber.Number(E164 number)) {
      Optional<NumberDirectory.Entry> owner = policy.inbound().numbers().find(number);
      if (owner.isPresent()) {
        return stayHere(called, owner.get());
      }
    }
    RatingResult result = rate(called.e164());
    environment.observer().rated(result);
    return switch (result) {
      case RatingResult.NoRate() -> because(HangupCause.NO_RATE, "no price for " + called.e164());
      case RatingResult.Blocked(String prefix) ->
          because(HangupCause.DESTINATION_BARRED, "prefix " + prefix + " is barred");
      case RatingResult.Rated(Tariff tariff) -> {
        Optional<Refusal> refusal = pay(tariff);
        yield refusal.isPresent() ? refusal : route(called, tariff);
      }
    };
  }

  private RatingResult rate(E164 number) {
    Optional<RateDeck> deck = setup.decks().find(trunk.account().deck(), request.receivedAt());
    return deck.isPresent()
        ? Rater.rate(deck.get(), number, draft.from().number())
        : new RatingResult.NoRate();
  }

  /** Whether a call at this price may be made and can be paid for; from here on it has it. */
  private Optional<Refusal> pay(Tariff tariff) {
    draft.price(tariff);
    CallPermit held = permit.orElseThrow();
    if (emergency) {
      setup.admission().owe(held, trunk, request.receivedAt());
      return Optional.empty();
    }
    Optional<Refusal> refusal = because(CallScreen.rate(trunk, tariff));
    return refusal.isPresent()
        ? refusal
        : because(setup.admission().fund(held, draft.id(), trunk, tariff, request.receivedAt()));
  }

  /** The number is one of ours: no carrier hears of the call. */
  private Optional<Refusal> stayHere(DialledNumber.Target called, NumberDirectory.Entry owner) {
    draft.staysHere();
    Optional<Tariff> price = setup.onNet().price(trunk.account().id());
    if (price.isEmpty()) {
      return because(
          HangupCause.NO_RATE,
          "no price for " + CallKind.OUTBOUND_IP.label() + " of " + trunk.account().id());
    }
    Optional<Refusal> refusal = pay(price.get());
    if (refusal.isPresent()) {
      return refusal;
    }
    caller.nat(trunk.nat());
    return setup
        .onNet()
        .connect(
            admitted(called, price.get()),
            owner,
            permit.orElseThrow(),
            told(),
            caller,
            environment);
  }

  private Optional<Refusal> route(DialledNumber.Target called, Tariff tariff) {
    Optional<E164> from = draft.from().number();
    Hunt own =
        policy
            .routes()
            .hunt(
                new RouteRequest(
                    called.e164(),
                    from,
                    tariff,
                    trunk.routePolicy(),
                    setup.pop(),
                    request.receivedNanos()),
                // What it costs keeps no call for help from a carrier.
                emergency ? CostTable.NONE : environment.costs());
    Hunt hunt =
        setup.steering().nearestFirst(request.source().getAddress(), called.e164(), from, own);
    caller.nat(trunk.nat());
    return Departure.towardsCarriers(
        hunt, admitted(called, tariff), environment, caller, permit.orElseThrow(), told());
  }

  private CallContext admitted(DialledNumber.Target called, Tariff tariff) {
    return draft.admitted(
        called,
        tariff,
        trunk.announcePrice(),
        emergency ? CallBounds.NONE : CallBounds.of(trunk, request.receivedAt()));
  }

  /** The request, with what is believed of who sent it on. */
  private CallRequest told() {
    return trunk.callerId().trustIdentity()
        ? request.believed(trunk.dialPlan()::readCaller)
        : request;
  }

  private static Optional<Refusal> because(HangupCause cause, String why) {
    return Optional.of(Refusal.of(cause, why));
  }

  private static Optional<Refusal> because(Optional<Verdict.Refused> limit) {
    return limit.isPresent() ? Optional.of(Refusal.of(limit.get())) : Optional.empty();
  }
}
