package io.tollgate.proxy.sip.message;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.address.TelURLImpl;
import gov.nist.javax.sip.message.SIPRequest;
import io.tollgate.proxy.call.Refusal;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.dialog.SessionTerms;
import io.tollgate.proxy.sip.dialog.SessionTimerSettings;
import io.tollgate.proxy.sip.header.HeaderRule;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sip.address.URI;
import javax.sip.header.AcceptHeader;
import javax.sip.header.ProxyRequireHeader;
import javax.sip.header.RequireHeader;

/**
 * What is wrong with a request whatever it wants, in the order in which it answers: From, scheme,
 * hops, extensions, what the caller can read. Pure functions.
 */
public final class RequestChecks {
  private static final Set<String> EXTENSIONS = Set.of("timer");

  private static final int NOT_ACCEPTABLE = 406;

  /** RFC 4475 §3.3.15. */
  private static final Refusal NO_SDP_WANTED =
      new Refusal(
          HangupCause.MEDIA,
          NOT_ACCEPTABLE,
          HangupCause.MEDIA.q850(),
          Refusal.Telling.CAUSE_AND_WORDS,
          "answers are application/sdp, which Accept leaves out",
          List.of());

  private RequestChecks() {}

  /** Why a request is refused before anybody asks whose it is. */
  public static Optional<Refusal> check(SIPRequest request) {
    if (request.getFromTag() == null || request.getFromTag().isEmpty()) {
      return refuse(HangupCause.BAD_REQUEST, "From has no tag");
    }
    URI uri = request.getRequestURI();
    if (!(uri instanceof SipUri || uri instanceof TelURLImpl)) {
      return refuse(HangupCause.BAD_SCHEME, "neither sip, sips nor tel");
    }
    if (CallRequests.maxForwards(request) <= 0) {
      return refuse(HangupCause.HOPS, "Max-Forwards is used up");
    }
    if (!required(request).isEmpty()) {
      return refuse(HangupCause.EXTENSION_REQUIRED, "the edge has no extension but timer");
    }
    if (request.getMethod().equals("INVITE") && !acceptsSdp(request)) {
      return Optional.of(NO_SDP_WANTED);
    }
    return Optional.empty();
  }

  /** The same for an INVITE, whose session timer must not be shorter than the edge takes. */
  public static Optional<Refusal> checkInvite(SIPRequest invite, SessionTimerSettings settings) {
    return check(invite)
        .or(
            () ->
                SessionTerms.isTooBrief(invite, settings)
                    ? refuse(
                        HangupCause.SESSION_INTERVAL,
                        "a session interval under " + settings.minSeconds() + " s")
                    : Optional.empty());
  }

  /** {@code Unsupported} for a request that insists on extensions; empty for any other. */
  public static String unsupported(SIPRequest request) {
    List<String> tags = required(request);
    return tags.isEmpty() ? "" : HeaderRule.UNSUPPORTED.line(String.join(", ", tags));
  }

  /**
   * The option tags that a request insists on and the edge has not: of the edge as the other end;
   * where there are none, of the edge as something on the way.
   */
  static List<String> required(SIPRequest request) {
    List<String> tags =
        request.getHeader(RequireHeader.NAME) == null
            ? List.of()
            : tags(request.getHeaders(RequireHeader.NAME), RequireHeader::getOptionTag);
    return !tags.isEmpty() || request.getHeader(ProxyRequireHeader.NAME) == null
        ? tags
        : tags(request.getHeaders(ProxyRequireHeader.NAME), ProxyRequireHeader::getOptionTag);
  }

  private static <H> List<String> tags(Iterator<?> headers, Function<H, String> tag) {
    List<String> tags = new ArrayList<>();
    while (headers.hasNext()) {
      @SuppressWarnings("unchecked") // JAIN-SIP knows its lists by their header's name
      H header = (H) headers.next();
      tags.add(tag.apply(header));
    }
    tags.removeIf(one -> EXTENSIONS.contains(one.toLowerCase(Locale.ROOT)));
    return tags;
  }

  /** Whether the caller reads SDP, as everybody does who does not say what he reads. */
  private static boolean acceptsSdp(SIPRequest request) {
    if (request.getHeader(AcceptHeader.NAME) == null) {
      return true;
    }
    Iterator<?> accepted = request.getHeaders(AcceptHeader.NAME);
    while (accepted.hasNext()) {
      AcceptHeader accept = (AcceptHeader) accepted.next();
      String type = accept.getContentType();
      String subtype = accept.getContentSubType();
      if (type == null
          || subtype == null
          || (type.equalsIgnoreCase("application") || type.equals("*"))
              && (subtype.equalsIgnoreCase("sdp") || subtype.equals("*"))) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Refusal> refuse(HangupCause cause, String why) {
    return Optional.of(Refusal.of(cause, why));
  }
}
