package io.tollgate.proxy.call;

import io.tollgate.proxy.admission.CallPermit;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayUri;
import io.tollgate.proxy.route.NumberDirectory;
import io.tollgate.rating.charge.CallKind;
import io.tollgate.rating.charge.Tariff;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Calls from one trunk of ours to a number of another: two calls, one originating and one
 * terminating, each with its own trunk, limits, price and record, joined by a {@link Bridge}. No
 * carrier hears of them.
 *
 * <p>One a loop, confined to it.
 */
final class OnNetCalls {
  /** What stands for the other half where the originating one asks for gateways. */
  private static final Gateway BRIDGE =
      new Gateway(
          "",
          "",
          new GatewayUri(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Transport.UDP));

  private final InboundSetup inbound;
  private final String pop;
  private final Supplier<String> ids;

  /**
   * Takes them for one loop.
   *
   * @param pop the point of presence that this node is
   * @param ids makes record ids
   */
  OnNetCalls(InboundSetup inbound, String pop, Supplier<String> ids) {
    this.inbound = inbound;
    this.pop = pop;
    this.ids = ids;
  }

  /** What the account of the trunk that calls pays; empty where it is not sold such calls. */
  Optional<Tariff> price(String account) {
    return inbound.price(account, CallKind.OUTBOUND_IP);
  }

  /**
   * Joins the two halves.
   *
   * @param originating what the calling half was admitted with
   * @param owner whose number is called
   * @param permit what the calling half holds
   * @return why not; then the other half has its record, and the calling half is still to be ended
   */
  Optional<Refusal> connect(
      CallContext originating,
      NumberDirectory.Entry owner,
      CallPermit permit,
      CallRequest request,
      CallerLeg caller,
      CallEnvironment environment) {
    CallDraft terminating = terminating(originating, request);
    return switch (inbound.prepare(terminating, owner, environment.states())) {
      case InboundSetup.Outcome.Refused(Refusal refusal) -> {
        terminating.record(refusal, environment);
        yield Optional.of(asCallersHearIt(refusal.cause()));
      }
      case InboundSetup.Outcome.Ready ready -> {
        Departure.towardsTrunk(
            List.of(BRIDGE),
            originating,
            environment.towardsTrunk((invitation, call) -> join(ready, call, request, environment)),
            caller,
            permit,
            request);
        yield Optional.empty();
      }
    };
  }

  private CallDraft terminating(CallContext originating, CallRequest request) {
    CallDraft draft =
        new CallDraft(
            ids.get(),
            request,
            Cdr.Direction.ON_NET,
            CallOrigin.onNet(Cdr.Leg.TERMINATING, originating.id()),
            pop);
    draft.from(originating.caller(), originating.parties().fromReceived());
    draft.to(originating.to().e164());
    return draft;
  }

  /** Why a trunk cannot be called is its own affair, unless anybody would hear it. */
  private static Refusal asCallersHearIt(HangupCause cause) {
    HangupCause heard =
        switch (cause) {
          case CHANNELS -> HangupCause.BUSY;
          case NOT_REGISTERED -> cause;
          default -> HangupCause.CONTACTS_FAILED;
        };
    return Refusal.passedOn(heard, heard.sipStatus(), heard.q850());
  }

  private static CalleeLeg join(
      InboundSetup.Outcome.Ready ready,
      LegListener call,
      CallRequest request,
      CallEnvironment environment) {
    Bridge bridge = new Bridge(request.callId(), call);
    bridge.joined(
        Departure.towardsTrunk(
            ready.contacts(),
            ready.context(),
            environment.towardsTrunk(),
            bridge.caller(),
            ready.permit(),
            request));
    return bridge.callee();
  }
}
