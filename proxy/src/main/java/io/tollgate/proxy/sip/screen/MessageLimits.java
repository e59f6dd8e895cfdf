package io.tollgate.proxy.sip.screen;

import io.tollgate.proxy.sip.transport.StreamLimits;

/**
 * How large a message may be before anybody spends time on parsing it. The defaults leave room for
 * whatever standard equipment sends: RFC 4475's longest message has 34 Vias and lines of 600 bytes.
 *
 * @param head bytes from the first line to the empty one
 * @param body bytes after it
 * @param headers header fields, as lines; folded ones count once
 * @param vias header fields that are a Via; a message with more has come by more hops than
 *     Max-Forwards starts with
 * @param line bytes of one header field, folds included
 * @param folds continuation lines of one header field
 * @param uri bytes of a URI, in the first line or in angle brackets
 */
public record MessageLimits(
    int head, int body, int headers, int vias, int line, int folds, int uri) {
  /** Where nobody says otherwise; head and body as streams are cut into messages by. */
  public static final MessageLimits DEFAULT =
      new MessageLimits(
          StreamLimits.DEFAULT.head(), StreamLimits.DEFAULT.body(), 128, 70, 4_096, 16, 1_024);

  /** Limits, each 1 or more. */
  public MessageLimits {
    if (Math.min(Math.min(Math.min(head, body), Math.min(headers, vias)), Math.min(line, uri)) < 1
        || folds < 1) {
      throw new IllegalArgumentException("a limit below 1");
    }
  }
}
