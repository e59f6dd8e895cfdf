package io.tollgate.proxy.sip.dialog;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.tollgate.proxy.sip.header.HeaderRule;
import io.tollgate.proxy.sip.header.HeaderValue;
import java.util.Locale;
import java.util.Optional;
import javax.sip.header.Header;
import javax.sip.header.SupportedHeader;

/**
 * What two peers have agreed on to keep a session alive (RFC 4028), seen from the edge.
 *
 * @param interval seconds that may pass without a sign of life; 0 where nothing is agreed
 * @param weRefresh whether the signs of life are ours to give
 * @param peerSupports whether the other side knows what this is about
 */
public record SessionTerms(int interval, boolean weRefresh, boolean peerSupports) {
  static final SessionTerms NONE = new SessionTerms(0, false, false);

  /** What a Session-Expires header says. */
  private record Asked(int interval, String refresher) {}

  /** Whether there are any. */
  boolean areAgreed() {
    return interval > 0;
  }

  /**
   * The interval that a request asks for, where that is shorter than the edge takes and the other
   * side can be told so (§9).
   */
  public static boolean isTooBrief(SIPRequest request, SessionTimerSettings settings) {
    return settings.on()
        && supportsTimer(request)
        && asked(request).filter(asked -> asked.interval < settings.minSeconds()).isPresent();
  }

  /**
   * What our 2xx agrees to (§9): the interval is never longer than asked for. Who asks to refresh
   * does; else the edge does, so that nobody's silence is mistaken for his absence.
   */
  public static SessionTerms ofRequest(SIPRequest request, SessionTimerSettings settings) {
    if (!settings.on()) {
      return NONE;
    }
    boolean supports = supportsTimer(request);
    int least = Math.max(settings.minSeconds(), minSe(request));
    Optional<Asked> asked = asked(request).filter(one -> one.interval >= settings.minSeconds());
    int interval =
        Math.max(
            least,
            Math.min(
                settings.expiresSeconds(),
                asked.map(Asked::interval).orElse(settings.expiresSeconds())));
    boolean theyRefresh = supports && asked.filter(a -> a.refresher.equals("uac")).isPresent();
    return new SessionTerms(interval, !theyRefresh, supports);
  }

  /**
   * What a 2xx to our INVITE agrees to (§7.2). A side that knows nothing of timers answers
   * re-INVITEs all the same, so that the edge keeps the session alive alone.
   */
  public static SessionTerms ofResponse(SIPResponse response, SessionTimerSettings settings) {
    if (!settings.on()) {
      return NONE;
    }
    return asked(response)
        .map(
            asked ->
                new SessionTerms(
                    Math.max(asked.interval, settings.minSeconds()),
                    !asked.refresher.equals("uas"),
                    true))
        .orElse(new SessionTerms(settings.expiresSeconds(), true, supportsTimer(response)));
  }

  /** The headers of a 2xx of ours that agrees to these terms. */
  public String answered() {
    if (!areAgreed()) {
      return "";
    }
    return (peerSupports ? HeaderRule.REQUIRE.line("timer") : "")
        + HeaderRule.SESSION_EXPIRES.line(
            interval + (weRefresh ? ";refresher=uas" : ";refresher=uac"));
  }

  /**
   * The headers of an INVITE of ours inside the session.
   *
   * @param least the shortest interval that both sides take, in seconds
   */
  String asking(int least) {
    return areAgreed()
        ? asking(Math.max(interval, least), least, weRefresh ? ";refresher=uac" : ";refresher=uas")
        : "";
  }

  /** The headers of an INVITE of ours that opens a session. */
  public static String opening(SessionTimerSettings settings, int least) {
    return settings.on() ? asking(Math.max(settings.expiresSeconds(), least), least, "") : "";
  }

  private static String asking(int interval, int least, String refresher) {
    return HeaderRule.SESSION_EXPIRES.line(interval + refresher)
        + HeaderRule.MIN_SE.line(Integer.toString(least));
  }

  /** {@code Min-SE} of a message in seconds; 0 where it has none. */
  static int minSe(SIPMessage message) {
    return value(message, HeaderRule.MIN_SE.header()).map(SessionTerms::seconds).orElse(0);
  }

  private static Optional<Asked> asked(SIPMessage message) {
    return value(message, HeaderRule.SESSION_EXPIRES.header())
        .map(
            text -> {
              int at = text.indexOf("refresher=");
              return new Asked(
                  seconds(text), at < 0 ? "" : text.substring(at + 10).strip().split("[;,\\s]")[0]);
            })
        .filter(asked -> asked.interval > 0);
  }

  private static Optional<String> value(SIPMessage message, String name) {
    return message.getHeader(name) instanceof SIPHeader header
        ? Optional.of(HeaderValue.of(header).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /** The number that a value starts with; 0 where it does not, or with more than 9 digits. */
  private static int seconds(String value) {
    int end = 0;
    while (end < value.length() && Character.digit(value.charAt(end), 10) >= 0) {
      end++;
    }
    return end == 0 || end > 9 ? 0 : Integer.parseInt(value.substring(0, end));
  }

  private static boolean supportsTimer(SIPMessage message) {
    return lists(message, SupportedHeader.NAME) || lists(message, "Require");
  }

  private static boolean lists(SIPMessage message, String name) {
    if (message.getHeader(name) == null) {
      return false;
    }
    var headers = message.getHeaders(name);
    while (headers.hasNext()) {
      if (((Header) headers.next()) instanceof SIPHeader header
          && containsTimer(HeaderValue.of(header))) {
        return true;
      }
    }
    return false;
  }

  private static boolean containsTimer(String list) {
    for (String tag : list.split(",")) {
      if (tag.strip().equalsIgnoreCase("timer")) {
        return true;
      }
    }
    return false;
  }
}
