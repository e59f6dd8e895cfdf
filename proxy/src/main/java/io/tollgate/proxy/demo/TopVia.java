package io.tollgate.proxy.demo;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The topmost Via of a request: which of the peer's transactions it belongs to and where the answer
 * goes (RFC 3261 §17.2.3 and §18.2, RFC 3581 §4). Immutable.
 */
final class TopVia {
  private static final Pattern SENT_BY =
      Pattern.compile("\\S+\\s+(\\[[0-9a-fA-F:.]+]|[^\\s:;]+)(?::(\\d{1,5}))?\\s*");
  private static final int DEFAULT_PORT = 5060;

  private final List<String> parts;
  private final String others;

  /**
   * Reads a field.
   *
   * @param field the value of the first Via field; it may hold further values after a comma
   */
  TopVia(String field) {
    int comma = field.indexOf(',');
    String top = comma < 0 ? field : field.substring(0, comma);
    this.parts = List.of(top.split(";"));
    this.others = comma < 0 ? "" : field.substring(comma);
  }

  /** What all messages of one transaction share, a CANCEL and the ACK of a failure included. */
  String transaction() {
    return parts.getFirst() + " " + SipFields.parameter(String.join(";", parts), "branch");
  }

  /** Where the answer goes: to the source's own port where the peer asks for that. */
  InetSocketAddress replyTo(InetSocketAddress source) {
    if (asksForPort()) {
      return source;
    }
    Matcher sentBy = SENT_BY.matcher(parts.getFirst());
    int port =
        sentBy.matches() && sentBy.group(2) != null
            ? Integer.parseInt(sentBy.group(2))
            : DEFAULT_PORT;
    return port > 0 && port <= 65_535 ? new InetSocketAddress(source.getAddress(), port) : source;
  }

  /** The field as it stands in the answer: with the address that the request really came from. */
  String received(InetSocketAddress source) {
    StringBuilder via = new StringBuilder(parts.getFirst());
    for (String part : parts.subList(1, parts.size())) {
      if (isPortRequest(part)) {
        via.append(";rport=").append(source.getPort());
      } else if (!part.strip().startsWith("received=")) {
        via.append(';').append(part);
      }
    }
    String host = source.getAddress().getHostAddress();
    Matcher sentBy = SENT_BY.matcher(parts.getFirst());
    if (asksForPort() || !sentBy.matches() || !sentBy.group(1).equals(host)) {
      via.append(";received=").append(host);
    }
    return via.append(others).toString();
  }

  private boolean asksForPort() {
    return parts.stream().anyMatch(TopVia::isPortRequest);
  }

  private static boolean isPortRequest(String part) {
    return part.strip().equalsIgnoreCase("rport");
  }
}
