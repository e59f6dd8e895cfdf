package io.tollgate.proxy.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** A number as somebody gives it to a command: as it is dialled, or in a URI, out of a capture. */
final class DialledText {
  private DialledText() {}

  /**
   * What is dialled: of a {@code tel:} URI what follows, of a {@code sip:} or {@code sips:} URI its
   * user part, without escapes (RFC 3966 §3, RFC 3261 §19.1.1). Anything else is as it stands.
   */
  static String of(String text) {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      return text;
    }
    if (!uri.isOpaque()) {
      return text;
    }
    String rest = uri.getSchemeSpecificPart();
    return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
      case "tel" -> rest;
      case "sip", "sips" -> rest.substring(0, Math.max(0, rest.lastIndexOf('@')));
      default -> text;
    };
  }
}
