package io.tollgate.proxy.sip.header;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPRequest;
import io.tollgate.proxy.call.Forwardings;
import io.tollgate.proxy.call.Forwardings.Step;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads by whom an INVITE was sent on: Diversion (RFC 5806) and History-Info (RFC 7044). Of their
 * parameters it takes those that are known to name nobody and no place; what others say, and how
 * hosts are called over there, ends here.
 *
 * <p>Pure functions.
 */
public final class ForwardingHeaders {
  /** No call is sent on more often than that; what is said beyond is dropped. */
  private static final int MOST = 10;

  private static final int LONGEST = 1024;

  private static final Pattern DIVERSION_PARAMETER =
      Pattern.compile("(?:reason|privacy|screen)=[a-z-]{1,20}|(?:counter|limit)=[0-9]{1,2}");

  private static final Pattern HISTORY_PARAMETER =
      Pattern.compile("(?:index|rc|mp|np)=[0-9]{1,3}(?:\\.[0-9]{1,3}){0,15}");

  /** Why it was sent on from there, percent-encoded as in a URI (RFC 7044 §5). */
  private static final Pattern REASON =
      Pattern.compile("(?i)reason=((?:sip|q\\.850)(?:%3b|;)cause(?:%3d|=)([0-9]{1,3}))(?![0-9])");

  private static final Pattern PRIVACY = Pattern.compile("(?i)privacy=(history|none)(?![a-z])");

  private ForwardingHeaders() {}

  /** Who sent an INVITE on; {@link Forwardings#NONE} where nobody did. */
  public static Forwardings of(SIPRequest message) {
    List<Step> diversions = List.of();
    if (message.hasHeader(HeaderRule.DIVERSION.header())) {
      diversions = new ArrayList<>();
      for (String value : values(message, HeaderRule.DIVERSION.header())) {
        diversions.add(new Step(Users.within(value), "", parameters(value, DIVERSION_PARAMETER)));
      }
    }
    List<Step> history = List.of();
    if (message.hasHeader(HeaderRule.HISTORY_INFO.header())) {
      history = new ArrayList<>();
      for (String value : values(message, HeaderRule.HISTORY_INFO.header())) {
        String user = Users.within(value);
        int end = user.indexOf('?');
        history.add(
            new Step(
                end < 0 ? user : user.substring(0, end), // a tel: URI has no host to end it
                uriHeaders(value),
                parameters(value, HISTORY_PARAMETER)));
      }
    }
    return diversions.isEmpty() && history.isEmpty()
        ? Forwardings.NONE
        : new Forwardings(false, diversions, history);
  }

  /** The values of all headers of a name, those in one line too. */
  private static List<String> values(SIPRequest message, String name) {
    List<String> values = new ArrayList<>();
    for (Iterator<?> headers = message.getHeaders(name); headers.hasNext(); ) {
      if (headers.next() instanceof SIPHeader header) {
        split(HeaderValue.of(header), values);
      }
    }
    return values;
  }

  /** Splits a line at its commas, except those within quotation marks and angle brackets. */
  private static void split(String line, List<String> values) {
    int start = 0;
    boolean quoted = false;
    boolean bracketed = false;
    for (int i = 0; i <= line.length() && values.size() < MOST; i++) {
      char c = i == line.length() ? ',' : line.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"' && !bracketed) {
        quoted = !quoted;
      } else if (!quoted && (c == '<' || c == '>')) {
        bracketed = c == '<';
      } else if (c == ',' && (i >= line.length() || !quoted && !bracketed)) {
        String value = line.substring(start, Math.min(i, line.length())).strip();
        if (!value.isEmpty() && value.length() <= LONGEST) {
          values.add(value);
        }
        start = i + 1;
      }
    }
  }

  /** Those of the header's own parameters that may cross. */
  private static String parameters(String value, Pattern allowed) {
    StringBuilder crossing = new StringBuilder();
    String tail = value.substring(value.indexOf('>') + 1);
    for (String parameter : tail.split(";")) {
      String bare = parameter.replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
      if (allowed.matcher(bare).matches()) {
        crossing.append(';').append(bare);
      }
    }
    return crossing.toString();
  }

  /** Those of the headers within the URI that may cross. */
  private static String uriHeaders(String value) {
    int start = value.indexOf('?');
    int end = value.indexOf('>');
    if (start < 0 || end < start) {
      return "";
    }
    String said = value.substring(start + 1, end);
    StringBuilder crossing = new StringBuilder();
    reason(said).ifPresent(reason -> crossing.append("?Reason=").append(reason));
    Matcher privacy = PRIVACY.matcher(said);
    if (privacy.find()) {
      crossing.append(crossing.isEmpty() ? '?' : '&').append("Privacy=");
      crossing.append(privacy.group(1).toLowerCase(Locale.ROOT));
    }
    return crossing.toString();
  }

  private static Optional<String> reason(String said) {
    Matcher reason = REASON.matcher(said);
    if (!reason.find()) {
      return Optional.empty();
    }
    boolean sip = reason.group(1).regionMatches(true, 0, "sip", 0, 3);
    return Optional.of((sip ? "SIP" : "Q.850") + "%3Bcause%3D" + reason.group(2));
  }
}
