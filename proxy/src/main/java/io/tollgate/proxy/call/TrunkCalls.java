package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.proxy.trunk.TrunkAuthenticator;
import io.tollgate.proxy.trunk.TrunkVerdict;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes calls that trunks make: which trunk is it, or is it a stranger, or somebody who has to show
 * who he is; and then the steps of {@link OutboundSetup}.
 *
 * <p>One a loop, confined to it.
 */
final class TrunkCalls {
  private static final Logger LOG = LoggerFactory.getLogger(TrunkCalls.class);

  private final TrunkAuthenticator authenticator;
  private final OutboundSetup outbound;
  private final Supplier<String> ids;
  private final StrangerBudget strangers = new StrangerBudget();

  /**
   * Takes them for one loop.
   *
   * @param ids makes record ids
   */
  TrunkCalls(TrunkAuthenticator authenticator, OutboundSetup outbound, Supplier<String> ids) {
    this.authenticator = authenticator;
    this.outbound = outbound;
    this.ids = ids;
  }

  /** Takes an INVITE: a call comes of it, or it is challenged, or refused and a record written. */
  void receive(
      CallPolicy policy, CallRequest request, CallerLeg caller, CallEnvironment environment) {
    TrunkVerdict verdict;
    try {
      verdict = authenticator.authenticate(request.presented(), request.receivedNanos());
    } catch (RuntimeException | Error e) {
      LOG.error("who sent a call from {} could not be told", request.source(), e);
      refuse(Breakdown.REFUSAL, request, caller, environment);
      return;
    }
    switch (verdict) {
      case TrunkVerdict.Known(Trunk trunk) ->
          outbound.receive(trunk, policy, request, caller, environment);
      case TrunkVerdict.Challenge(HangupCause cause, List<String> challenges) -> {
        Refusal refusal = Refusal.challenge(cause, challenges);
        if (cause == HangupCause.AUTH_REQUIRED) {
          environment.observer().challenged(); // no attempt: it comes again
          caller.refuse(refusal);
        } else {
          refuse(refusal, request, caller, environment);
        }
      }
      case TrunkVerdict.Refused(HangupCause cause) ->
          refuseStranger(Refusal.ofStranger(cause), request, caller, environment);
    }
  }

  /** Nobody claims it: records of such attempts are rationed, since anybody can make them. */
  void refuseStranger(
      Refusal refusal, CallRequest request, CallerLeg caller, CallEnvironment environment) {
    if (strangers.allows(request.receivedNanos())) {
      refuse(refusal, request, caller, environment);
    } else {
      environment.observer().refused(refusal.cause());
      caller.refuse(refusal);
    }
  }

  private void refuse(
      Refusal refusal, CallRequest request, CallerLeg caller, CallEnvironment environment) {
    CallDraft.unclaimed(ids.get(), request).refuse(refusal, caller, environment);
  }
}
