package io.tollgate.proxy.trunk;

import io.tollgate.proxy.net.Nat;
import io.tollgate.rating.number.DialPlan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A customer's way in: one PBX, one softphone, one site. {@link TrunkBuilder} makes it.
 *
 * @param id its name in configuration, records and metrics
 * @param account who pays
 * @param auth how it is recognised
 * @param recognition what shows that a request is its; has sources exactly where {@code auth} looks
 *     at addresses
 * @param user its credentials; present exactly where {@code auth} asks for them
 * @param cps new calls per second, 1 to {@link Account#MAX_CPS}
 * @param announcePrice whether its answered calls are told their price
 * @param callerId whose number its calls may carry
 * @param dialPlan how it dials
 * @param limits what bounds its calls besides
 * @param routePolicy what it wants of routes
 * @param otherMethods what it may ask for beside calls
 * @param nat what is believed of its Contact
 */
public record Trunk(
    String id,
    Account account,
    AuthMode auth,
    Recognition recognition,
    Optional<DigestUser> user,
    int cps,
    boolean announcePrice,
    CallerIdPolicy callerId,
    DialPlan dialPlan,
    CallLimits limits,
    RoutePolicy routePolicy,
    OtherMethods otherMethods,
    Nat nat) {
  /** Calls per second where nothing else is said: the published figure. */
  public static final int DEFAULT_CPS = 1;

  public Trunk {
    Objects.requireNonNull(id);
    Objects.requireNonNull(account);
    Objects.requireNonNull(callerId);
    Objects.requireNonNull(dialPlan);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(routePolicy);
    Objects.requireNonNull(nat);
    Account.requireCps(cps);
    if (recognition.sources().isEmpty() == auth.wantsAddress()) {
      throw new IllegalArgumentException(
          "auth: %s %s addresses"
              .formatted(auth.label(), auth.wantsAddress() ? "needs" : "has no"));
    }
    if (user.isEmpty() == auth.wantsCredentials()) {
      throw new IllegalArgumentException(
          "auth: %s %s user"
              .formatted(auth.label(), auth.wantsCredentials() ? "needs a" : "has no"));
    }
    if (recognition.tellsApart() && auth.wantsCredentials()) {
      throw new IllegalArgumentException(
          "auth: %s is told apart by its user".formatted(auth.label()));
    }
    if (otherMethods.registration() && !auth.wantsCredentials()) {
      throw new IllegalArgumentException(
          "auth: %s has no user to register".formatted(auth.label()));
    }
  }

  /** A trunk of which nothing is said yet but this. */
  public static TrunkBuilder builder(String id, Account account, AuthMode auth) {
    return new TrunkBuilder(id, account, auth);
  }

  /** Builds a trunk that is like this one but for what is said. */
  public TrunkBuilder but() {
    return new TrunkBuilder(this);
  }

  /** How many blocks it calls from; one that several of its lists have counts as often. */
  public int addressCount() {
    return recognition.sources().stream().mapToInt(source -> source.addresses().size()).sum();
  }

  /** The blocks that it calls from, of all its lists. */
  public List<AddressPrefix> addresses() {
    return recognition.sources().stream().flatMap(source -> source.addresses().stream()).toList();
  }
}
