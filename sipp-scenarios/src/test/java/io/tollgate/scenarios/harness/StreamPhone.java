package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection to the edge over TCP or TLS that speaks as much SIP as a test types. */
public final class StreamPhone implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final Pattern LENGTH =
      Pattern.compile("(?im)^(?:content-length|l)\\s*:\\s*(\\d+)");

  private final Socket socket;
  private final String transport;
  private final String callId = UUID.randomUUID().toString();
  private final StringBuilder unread = new StringBuilder();
  private int cseq;
  private boolean closed;

  private StreamPhone(Socket socket, String transport) {
    this.socket = socket;
    this.transport = transport;
    try {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Connects by TCP.
   *
   * @param ip the address of loopback to come from
   */
  public static StreamPhone tcp(String ip, InetSocketAddress edge) {
    Socket socket = new Socket();
    try {
      socket.bind(new InetSocketAddress(ip, 0));
      socket.connect(edge, PATIENCE_MILLIS);
      return new StreamPhone(socket, "TCP");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects by TLS and shakes hands; the edge's certificate is taken as it is. */
  public static StreamPhone tls(InetSocketAddress edge) {
    try {
      return new StreamPhone(TrustingTls.connect(edge, PATIENCE_MILLIS), "TLS");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The Call-ID of all its requests. */
  public String callId() {
    return callId;
  }

  /** A well-formed request outside any dialog, with the next CSeq. */
  public String request(String method, String called) {
    cseq++;
    String local = socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
    return """
    %1$s sip:%2$s@127.0.0.1 SIP/2.0
    Via: SIP/2.0/%7$s %3$s;branch=z9hG4bK-%4$s-%5$d;rport
    Max-Forwards: 70
    From: <sip:+33123456789@%3$s>;tag=phone
    To: <sip:%2$s@%6$s>
    Call-ID: %4$s
    CSeq: %5$d %1$s
    Contact: <sip:+33123456789@%3$s;transport=%8$s>
    Content-Length: 0

    """
        .formatted(
            method,
            called,
            local,
            callId,
            cseq,
            socket.getInetAddress().getHostAddress(),
            transport,
            transport.toLowerCase(Locale.ROOT))
        .replace("\n", "\r\n");
  }

  /**
   * Sends bytes, a char each.
   *
   * @return whether the connection still took them
   */
  public boolean send(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return true;
    } catch (IOException broken) {
      return false;
    }
  }

  /**
   * Receives up to and including the first message that is wanted, or until the edge closes the
   * connection.
   */
  public List<String> receiveUntil(Predicate<String> wanted) {
    List<String> received = new ArrayList<>();
    while (received.isEmpty() || !wanted.test(received.getLast())) {
      int end = endOfMessage();
      if (end > 0) {
        received.add(unread.substring(0, end));
        unread.delete(0, end);
      } else if (!read()) {
        closed = true;
        return received;
      }
    }
    return received;
  }

  /** Waits until the edge closes the connection, which it must. */
  public void awaitClose() {
    receiveUntil(message -> false);
  }

  /** Whether the edge has closed it, as far as was read. */
  public boolean isClosed() {
    return closed;
  }

  private int endOfMessage() {
    while (unread.indexOf("\r\n") == 0) {
      unread.delete(0, 2);
    }
    int head = unread.indexOf("\r\n\r\n");
    if (head < 0) {
      return -1;
    }
    Matcher length = LENGTH.matcher(unread.substring(0, head));
    int end = head + 4 + (length.find() ? Integer.parseInt(length.group(1)) : 0);
    return end <= unread.length() ? end : -1;
  }

  private boolean read() {
    byte[] bytes = new byte[8192];
    try {
      InputStream in = socket.getInputStream();
      int count = in.read(bytes);
      if (count < 0) {
        return false;
      }
      unread.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
      return true;
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the edge neither answers nor closes; so far " + unread, e);
    } catch (IOException broken) {
      return false; // closed, not gently
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException closedByTheEdge) {
      closed = true; // TLS would have liked to say goodbye
    }
  }
}
