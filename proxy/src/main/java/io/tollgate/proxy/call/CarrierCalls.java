package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.route.InboundCarriers;
import io.tollgate.proxy.route.NumberDirectory;
import io.tollgate.proxy.trunk.TrunkAuthenticator;
import io.tollgate.proxy.trunk.TrunkVerdict;
import io.tollgate.rating.number.DialledNumber;
import io.tollgate.rating.number.E164;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes calls that carriers send: what is called and who calls, in the carrier's way of writing
 * numbers; whose the number is; and then the steps of {@link InboundSetup}.
 *
 * <p>One a loop, confined to it.
 */
final class CarrierCalls {
  private static final Logger LOG = LoggerFactory.getLogger(CarrierCalls.class);

  private final TrunkAuthenticator authenticator;
  private final InboundSetup inbound;
  private final String pop;
  private final Supplier<String> ids;

  CarrierCalls(
      TrunkAuthenticator authenticator, InboundSetup inbound, String pop, Supplier<String> ids) {
    this.authenticator = authenticator;
    this.inbound = inbound;
    this.pop = pop;
    this.ids = ids;
  }

  /** Takes an INVITE: a call comes of it, or it is refused and a record written. */
  void receive(
      InboundCarriers.Source source,
      NumberDirectory numbers,
      CallRequest request,
      CallerLeg caller,
      CallEnvironment environment) {
    new Arriving(source, request, caller, environment).receive(numbers);
  }

  /** One INVITE, with what has been found out so far. */
  private final class Arriving {
    private final InboundCarriers.Source source;
    private final CallRequest request;
    private final CallDraft draft;
    private final CallerLeg caller;
    private final CallEnvironment environment;

    Arriving(
        InboundCarriers.Source source,
        CallRequest request,
        CallerLeg caller,
        CallEnvironment environment) {
      this.source = source;
      this.request = request;
      this.caller = caller;
      this.environment = environment;
      this.draft =
          new CallDraft(
              ids.get(), request, Cdr.Direction.INBOUND, CallOrigin.of(source.gateway()), pop);
    }

    private boolean isTrusted() {
      return source.gateway().terms().trusted();
    }

    void receive(NumberDirectory numbers) {
      try {
        Optional<TrunkVerdict.Challenge> challenge =
            source
                .terms()
                .user()
                .flatMap(
                    user ->
                        authenticator.challenge(
                            request.presented(), user, request.receivedNanos()));
        if (challenge.isPresent()) {
          challenge(challenge.get());
        } else {
          read(numbers);
        }
      } catch (RuntimeException | Error e) {
        LOG.error("the set-up of a call from {} broke down", request.source(), e);
        refuse(Breakdown.REFUSAL);
      }
    }

    private void challenge(TrunkVerdict.Challenge challenge) {
      Refusal refusal = Refusal.challenge(challenge.cause(), challenge.challenges());
      if (challenge.cause() == HangupCause.AUTH_REQUIRED) {
        environment.observer().challenged();
        caller.refuse(refusal);
      } else {
        refuse(refusal);
      }
    }

    private void identify() {
      ClaimedIdentity.Shown shown =
          request.identity().shown(isTrusted(), source.terms().plan()::readCaller);
      draft.from(
          new CallerIdentity(shown.number(), request.identity().restricted()), shown.received());
    }

    private void read(NumberDirectory numbers) {
      identify();
      switch (source.terms().plan().read(request.toUser())) {
        case DialledNumber.Number(E164 number) -> {
          draft.to(number);
          Optional<NumberDirectory.Entry> owner = numbers.find(number);
          if (owner.isPresent()) {
            connect(owner.get());
          } else {
            refuse(HangupCause.UNKNOWN_NUMBER, number + " is not ours");
          }
        }
        case DialledNumber.Unreadable(String reason) -> refuse(HangupCause.NOT_E164, reason);
        case DialledNumber.Barred(String reason) -> refuse(HangupCause.UNKNOWN_NUMBER, reason);
        case DialledNumber.Code(String dialled, E164 _, boolean _) ->
            refuse(HangupCause.UNKNOWN_NUMBER, dialled + " is not ours");
      }
    }

    private void connect(NumberDirectory.Entry owner) {
      switch (inbound.prepare(draft, owner, environment.states())) {
        case InboundSetup.Outcome.Refused(Refusal refusal) -> refuse(refusal);
        case InboundSetup.Outcome.Ready ready -> {
          caller.nat(source.gateway().terms().nat());
          Departure.towardsTrunk(
              ready.contacts(),
              ready.context(),
              environment.towardsTrunk(),
              caller,
              ready.permit(),
              told());
        }
      }
    }

    /** The request, with what is believed of who sent it on. */
    private CallRequest told() {
      return isTrusted() ? request.believed(source.terms().plan()::readCaller) : request;
    }

    private void refuse(HangupCause cause, String why) {
      refuse(Refusal.of(cause, why));
    }

    private void refuse(Refusal refusal) {
      draft.refuse(refusal, caller, environment);
    }
  }
}
