package io.tollgate.proxy.demo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One SIP message as far as the demonstration carrier reads it. It is not the edge's parser: it
 * takes what a well-behaved peer sends and knows nothing of the rest.
 */
sealed interface SipDatagram {
  /** What every message has; all of them hold at least the fields that {@link #parse} asks for. */
  SipFields fields();

  /**
   * A request.
   *
   * @param method in upper case, as SIP's methods are
   * @param uri the Request-URI
   * @param body as text; empty where there is none
   */
  record Request(String method, String uri, SipFields fields, String body) implements SipDatagram {
    /** The user part of the Request-URI, without parameters; empty where it has none. */
    String user() {
      int colon = uri.indexOf(':');
      int at = uri.indexOf('@');
      String user = at > colon ? uri.substring(colon + 1, at) : "";
      int semicolon = user.indexOf(';');
      return semicolon < 0 ? user : user.substring(0, semicolon);
    }
  }

  /**
   * A response.
   *
   * @param status 100 to 699
   */
  record Response(int status, SipFields fields) implements SipDatagram {}

  /** The number of the CSeq field. */
  default long cseq() {
    return Long.parseLong(Parsing.cseq(fields()).group(1));
  }

  /** The method of the CSeq field: the request's own, or that of the request being answered. */
  default String cseqMethod() {
    return Parsing.cseq(fields()).group(2);
  }

  default String callId() {
    return fields().first("Call-ID").orElseThrow();
  }

  default String fromTag() {
    return SipFields.tagOf(fields().first("From").orElseThrow());
  }

  default String toTag() {
    return SipFields.tagOf(fields().first("To").orElseThrow());
  }

  /** The topmost Via. */
  default TopVia via() {
    return new TopVia(fields().first("Via").orElseThrow());
  }

  /**
   * Reads a datagram.
   *
   * @return empty for what is no SIP message or lacks what every message must have
   */
  static Optional<SipDatagram> parse(byte[] datagram) {
    return Parsing.parse(datagram);
  }

  /** The reading itself; an interface has no private place for patterns. */
  final class Parsing {
    private static final Pattern REQUEST = Pattern.compile("([A-Z]+) (\\S+) SIP/2\\.0");
    private static final Pattern RESPONSE = Pattern.compile("SIP/2\\.0 ([1-6]\\d\\d) .*");
    private static final Pattern CSEQ = Pattern.compile("(\\d{1,10})\\s+([A-Z]+)");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,5}");

    private Parsing() {}

    private static Matcher cseq(SipFields fields) {
      Matcher cseq = CSEQ.matcher(fields.first("CSeq").orElse(""));
      if (!cseq.matches()) {
        throw new IllegalStateException("unchecked message");
      }
      return cseq;
    }

    private static Optional<SipDatagram> parse(byte[] datagram) {
      // One byte is one char, so what is sent back is what came, whatever its encoding.
      String text = new String(datagram, StandardCharsets.ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      if (end < 0) {
        return Optional.empty();
      }
      List<String> lines = Arrays.asList(text.substring(0, end).split("\r\n"));
      return SipFields.parse(lines.subList(1, lines.size()))
          .filter(Parsing::isComplete)
          .flatMap(fields -> message(lines.getFirst(), fields, text.substring(end + 4)));
    }

    private static boolean isComplete(SipFields fields) {
      return fields.has("Via")
          && fields.has("From")
          && fields.has("To")
          && fields.has("Call-ID")
          && CSEQ.matcher(fields.first("CSeq").orElse("")).matches();
    }

    private static Optional<SipDatagram> message(String start, SipFields fields, String rest) {
      Matcher response = RESPONSE.matcher(start);
      if (response.matches()) {
        return Optional.of(new Response(Integer.parseInt(response.group(1)), fields));
      }
      Matcher request = REQUEST.matcher(start);
      if (!request.matches() || !request.group(1).equals(cseq(fields).group(2))) {
        return Optional.empty();
      }
      return body(fields, rest)
          .map(body -> new Request(request.group(1), request.group(2), fields, body));
    }

    /** RFC 3261 §18.3: bytes beyond Content-Length are no part of it, missing ones spoil it. */
    private static Optional<String> body(SipFields fields, String rest) {
      Optional<String> length = fields.first("Content-Length");
      if (length.isEmpty()) {
        return Optional.of(rest);
      }
      if (!LENGTH.matcher(length.get()).matches()
          || Integer.parseInt(length.get()) > rest.length()) {
        return Optional.empty();
      }
      return Optional.of(rest.substring(0, Integer.parseInt(length.get())));
    }
  }
}
