package io.tollgate.proxy.sip.screen;

import io.tollgate.proxy.sip.header.Messages;
import io.tollgate.proxy.sip.header.ReasonPhrases;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The answer (400, mostly) to a request that could not be read, out of its raw lines: what a
 * response repeats (RFC 3261 §8.2.6.2) is copied as it stands, as far as it is there (RFC 4475
 * §3.3.1). Pure functions.
 */
final class MalformedAnswer {
  private static final int LONGEST_HEAD = 16_384;
  private static final int LONGEST_COPY = 2048;

  private MalformedAnswer() {}

  /**
   * The answer; nothing where the message is an ACK or a response, or lacks a Via or what its
   * sender would know the answer by (Call-ID, CSeq).
   *
   * @param tag for To, where it has none
   */
  static Optional<byte[]> to(byte[] message, Screening verdict, String edgeName, String tag) {
    if (verdict.status() == 0) {
      return Optional.empty();
    }
    String text =
        new String(message, 0, Math.min(message.length, LONGEST_HEAD), StandardCharsets.UTF_8);
    List<String> lines = headerLines(text);
    if (lines.isEmpty() || !isRequest(lines.get(0)) || lines.get(0).startsWith("ACK ")) {
      return Optional.empty();
    }
    StringBuilder answer = new StringBuilder(512);
    answer.append("SIP/2.0 ").append(verdict.status()).append(' ');
    answer.append(ReasonPhrases.of(verdict.status())).append("\r\n");
    boolean routable = copy(lines, answer, "via", "v", "");
    copy(lines, answer, "from", "f", "");
    copy(lines, answer, "to", "t", tag);
    boolean recognisable = copy(lines, answer, "call-id", "i", "");
    recognisable |= copy(lines, answer, "cseq", "cseq", "");
    if (!routable || !recognisable || answer.length() > LONGEST_COPY) {
      return Optional.empty();
    }
    answer.append("Warning: 399 ").append(edgeName).append(" \"bad-request: ");
    Messages.appendQuoted(answer, verdict.why());
    answer.append("\"\r\nContent-Length: 0\r\n\r\n");
    return Optional.of(answer.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isRequest(String firstLine) {
    return !firstLine.startsWith("SIP/") && firstLine.endsWith("SIP/2.0");
  }

  private static List<String> headerLines(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\r?\n", -1)) {
      if (line.isEmpty()) {
        break;
      }
      if ((line.charAt(0) == ' ' || line.charAt(0) == '\t') && !lines.isEmpty()) {
        lines.set(lines.size() - 1, lines.getLast() + ' ' + line.strip());
      } else {
        lines.add(line.stripTrailing());
      }
    }
    return lines;
  }

  private static boolean copy(
      List<String> lines, StringBuilder answer, String name, String compact, String tag) {
    boolean found = false;
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      String lineName = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      if (lineName.equals(name) || lineName.equals(compact)) {
        answer.append(line);
        if (!tag.isEmpty() && !line.toLowerCase(Locale.ROOT).contains(";tag=")) {
          answer.append(";tag=").append(tag);
        }
        answer.append("\r\n");
        found = true;
        if (!name.equals("via")) {
          return true;
        }
      }
    }
    return found;
  }
}
