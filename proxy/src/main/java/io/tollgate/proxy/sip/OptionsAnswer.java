package io.tollgate.proxy.sip;

import io.tollgate.proxy.trunk.Trunk;
import java.util.Optional;
import javax.sip.header.AuthorizationHeader;

/**
 * Answers OPTIONS (RFC 3261 §11.2) for trunks that may ask whether the edge is there. It says
 * nothing that is worth a password, so the address of a list or of a binding is enough; and nobody
 * can try passwords by it.
 *
 * <p>Confined to its loop.
 */
final class OptionsAnswer {
  private static final String ACCEPT = "Accept: application/sdp\r\n";

  private final SipLoop loop;
  private final TrunkServices services;

  OptionsAnswer(SipLoop loop, TrunkServices services) {
    this.loop = loop;
    this.services = services;
  }

  /** Answers where the trunk may ask; false where it may not. */
  boolean receive(IncomingRequest request) {
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
    trunk.ifPresent(
        asking -> loop.reply(request, 200, MethodPolicy.allow(asking.otherMethods()) + ACCEPT));
    return trunk.isPresent();
  }

  private static boolean mayAsk(Trunk trunk) {
    return trunk.otherMethods().options();
  }
}
