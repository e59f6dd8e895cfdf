package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.route.InboundCarriers;
import io.tollgate.proxy.route.NumberDirectory;
import io.tollgate.proxy.trunk.TrunkAuthenticator;
import io.tollgate.proxy.trunk.TrunkVerdict;
import io.tollgate.rating.number.DialPlan;
import io.tollgate.rating.number.DialledNumber;
import io.tollgate.rating.number.E164;
import java.util.List;
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
    private final CallerLeg caller;
    private final CallEnvironment environment;
    private CallerIdentity from = CallerIdentity.UNKNOWN;
    private String fromReceived;
    private Optional<E164> to = Optional.empty();

    Arriving(
        InboundCarriers.Source source,
        CallRequest request,
        CallerLeg caller,
        CallEnvironment environment) {
      this.source = source;
      this.request = request;
      this.caller = caller;
      this.environment = environment;
      this.fromReceived = request.identity().decisive(isTrusted()).getFirst();
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
        refuse(Refusal.of(HangupCause.NODE_FAILURE, "an error of the edge's own"));
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

    private void read(NumberDirectory numbers) {
      DialPlan plan = source.terms().plan();
      from = new CallerIdentity(shown(plan), request.identity().restricted());
      switch (plan.read(request.toUser())) {
        case DialledNumber.Number(E164 number) -> {
          to = Optional.of(number);
          Optional<NumberDirectory.Entry> owner = numbers.find(number);
          if (owner.isPresent()) {
            connect(number, owner.get());
          } else {
            refuse(Refusal.of(HangupCause.UNKNOWN_NUMBER, number + " is not ours"));
          }
        }
        case DialledNumber.Unreadable(String reason) ->
            refuse(Refusal.of(HangupCause.NOT_E164, reason));
        case DialledNumber.Barred(String reason) ->
            refuse(Refusal.of(HangupCause.UNKNOWN_NUMBER, reason));
        case DialledNumber.Code(String dialled, E164 _, boolean _) ->
            refuse(Refusal.of(HangupCause.UNKNOWN_NUMBER, dialled + " is not ours"));
      }
    }

    private Optional<E164> shown(DialPlan plan) {
      List<String> said = request.identity().decisive(isTrusted());
      for (String text : said) {
        Optional<E164> number = plan.readCaller(text);
        if (number.isPresent()) {
          fromReceived = text;
          return number;
        }
      }
      return Optional.empty();
    }

    private void connect(E164 number, NumberDirectory.Entry owner) {
      InboundSetup.Outcome outcome =
          inbound.prepare(
              request,
              new InboundSetup.Called(
                  Cdr.Direction.INBOUND,
                  CallOrigin.of(source.gateway()),
                  from,
                  fromReceived,
                  number,
                  owner));
      switch (outcome) {
        case InboundSetup.Outcome.Refused(Refusal refusal, RefusedCall attempt) ->
            refuse(refusal, attempt);
        case InboundSetup.Outcome.Ready ready -> {
          caller.nat(source.gateway().terms().nat());
          TrunkCall.start(
              ready.context(),
              environment.towardsTrunk(),
              caller,
              ready.permit(),
              told(),
              ready.contacts());
        }
      }
    }

    /** The request, with what is believed of who sent it on. */
    private CallRequest told() {
      return isTrusted()
          ? request.with(request.forwardings().believedOf(source.terms().plan()::readCaller))
          : request;
    }

    private void refuse(Refusal refusal) {
      refuse(
          refusal,
          new RefusedCall(
              ids.get(),
              Cdr.Direction.INBOUND,
              new Cdr.Parties(
                  fromReceived,
                  request.toUser(),
                  from.number(),
                  to,
                  HostAndPort.of(request.source())),
              new Cdr.Path("", "", source.gateway().carrier(), source.gateway().id(), pop),
              Optional.empty(),
              Optional.empty()));
    }

    private void refuse(Refusal refusal, RefusedCall attempt) {
      environment.observer().refused(refusal.cause());
      caller.refuse(refusal);
      environment.write(attempt.record(request, refusal, environment.clock().now()));
    }
  }
}
