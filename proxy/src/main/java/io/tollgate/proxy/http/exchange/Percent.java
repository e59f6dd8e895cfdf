package io.tollgate.proxy.http.exchange;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Percent-decoding (RFC 3986 §2.1), UTF-8. */
final class Percent {
  private Percent() {}

  /** A segment of a path, in which a plus sign is a plus sign. */
  static String decodeSegment(String raw) throws BadRequestException {
    return decodeForm(raw.replace("+", "%2B"));
  }

  /** A name or value of a query, in which a plus sign is a blank. */
  static String decodeForm(String raw) throws BadRequestException {
    try {
      return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("'" + raw + "' is not percent-encoded");
    }
  }
}
