package io.tollgate.proxy.sip.reach;

import io.tollgate.proxy.call.Refusal;
import io.tollgate.proxy.sip.leg.SipLoop;
import io.tollgate.proxy.sip.message.CallRequests;
import io.tollgate.proxy.sip.message.IncomingRequest;
import io.tollgate.proxy.sip.message.MethodPolicy;
import io.tollgate.proxy.trunk.OtherMethods;
import io.tollgate.proxy.trunk.Trunk;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sip.header.AuthorizationHeader;

/**
 * Answers OPTIONS for trunks that may ask whether the edge is there, and for other points of
 * presence: 200, or as an INVITE would be answered while no new calls are taken (RFC 3261 §11.2).
 * It says nothing that is worth a password, so an address is enough; and nobody can try passwords
 * by it.
 *
 * <p>Confined to its loop.
 */
public final class OptionsAnswer {
  private static final String ACCEPT = "Accept: application/sdp\r\n";

  private static final OtherMethods POINT = new OtherMethods(false, true);

  private final SipLoop loop;
  private final TrunkServices services;
  private final Predicate<InetAddress> isPop;
  private final Supplier<Optional<Refusal>> away;

  /**
   * Answers.
   *
   * @param isPop whether another point of presence is at an address
   * @param away why new calls are turned away; empty where they are not
   */
  public OptionsAnswer(
      SipLoop loop,
      TrunkServices services,
      Predicate<InetAddress> isPop,
      Supplier<Optional<Refusal>> away) {
    this.loop = loop;
    this.services = services;
    this.isPop = isPop;
    this.away = away;
  }

  /** Whether another point of presence asks. */
  public boolean isOfPop(IncomingRequest request) {
    return request.method().equals("OPTIONS") && isPop.test(request.source().getAddress());
  }

  /** Answers whoever may ask; false where the sender may not. */
  public boolean receive(IncomingRequest request) {
    Optional<OtherMethods> asking = isOfPop(request) ? Optional.of(POINT) : trunk(request);
    asking.ifPresent(others -> answer(request, others));
    return asking.isPresent();
  }

  private void answer(IncomingRequest request, OtherMethods others) {
    Optional<Refusal> refusal = away.get();
    if (refusal.isPresent()) {
      loop.reply(request, refusal.get().status(), loop.responses().refusalHeaders(refusal.get()));
    } else {
      loop.reply(request, 200, MethodPolicy.allow(others) + ACCEPT);
    }
  }

  private Optional<OtherMethods> trunk(IncomingRequest request) {
    Optional<Trunk> trunk =
        services.registrations().trunksAt(request.source(), request.nanos()).stream()
            .flatMap(id -> services.trunks().get().byId(id).stream())
            .filter(OptionsAnswer::mayAsk)
            .findFirst()
            .or(
                () ->
                    services
                        .trunks()
                        .get()
                        .byAddress(CallRequests.presented(request, AuthorizationHeader.NAME))
                        .filter(OptionsAnswer::mayAsk));
    return trunk.map(Trunk::otherMethods);
  }

  private static boolean mayAsk(Trunk trunk) {
    return trunk.otherMethods().options();
  }
}
