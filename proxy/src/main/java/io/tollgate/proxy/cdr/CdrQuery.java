package io.tollgate.proxy.cdr;

import io.tollgate.proxy.cause.HangupCause;
import java.util.Optional;

/**
 * Which records to list, newest first.
 *
 * @param limit how many at most, 1 to {@value #MAX_LIMIT}
 * @param before only records older than the one with this id: the last id of the page before
 * @param account only records of this account
 * @param trunk only records of this trunk
 * @param cause only calls that ended for this reason
 */
public record CdrQuery(
    int limit,
    Optional<String> before,
    Optional<String> account,
    Optional<String> trunk,
    Optional<HangupCause> cause) {

  /** The most records of one page; they are all in memory at once. */
  public static final int MAX_LIMIT = 1_000;

  public CdrQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit " + limit + " is not within 1 and " + MAX_LIMIT);
    }
  }

  /** The latest of all records. */
  public static CdrQuery latest(int limit) {
    return new CdrQuery(
        limit, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The same, but only records older than the one with this id. */
  public CdrQuery olderThan(String id) {
    return new CdrQuery(limit, Optional.of(id), account, trunk, cause);
  }

  /** The same, but only records of this account. */
  public CdrQuery ofAccount(String name) {
    return new CdrQuery(limit, before, Optional.of(name), trunk, cause);
  }

  /** The same, but only records of this trunk. */
  public CdrQuery ofTrunk(String name) {
    return new CdrQuery(limit, before, account, Optional.of(name), cause);
  }

  /** The same, but only calls that ended for this reason. */
  public CdrQuery endedBy(HangupCause why) {
    return new CdrQuery(limit, before, account, trunk, Optional.of(why));
  }
}
