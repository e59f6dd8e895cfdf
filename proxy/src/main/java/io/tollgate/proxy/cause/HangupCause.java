package io.tollgate.proxy.cause;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Why a call was refused or ended: the one place that knows, for each cause, what the caller is
 * told (SIP status), what the telephone network calls it (Q.850, after RFC 3398 §8.2.6.1 and RFC
 * 6432), what records and metrics call it, whether the next gateway may be tried, and whether the
 * attempt counts as the customer's.
 */
public enum HangupCause {
  // Refusals that the edge decides.
  UNKNOWN_SOURCE("unknown-source", 403, 21, Kind.NOT_COUNTED),
  AUTH_REQUIRED("auth-required", 407, 21, Kind.NOT_COUNTED),
  AUTH_FAILED("auth-failed", 407, 21, Kind.NOT_COUNTED),
  BAD_REQUEST("bad-request", 400, 111, Kind.NOT_COUNTED),
  BAD_SCHEME("bad-scheme", 416, 127, Kind.NOT_COUNTED),
  HOPS("hops", 483, 25, Kind.NOT_COUNTED),
  LOOP("loop", 482, 25, Kind.NOT_COUNTED),
  EXTENSION_REQUIRED("extension-required", 420, 127, Kind.NOT_COUNTED),
  SESSION_INTERVAL("session-interval", 422, 127, Kind.NOT_COUNTED),
  REDIRECTED("redirected", 302, 23, Kind.NOT_COUNTED),
  BAD_VERDICT("bad-verdict", 403, 21, Kind.NOT_COUNTED),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, 127, Kind.NOT_COUNTED),
  CPS_TRUNK("cps-trunk", 503, 42, Kind.COUNTED),
  CPS_ACCOUNT("cps-account", 503, 42, Kind.COUNTED),
  CHANNELS("channels", 503, 34, Kind.COUNTED),
  CALLING_HOURS("calling-hours", 403, 21, Kind.COUNTED),
  NOT_E164("not-e164", 484, 28, Kind.COUNTED),
  CALLER_ID("caller-id", 403, 21, Kind.COUNTED),
  DESTINATION_BARRED("destination-barred", 403, 21, Kind.COUNTED),
  NO_RATE("no-rate", 404, 3, Kind.COUNTED),
  RATE_TOO_HIGH("rate-too-high", 403, 21, Kind.COUNTED),
  NO_CREDIT("no-credit", 402, 21, Kind.COUNTED),
  SPEND_DAY("spend-day", 403, 21, Kind.COUNTED),
  SPEND_MONTH("spend-month", 403, 21, Kind.COUNTED),
  MEDIA("media", 488, 65, Kind.COUNTED),
  NO_ROUTE("no-route", 503, 34, Kind.COUNTED),
  UNKNOWN_NUMBER("unknown-number", 404, 1, Kind.COUNTED),
  NOT_REGISTERED("not-registered", 480, 20, Kind.COUNTED),
  CARRIERS_FAILED("carriers-failed", 503, 41, Kind.RETRYABLE),
  CONTACTS_FAILED("contacts-failed", 480, 27, Kind.COUNTED),
  OVERLOAD("overload", 503, 42, Kind.NOT_COUNTED),

  // How calls end that were let in.
  NORMAL("normal", 200, 16, Kind.COUNTED),
  CANCELLED("cancelled", 487, 16, Kind.COUNTED),
  BUSY("busy", 486, 17, Kind.COUNTED),
  NO_ANSWER("no-answer", 480, 19, Kind.COUNTED),
  DECLINED("declined", 603, 21, Kind.COUNTED),
  UNREACHABLE("unreachable", 404, 1, Kind.COUNTED),
  NO_ACK("no-ack", 200, 102, Kind.COUNTED),
  SESSION_EXPIRED("session-expired", 200, 102, Kind.COUNTED),
  MEDIA_TIMEOUT("media-timeout", 200, 31, Kind.COUNTED),
  CREDIT_EXHAUSTED("credit-exhausted", 200, 31, Kind.COUNTED),
  MAX_DURATION("max-duration", 200, 31, Kind.COUNTED),
  NODE_FAILURE("node-failure", 500, 41, Kind.COUNTED),
  SHUTDOWN("shutdown", 503, 41, Kind.COUNTED),
  ANSWERED_LATE("answered-late", 200, 16, Kind.NOT_COUNTED),
  ADMIN("admin", 503, 31, Kind.COUNTED);

  private enum Kind {
    /** Says nothing about the customer's traffic: strangers, broken messages, our own overload. */
    NOT_COUNTED,
    /** An attempt of the customer's. */
    COUNTED,
    /** An attempt of the customer's, and another gateway may do better. */
    RETRYABLE
  }

  private static final Map<String, HangupCause> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(HangupCause::code, Function.identity()));

  private final String code;
  private final int sipStatus;
  private final int q850;
  private final Kind kind;

  HangupCause(String code, int sipStatus, int q850, Kind kind) {
    this.code = code;
    this.sipStatus = sipStatus;
    this.q850 = q850;
    this.kind = kind;
  }

  /**
   * The cause with this code.
   *
   * @throws IllegalArgumentException where no cause has it
   */
  public static HangupCause ofCode(String code) {
    HangupCause cause = BY_CODE.get(code);
    if (cause == null) {
      throw new IllegalArgumentException("no cause is called " + code);
    }
    return cause;
  }

  /**
   * What a carrier's final failure means for the call.
   *
   * @param status a final SIP status, 300 to 699
   */
  public static HangupCause ofCarrierStatus(int status) {
    return switch (status) {
      case 486, 600 -> BUSY;
      case 480 -> NO_ANSWER;
      case 487 -> CANCELLED;
      case 403, 603, 606, 607, 608 -> DECLINED;
      case 404, 410, 484, 485, 604 -> UNREACHABLE;
      case 415, 488 -> MEDIA;
      default -> CARRIERS_FAILED;
    };
  }

  /** The name in records, in Warning headers and in the metric label: lower case, with dashes. */
  public String code() {
    return code;
  }

  /** The SIP status that the caller gets where the edge decides; 200 for ends after the answer. */
  public int sipStatus() {
    return sipStatus;
  }

  /** The Q.850 cause value, 1 to 127, for {@code Reason: Q.850;cause=…}. */
  public int q850() {
    return q850;
  }

  /** Whether another gateway may be tried after this failure. */
  public boolean mayTryNextGateway() {
    return kind == Kind.RETRYABLE;
  }

  /** Whether this counts as an attempt of the customer's in statistics and surcharges. */
  public boolean countsAsAttempt() {
    return kind != Kind.NOT_COUNTED;
  }
}
