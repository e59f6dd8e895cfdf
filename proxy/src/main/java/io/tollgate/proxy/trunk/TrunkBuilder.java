package io.tollgate.proxy.trunk;

import io.tollgate.proxy.net.Nat;
import io.tollgate.rating.number.DialPlan;
import java.util.List;
import java.util.Optional;

/**
 * Puts a {@link Trunk} together: what is not said stays as it is, at first the defaults that the
 * methods name. Not safe for use by several threads.
 */
public final class TrunkBuilder {
  private final String id;
  private final Account account;
  private final AuthMode auth;
  private Recognition recognition = Recognition.BY_CREDENTIALS;
  private Optional<DigestUser> user = Optional.empty();
  private int cps = Trunk.DEFAULT_CPS;
  private boolean announcePrice = true;
  private CallerIdPolicy callerId = CallerIdPolicy.ANY;
  private DialPlan dialPlan = DialPlan.strict();
  private CallLimits limits = CallLimits.NONE;
  private RoutePolicy routePolicy = RoutePolicy.DEFAULT;
  private OtherMethods otherMethods = OtherMethods.NONE;
  private Nat nat = Nat.AUTO;

  TrunkBuilder(String id, Account account, AuthMode auth) {
    this.id = id;
    this.account = account;
    this.auth = auth;
  }

  TrunkBuilder(Trunk trunk) {
    this(trunk.id(), trunk.account(), trunk.auth());
    recognition = trunk.recognition();
    user = trunk.user();
    cps = trunk.cps();
    announcePrice = trunk.announcePrice();
    callerId = trunk.callerId();
    dialPlan = trunk.dialPlan();
    limits = trunk.limits();
    routePolicy = trunk.routePolicy();
    otherMethods = trunk.otherMethods();
    nat = trunk.nat();
  }

  /** Recognised by nothing but credentials, unless this is said. */
  public TrunkBuilder recognisedBy(Recognition things) {
    recognition = things;
    return this;
  }

  /** Recognised at these addresses, whatever else its requests show. */
  public TrunkBuilder at(List<AddressPrefix> addresses) {
    return recognisedBy(Recognition.byAddresses(addresses));
  }

  /** Without credentials, unless this is said. */
  public TrunkBuilder user(DigestUser known) {
    return user(Optional.of(known));
  }

  /** Its credentials, where it has any. */
  public TrunkBuilder user(Optional<DigestUser> known) {
    user = known;
    return this;
  }

  /** {@link Trunk#DEFAULT_CPS}, unless this is said. */
  public TrunkBuilder cps(int callsPerSecond) {
    cps = callsPerSecond;
    return this;
  }

  /** Prices are told, unless this says otherwise. */
  public TrunkBuilder announcePrice(boolean told) {
    announcePrice = told;
    return this;
  }

  /** Any caller number may be carried, unless this is said. */
  public TrunkBuilder callerId(CallerIdPolicy policy) {
    callerId = policy;
    return this;
  }

  /** E.164 is dialled, unless this is said. */
  public TrunkBuilder dialPlan(DialPlan plan) {
    dialPlan = plan;
    return this;
  }

  /** Nothing but its pace bounds it, unless this is said. */
  public TrunkBuilder limits(CallLimits bounds) {
    limits = bounds;
    return this;
  }

  /** By priority and never at a loss, unless this is said. */
  public TrunkBuilder routePolicy(RoutePolicy wanted) {
    routePolicy = wanted;
    return this;
  }

  /** It may ask for nothing but calls, unless this is said. */
  public TrunkBuilder otherMethods(OtherMethods others) {
    otherMethods = others;
    return this;
  }

  /** Its Contact is overridden where its packets come from elsewhere, unless this is said. */
  public TrunkBuilder nat(Nat believed) {
    nat = believed;
    return this;
  }

  /**
   * The trunk.
   *
   * @throws IllegalArgumentException where its parts contradict each other
   */
  public Trunk build() {
    return new Trunk(
        id,
        account,
        auth,
        recognition,
        user,
        cps,
        announcePrice,
        callerId,
        dialPlan,
        limits,
        routePolicy,
        otherMethods,
        nat);
  }
}
