package io.tollgate.proxy.route;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cause.Unreachable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which failures of a gateway move a call on to the next one, and which end it. Immutable.
 *
 * <p>By default whatever says that this gateway cannot (silence, no connection, 408, 5xx, 3xx that
 * are not followed, what is none of the called party's own word) moves on, and the called party's
 * word (486, 603, 404 and alike) ends the call. The causes of {@link HangupCause} know which is
 * which.
 */
public final class FailoverPolicy {
  /** The lowest status of a failure. */
  public static final int LOWEST = 300;

  /** The highest status of a failure. */
  public static final int HIGHEST = 699;

  /** As described. */
  public static final FailoverPolicy DEFAULT =
      new FailoverPolicy(byCauses(), EnumSet.allOf(Unreachable.class), false);

  private final boolean[] statuses;
  private final Set<Unreachable> unreachable;
  private final boolean afterEarlyMedia;

  private FailoverPolicy(
      boolean[] statuses, Set<Unreachable> unreachable, boolean afterEarlyMedia) {
    this.statuses = statuses;
    this.unreachable = unreachable;
    this.afterEarlyMedia = afterEarlyMedia;
  }

  private static boolean[] byCauses() {
    boolean[] statuses = new boolean[HIGHEST + 1];
    for (int status = LOWEST; status <= HIGHEST; status++) {
      statuses[status] = HangupCause.ofCarrierStatus(status).mayTryNextGateway();
    }
    return statuses;
  }

  /**
   * Whether the next gateway is tried after this answer.
   *
   * @param status a final SIP status, {@link #LOWEST} to {@link #HIGHEST}
   */
  public boolean movesOn(int status) {
    return statuses[status];
  }

  /** Whether the next gateway is tried where nothing came of the INVITE. */
  public boolean movesOn(Unreachable why) {
    return unreachable.contains(why);
  }

  /**
   * Whether the next gateway is tried even where the caller has heard something of this one: an
   * announcement, or ringing made by the carrier. He then hears another begin anew.
   */
  public boolean afterEarlyMedia() {
    return afterEarlyMedia;
  }

  /** The same, but for the statuses from {@code first} to {@code last}. */
  public FailoverPolicy with(int first, int last, boolean movesOn) {
    boolean[] changed = statuses.clone();
    Arrays.fill(changed, first, last + 1, movesOn);
    return new FailoverPolicy(changed, unreachable, afterEarlyMedia);
  }

  /** The same, but for this failure. */
  public FailoverPolicy with(Unreachable why, boolean movesOn) {
    Set<Unreachable> changed = EnumSet.copyOf(unreachable);
    if (movesOn) {
      changed.add(why);
    } else {
      changed.remove(why);
    }
    return new FailoverPolicy(statuses, changed, afterEarlyMedia);
  }

  /** The same, but for calls whose caller has heard something. */
  public FailoverPolicy afterEarlyMedia(boolean movesOn) {
    return new FailoverPolicy(statuses, unreachable, movesOn);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FailoverPolicy policy
        && Arrays.equals(statuses, policy.statuses)
        && unreachable.equals(policy.unreachable)
        && afterEarlyMedia == policy.afterEarlyMedia;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(statuses) * 31 + unreachable.hashCode();
  }

  @Override
  public String toString() {
    return "moves on after " + unreachable + (afterEarlyMedia ? ", early media too" : "");
  }
}
