package io.tollgate.proxy.trunk;

import io.tollgate.proxy.cause.HangupCause;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says which trunk a request outside any dialog comes from. The first of these that applies
 * decides:
 *
 * <ol>
 *   <li>credentials for our realm: the trunk with that user, if they are right;
 *   <li>a From user that is a trunk's: a challenge, so that a softphone behind the address of
 *       another trunk is not taken for that one;
 *   <li>the most specific list entry around its address, among the trunks that have the
 *       Request-URI's host as their own where some have: that trunk, or a challenge where the trunk
 *       wants credentials too;
 *   <li>none: a challenge where some trunk may call from anywhere, else a refusal.
 * </ol>
 *
 * <p>A trunk that wants an address as well is reached from its lists only, and one that is narrowed
 * to a port, a transport, a listening point or a certificate only that way. In any other its user
 * is as unknown as one that does not exist: same answer, same work, even to the right password.
 *
 * <p>Safe for use by any thread; does not block.
 */
public final class TrunkAuthenticator {
  private final Supplier<TrunkDirectory> directory;
  private final DigestAuthenticator digest;
  private final AuthWatch watch;

  /**
   * An authenticator of the trunks that are in force.
   *
   * @param directory asked once for each request
   */
  public TrunkAuthenticator(Supplier<TrunkDirectory> directory, DigestAuthenticator digest) {
    this(directory, digest, AuthWatch.NONE);
  }

  /**
   * The same, with somebody who is told of each verdict.
   *
   * @param directory asked once for each request
   */
  public TrunkAuthenticator(
      Supplier<TrunkDirectory> directory, DigestAuthenticator digest, AuthWatch watch) {
    this.directory = directory;
    this.digest = digest;
    this.watch = watch;
  }

  /**
   * Decides on a request.
   *
   * @param nowNanos {@link System#nanoTime()}'s time
   */
  public TrunkVerdict authenticate(Presented presented, long nowNanos) {
    TrunkVerdict verdict = decide(presented, nowNanos);
    watch.decided(presented.address(), verdict, nowNanos);
    return verdict;
  }

  /**
   * Decides on a request of somebody who is no trunk and has credentials of his own.
   *
   * @param user what he must show
   * @return a challenge; empty where he has shown it
   */
  public Optional<TrunkVerdict.Challenge> challenge(
      Presented presented, DigestUser user, long nowNanos) {
    Optional<DigestCredentials> credentials = digest.credentials(presented.authorizations());
    if (credentials.isEmpty()) {
      return Optional.of(challenge(HangupCause.AUTH_REQUIRED, false, presented, nowNanos));
    }
    DigestAuthenticator.Finding finding =
        digest.check(
            credentials.get(),
            Optional.of(user).filter(known -> known.name().equals(credentials.get().user())),
            presented.method(),
            presented.requestUri(),
            nowNanos);
    return switch (finding) {
      case RIGHT -> Optional.empty();
      case STALE -> Optional.of(challenge(HangupCause.AUTH_REQUIRED, true, presented, nowNanos));
      case WRONG -> Optional.of(challenge(HangupCause.AUTH_FAILED, false, presented, nowNanos));
    };
  }

  private TrunkVerdict decide(Presented presented, long nowNanos) {
    TrunkDirectory trunks = directory.get();
    Optional<DigestCredentials> credentials = digest.credentials(presented.authorizations());
    if (credentials.isPresent()) {
      return byCredentials(trunks, credentials.get(), presented, nowNanos);
    }
    if (trunks.byUser(presented.fromUser(), presented).isPresent()) {
      return challenge(HangupCause.AUTH_REQUIRED, false, presented, nowNanos);
    }
    Optional<Trunk> trunk = trunks.byAddress(presented);
    if (trunk.isPresent() && !trunk.get().auth().wantsCredentials()) {
      return new TrunkVerdict.Known(trunk.get());
    }
    return trunk.isPresent() || trunks.hasDigestOnly()
        ? challenge(HangupCause.AUTH_REQUIRED, false, presented, nowNanos)
        : new TrunkVerdict.Refused(HangupCause.UNKNOWN_SOURCE);
  }

  private TrunkVerdict byCredentials(
      TrunkDirectory trunks, DigestCredentials credentials, Presented presented, long nowNanos) {
    Optional<Trunk> trunk = trunks.byUser(credentials.user(), presented);
    DigestAuthenticator.Finding finding =
        digest.check(
            credentials,
            trunk.flatMap(Trunk::user),
            presented.method(),
            presented.requestUri(),
            nowNanos);
    return switch (finding) {
      case RIGHT -> new TrunkVerdict.Known(trunk.orElseThrow());
      case STALE -> challenge(HangupCause.AUTH_REQUIRED, true, presented, nowNanos);
      case WRONG -> challenge(HangupCause.AUTH_FAILED, false, presented, nowNanos);
    };
  }

  private TrunkVerdict.Challenge challenge(
      HangupCause cause, boolean stale, Presented presented, long nowNanos) {
    return new TrunkVerdict.Challenge(
        cause,
        Md5OnlyClients.include(presented.userAgent())
            ? digest.md5Challenge(stale, nowNanos)
            : digest.challenges(stale, nowNanos));
  }
}
