package io.tollgate.proxy.sip.header;

import io.tollgate.proxy.call.Body;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** What requests and responses have in common on their way to bytes. Pure functions. */
public final class Messages {
  private Messages() {}

  /** Ends a message: the headers of its body, an empty line, the body. */
  public static byte[] finish(StringBuilder text, Body body) {
    if (!body.isEmpty()) {
      text.append(HeaderRule.CONTENT_TYPE.start()).append(body.contentType()).append("\r\n");
    }
    text.append(HeaderRule.CONTENT_LENGTH.start()).append(body.content().length).append("\r\n\r\n");
    byte[] head = text.toString().getBytes(StandardCharsets.UTF_8);
    if (body.isEmpty()) {
      return head;
    }
    byte[] message = new byte[head.length + body.content().length];
    System.arraycopy(head, 0, message, 0, head.length);
    System.arraycopy(body.content(), 0, message, head.length, body.content().length);
    return message;
  }

  /** Appends {@code words} for a quoted-string: what would end it, or the line, is left out. */
  public static void appendQuoted(StringBuilder text, String words) {
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && c != 0x7f) {
        text.append(c);
      }
    }
  }

  /** An address as text, without the zone of a link-local one: that means nothing elsewhere. */
  public static String host(InetAddress address) {
    String host = address.getHostAddress();
    int zone = host.indexOf('%');
    return zone < 0 ? host : host.substring(0, zone);
  }

  /** Appends {@code address:port}, an IPv6 address in brackets. */
  public static void appendHostPort(StringBuilder text, InetSocketAddress address) {
    String host = host(address.getAddress());
    if (host.indexOf(':') >= 0) {
      text.append('[').append(host).append(']');
    } else {
      text.append(host);
    }
    text.append(':').append(address.getPort());
  }
}
