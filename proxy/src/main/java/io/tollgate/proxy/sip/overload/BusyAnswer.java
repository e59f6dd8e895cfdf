package io.tollgate.proxy.sip.overload;

import io.tollgate.proxy.sip.header.Messages;
import io.tollgate.proxy.sip.header.ReasonPhrases;
import io.tollgate.proxy.sip.screen.HeaderName;
import io.tollgate.proxy.sip.screen.RawRequest;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The 503 to a new call that the edge has no time for, out of the INVITE's raw lines and without
 * any state (RFC 3261 §8.2.7): what a response repeats is copied as it stands, but for the topmost
 * Via, which says where the INVITE came from (§18.2.1, RFC 3581 §4).
 *
 * @param bytes the whole response
 * @param to where it goes
 */
record BusyAnswer(byte[] bytes, InetSocketAddress to) {
  private static final int LONGEST_HEAD = 16_384;
  private static final int DEFAULT_PORT = 5060;
  private static final int LAST_PORT = 65_535;

  /** A Via with its name, sent-by host and port, its parameters, and what follows it. */
  private static final Pattern VIA =
      Pattern.compile(
          "([^:]*:\\s*SIP\\s*/\\s*2\\.0\\s*/\\s*\\w+\\s+(\\[[^\\]]*\\]|[^\\s:;,]+)(?:\\s*:\\s*(\\d{1,5}))?)"
              + "([^,]*)(.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern RPORT =
      Pattern.compile(";\\s*rport(?=\\s*(;|$))", Pattern.CASE_INSENSITIVE);

  /**
   * The answer; nothing where the INVITE lacks what its sender would know it by.
   *
   * @param headers further header lines, each with its line end
   * @param tag for To; the same for an INVITE that comes again
   */
  static Optional<BusyAnswer> to(
      byte[] invite, InetSocketAddress source, String headers, String tag) {
    int start = RawRequest.start(invite);
    String text =
        new String(
            invite,
            start,
            Math.min(invite.length - start, LONGEST_HEAD),
            StandardCharsets.ISO_8859_1);
    List<String> lines = lines(text);
    List<String> vias = named(lines, HeaderName.VIA);
    List<String> from = named(lines, HeaderName.FROM);
    List<String> to = named(lines, HeaderName.TO);
    List<String> callId = named(lines, HeaderName.CALL_ID);
    List<String> cseq = named(lines, HeaderName.CSEQ);
    if (vias.isEmpty() || from.isEmpty() || to.isEmpty() || callId.isEmpty() || cseq.isEmpty()) {
      return Optional.empty();
    }
    Matcher via = VIA.matcher(vias.getFirst());
    if (!via.matches()) {
      return Optional.empty();
    }
    boolean symmetric = RPORT.matcher(via.group(4)).find();
    vias.set(0, marked(via, symmetric, source));
    StringBuilder answer = new StringBuilder(512).append("SIP/2.0 503 ");
    answer.append(ReasonPhrases.of(503)).append("\r\n");
    vias.forEach(line -> answer.append(line).append("\r\n"));
    answer.append(from.getFirst()).append("\r\n");
    answer.append(to.getFirst()).append(";tag=").append(tag).append("\r\n");
    answer.append(callId.getFirst()).append("\r\n");
    answer.append(cseq.getFirst()).append("\r\n");
    answer.append(headers).append("Content-Length: 0\r\n\r\n");
    return Optional.of(
        new BusyAnswer(
            answer.toString().getBytes(StandardCharsets.ISO_8859_1),
            symmetric ? source : new InetSocketAddress(source.getAddress(), port(via))));
  }

  private static int port(Matcher via) {
    int port = via.group(3) == null ? DEFAULT_PORT : Integer.parseInt(via.group(3));
    return port > 0 && port <= LAST_PORT ? port : DEFAULT_PORT;
  }

  private static String marked(Matcher via, boolean symmetric, InetSocketAddress source) {
    String address = Messages.host(source.getAddress());
    String parameters = via.group(4);
    if (symmetric) {
      parameters = RPORT.matcher(parameters).replaceFirst(";rport=" + source.getPort());
    }
    if (symmetric || !address.equals(via.group(2))) {
      parameters += ";received=" + address;
    }
    return via.group(1) + parameters + via.group(5);
  }

  /** The header fields as they stand, each with the lines that continue it. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>(16);
    int start = text.indexOf("\r\n") + 2;
    while (start >= 2) {
      int end = text.indexOf("\r\n", start);
      if (end <= start) {
        break; // the empty line, or a head that does not end
      }
      String line = text.substring(start, end);
      if ((line.charAt(0) == ' ' || line.charAt(0) == '\t') && !lines.isEmpty()) {
        lines.set(lines.size() - 1, lines.getLast() + "\r\n" + line);
      } else {
        lines.add(line);
      }
      start = end + 2;
    }
    return lines;
  }

  private static List<String> named(List<String> lines, HeaderName name) {
    List<String> found = new ArrayList<>(2);
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0 && HeaderName.of(line.substring(0, colon).strip()) == name) {
        found.add(line);
      }
    }
    return found;
  }
}
