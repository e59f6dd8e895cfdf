package io.tollgate.proxy.call;

import io.tollgate.proxy.admission.Verdict;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.route.PassOver;
import io.tollgate.rating.number.E164;
import java.util.List;

/**
 * A final failure towards the caller.
 *
 * @param cause why
 * @param status the SIP status, 300 to 699
 * @param q850 the Q.850 cause value
 * @param telling how much of that the caller is told beside the status
 * @param why the sentence of the Warning header
 * @param challenges values of Proxy-Authenticate, for a 407, or WWW-Authenticate, for a 401
 * @param contact the value of Contact, for a 302; empty for all others
 */
public record Refusal(
    HangupCause cause,
    int status,
    int q850,
    Telling telling,
    String why,
    List<String> challenges,
    String contact) {
  private static final int UNAUTHORIZED = 401;

  /** One that sends nobody elsewhere. */
  public Refusal(
      HangupCause cause,
      int status,
      int q850,
      Telling telling,
      String why,
      List<String> challenges) {
    this(cause, status, q850, telling, why, challenges, "");
  }

  /**
   * The caller had better call somewhere else.
   *
   * @param contact where, in angle brackets
   */
  static Refusal redirect(String contact, String why) {
    HangupCause cause = HangupCause.REDIRECTED;
    return new Refusal(
        cause, cause.sipStatus(), cause.q850(), Telling.CAUSE_AND_WORDS, why, List.of(), contact);
  }

  /** How much the caller is told beside the status. */
  public enum Telling {
    /** Nothing: who is no customer, or what nobody gave a reason for. */
    NOTHING,
    /** The Q.850 cause in a Reason header, as the called side gave it. */
    CAUSE,
    /** That, and the edge's own words in a Warning header. */
    CAUSE_AND_WORDS
  }

  /** The edge refuses for {@code cause}. */
  public static Refusal of(HangupCause cause, String why) {
    return of(cause, cause.q850(), why);
  }

  /** A limit is in the way. */
  static Refusal of(Verdict.Refused limit) {
    return of(limit.cause(), limit.why());
  }

  /**
   * No gateway can be asked.
   *
   * @param last why the last one was passed over
   */
  static Refusal noRoute(E164 number, PassOver last) {
    return of(
        HangupCause.NO_ROUTE,
        last == PassOver.DESTINATION
            ? "no gateway takes " + number
            : "no gateway is left for " + number + ", the last one because " + last.why());
  }

  /** The same, which the network calls otherwise than that cause does. */
  static Refusal of(HangupCause cause, int q850, String why) {
    return new Refusal(cause, cause.sipStatus(), q850, Telling.CAUSE_AND_WORDS, why, List.of());
  }

  /** The edge wants credentials. */
  public static Refusal challenge(HangupCause cause, List<String> challenges) {
    return wanted(cause, cause.sipStatus(), challenges);
  }

  /** The edge wants credentials for what it is asked itself (401, RFC 3261 §22.2). */
  public static Refusal challengeByServer(HangupCause cause, List<String> challenges) {
    return wanted(cause, UNAUTHORIZED, challenges);
  }

  private static Refusal wanted(HangupCause cause, int status, List<String> challenges) {
    return new Refusal(
        cause, status, cause.q850(), Telling.CAUSE_AND_WORDS, "credentials wanted", challenges);
  }

  /** Somebody whom nobody knows is refused: he learns nothing. */
  static Refusal ofStranger(HangupCause cause) {
    return new Refusal(cause, cause.sipStatus(), cause.q850(), Telling.NOTHING, "", List.of());
  }

  /** Whether the challenges are WWW-Authenticate's rather than Proxy-Authenticate's. */
  public boolean isByServer() {
    return status == UNAUTHORIZED;
  }

  /**
   * The called side refused, or the caller gave up.
   *
   * @param q850 the Q.850 cause that the called side gave; 0 where it gave none
   */
  public static Refusal passedOn(HangupCause cause, int status, int q850) {
    return q850 == 0
        ? new Refusal(cause, status, cause.q850(), Telling.NOTHING, "", List.of())
        : new Refusal(cause, status, q850, Telling.CAUSE, "", List.of());
  }
}
