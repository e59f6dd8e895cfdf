package io.tollgate.proxy.call;

import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.Hunt;
import io.tollgate.proxy.route.Seizure;
import io.tollgate.rating.number.DialledNumber;
import io.tollgate.rating.number.E164;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The gateways that a call may still be offered to, and what it takes to offer it. It is let go
 * with the answer: calls last, and offers are large.
 *
 * <p>Confined to the call's loop.
 */
final class Untried {
  /** A call goes no further than that, wherever carriers send it. */
  private static final int MOST_REDIRECTS = 5;

  private final Hunt hunt;
  private final CallContext context;
  private final CallRequest request;
  private final LegListener call;
  private final List<Gateway> tried = new ArrayList<>(1);
  private int followed;

  /**
   * Nothing has been tried yet.
   *
   * @param hunt knows the gateways
   * @param call is told what comes of a leg
   */
  Untried(Hunt hunt, CallContext context, CallRequest request, LegListener call) {
    this.hunt = hunt;
    this.context = context;
    this.request = request;
    this.call = call;
  }

  /** Takes a place at the next gateway that may be tried; empty where none is left. */
  Optional<Seizure> next(long nowNanos) {
    return hunt.seize(nowNanos);
  }

  /** Sends an INVITE there. */
  CalleeLeg invite(Gateway gateway, CalleeLegs legs) {
    tried.add(gateway);
    return legs.invite(
        new Invitation(
            gateway,
            context.to(),
            context.caller(),
            request.forwardings(),
            request.maxForwards() - 1,
            request.offer(),
            new Invitation.Cause(request.presented().requestUri(), request.source().getAddress()),
            context.tariff(),
            context.routePolicy()),
        call);
  }

  /**
   * Puts those that a gateway names before the others: only gateways that the configuration knows,
   * for the number that was priced, each once. A redirection to another number would be another
   * call at another price.
   *
   * @param known the gateway at an address
   */
  void follow(List<Redirect> redirects, Function<InetSocketAddress, Optional<Gateway>> known) {
    for (Redirect redirect : redirects.reversed()) {
      Optional<Gateway> gateway = known.apply(redirect.address());
      if (gateway.isPresent()
          && isNumber(redirect.user())
          && !tried.contains(gateway.get())
          && followed < MOST_REDIRECTS) {
        followed++;
        hunt.prefer(gateway.get());
      }
    }
  }

  private boolean isNumber(String user) {
    String bare = user.indexOf(';') < 0 ? user : user.substring(0, user.indexOf(';'));
    return switch (context.to()) {
      case DialledNumber.Number(E164 e164) ->
          bare.equals(e164.toString()) || ('+' + bare).equals(e164.toString());
      case DialledNumber.Code code -> bare.equals(code.dialled());
    };
  }
}
