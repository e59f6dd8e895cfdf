package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import java.util.List;

/**
 * A final failure towards the caller.
 *
 * @param cause why
 * @param status the SIP status, 300 to 699
 * @param q850 the Q.850 cause value
 * @param byEdge whether the edge decided it, so that Reason and Warning say why
 * @param why the sentence of the Warning header
 * @param challenges values of Proxy-Authenticate, for a 407, or WWW-Authenticate, for a 401
 */
public record Refusal(
    HangupCause cause, int status, int q850, boolean byEdge, String why, List<String> challenges) {
  private static final int UNAUTHORIZED = 401;

  /** The edge refuses for {@code cause}. */
  public static Refusal of(HangupCause cause, String why) {
    return new Refusal(cause, cause.sipStatus(), cause.q850(), true, why, List.of());
  }

  /** The edge wants credentials. */
  public static Refusal challenge(HangupCause cause, List<String> challenges) {
    return new Refusal(
        cause, cause.sipStatus(), cause.q850(), true, "credentials wanted", challenges);
  }

  /** The edge wants credentials for what it is asked itself (401, RFC 3261 §22.2). */
  public static Refusal challengeByServer(HangupCause cause, List<String> challenges) {
    return new Refusal(cause, UNAUTHORIZED, cause.q850(), true, "credentials wanted", challenges);
  }

  /** Whether the challenges are WWW-Authenticate's rather than Proxy-Authenticate's. */
  public boolean isByServer() {
    return status == UNAUTHORIZED;
  }

  /** The called side refused. */
  public static Refusal passedOn(HangupCause cause, int status, int q850) {
    return new Refusal(cause, status, q850, false, "", List.of());
  }
}
