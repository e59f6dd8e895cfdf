package io.tollgate.proxy.demo;

import io.tollgate.proxy.demo.SipDatagram.Request;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what the demonstration carrier says. Immutable. */
final class Replies {
  static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS";

  private final InetSocketAddress self;

  /**
   * Speaks for one address.
   *
   * @param self where the carrier listens; stands in its Contact and Via
   */
  Replies(InetSocketAddress self) {
    this.self = self;
  }

  /**
   * A response to a request (RFC 3261 §8.2.6).
   *
   * @param toTag put into To where the request has none there; empty for a 100
   * @param extra further header lines, such as {@code Allow: …}
   * @param sdp the body; empty for none
   */
  byte[] answer(
      Request request,
      InetSocketAddress source,
      String status,
      String toTag,
      List<String> extra,
      String sdp) {
    StringBuilder out = new StringBuilder("SIP/2.0 ").append(status).append("\r\n");
    List<String> vias = request.fields().every("Via");
    line(out, "Via", request.via().received(source));
    vias.subList(1, vias.size()).forEach(via -> line(out, "Via", via));
    request.fields().every("Record-Route").forEach(route -> line(out, "Record-Route", route));
    line(out, "From", request.fields().first("From").orElseThrow());
    String to = request.fields().first("To").orElseThrow();
    boolean tagged = toTag.isEmpty() || !SipFields.tagOf(to).isEmpty();
    line(out, "To", tagged ? to : to + ";tag=" + toTag);
    line(out, "Call-ID", request.callId());
    line(out, "CSeq", request.fields().first("CSeq").orElseThrow());
    extra.forEach(header -> out.append(header).append("\r\n"));
    return finish(out, sdp);
  }

  /** The Contact line of one called number. */
  String contact(String user) {
    return "Contact: <sip:" + (user.isEmpty() ? "" : user + "@") + hostPort() + ">";
  }

  /**
   * The BYE of a call that came in (RFC 3261 §12.2.1.1).
   *
   * @param invite the request that made the call
   * @param branch of its Via, with the magic cookie
   */
  byte[] bye(Request invite, String ourTag, String branch) {
    String target = SipFields.uriOf(invite.fields().first("Contact").orElse(invite.uri()));
    StringBuilder out = new StringBuilder("BYE ").append(target).append(" SIP/2.0\r\n");
    line(out, "Via", "SIP/2.0/UDP " + hostPort() + ";branch=" + branch + ";rport");
    line(out, "Max-Forwards", "70");
    invite.fields().every("Record-Route").forEach(route -> line(out, "Route", route));
    line(out, "From", invite.fields().first("To").orElseThrow() + ";tag=" + ourTag);
    line(out, "To", invite.fields().first("From").orElseThrow());
    line(out, "Call-ID", invite.callId());
    line(out, "CSeq", "1 BYE");
    line(out, "Reason", "Q.850;cause=16;text=\"Normal call clearing\"");
    return finish(out, "");
  }

  private byte[] finish(StringBuilder out, String sdp) {
    line(out, "Server", "Tollgate demonstration carrier");
    if (!sdp.isEmpty()) {
      line(out, "Content-Type", "application/sdp");
    }
    line(out, "Content-Length", Integer.toString(sdp.length()));
    return out.append("\r\n").append(sdp).toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void line(StringBuilder out, String name, String value) {
    out.append(name).append(": ").append(value).append("\r\n");
  }

  private String hostPort() {
    String host = self.getAddress().getHostAddress();
    return (self.getAddress() instanceof Inet6Address ? "[" + host + "]" : host)
        + ":"
        + self.getPort();
  }
}
