package io.tollgate.proxy.trunk;

import io.tollgate.rating.number.DialPlan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A customer's way in: one PBX, one softphone, one site.
 *
 * @param id its name in configuration, records and metrics
 * @param account who pays
 * @param auth how it is recognised
 * @param addresses where it calls from; empty exactly where {@code auth} does not look at addresses
 * @param user its credentials; present exactly where {@code auth} asks for them
 * @param cps new calls per second, 1 to {@link Account#MAX_CPS}
 * @param announcePrice whether its answered calls are told their price
 * @param callerId whose number its calls may carry
 * @param dialPlan how it dials
 * @param limits what bounds its calls besides
 */
public record Trunk(
    String id,
    Account account,
    AuthMode auth,
    List<AddressPrefix> addresses,
    Optional<DigestUser> user,
    int cps,
    boolean announcePrice,
    CallerIdPolicy callerId,
    DialPlan dialPlan,
    CallLimits limits) {
  /** Calls per second where nothing else is said: the published figure. */
  public static final int DEFAULT_CPS = 1;

  public Trunk {
    Objects.requireNonNull(id);
    Objects.requireNonNull(account);
    Objects.requireNonNull(callerId);
    Objects.requireNonNull(dialPlan);
    Objects.requireNonNull(limits);
    addresses = List.copyOf(addresses);
    Account.requireCps(cps);
    if (addresses.isEmpty() == auth.wantsAddress()) {
      throw new IllegalArgumentException(
          "auth: %s %s addresses"
              .formatted(auth.label(), auth.wantsAddress() ? "needs" : "has no"));
    }
    if (user.isEmpty() == auth.wantsCredentials()) {
      throw new IllegalArgumentException(
          "auth: %s %s user"
              .formatted(auth.label(), auth.wantsCredentials() ? "needs a" : "has no"));
    }
  }

  /** A trunk that nothing but its pace bounds. */
  public Trunk(
      String id,
      Account account,
      AuthMode auth,
      List<AddressPrefix> addresses,
      Optional<DigestUser> user,
      int cps,
      boolean announcePrice,
      CallerIdPolicy callerId,
      DialPlan dialPlan) {
    this(
        id,
        account,
        auth,
        addresses,
        user,
        cps,
        announcePrice,
        callerId,
        dialPlan,
        CallLimits.NONE);
  }

  /** A trunk that dials E.164 only. */
  public Trunk(
      String id,
      Account account,
      AuthMode auth,
      List<AddressPrefix> addresses,
      Optional<DigestUser> user,
      int cps,
      boolean announcePrice,
      CallerIdPolicy callerId) {
    this(id, account, auth, addresses, user, cps, announcePrice, callerId, DialPlan.strict());
  }

  /** A trunk that dials E.164 only, and whose calls may carry any number. */
  public Trunk(
      String id,
      Account account,
      AuthMode auth,
      List<AddressPrefix> addresses,
      Optional<DigestUser> user,
      int cps,
      boolean announcePrice) {
    this(id, account, auth, addresses, user, cps, announcePrice, CallerIdPolicy.ANY);
  }

  /** A trunk whose calls are told their price. */
  public Trunk(
      String id,
      Account account,
      AuthMode auth,
      List<AddressPrefix> addresses,
      Optional<DigestUser> user,
      int cps) {
    this(id, account, auth, addresses, user, cps, true);
  }

  /** The same trunk with other limits. */
  public Trunk withLimits(CallLimits other) {
    return new Trunk(
        id, account, auth, addresses, user, cps, announcePrice, callerId, dialPlan, other);
  }
}
