package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bare UDP socket that speaks as much SIP as a test types, for what SIPp cannot do. */
public final class Phone implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final DatagramSocket socket;
  private final InetSocketAddress edge;
  private final String callId = UUID.randomUUID().toString();
  private int cseq;

  /**
   * A phone on a free port.
   *
   * @param ip one of loopback's addresses
   */
  public Phone(String ip, InetSocketAddress edge) {
    this(ip, 0, edge);
  }

  /**
   * A phone.
   *
   * @param ip one of loopback's addresses
   * @param port 0 for one that is free
   */
  public Phone(String ip, int port, InetSocketAddress edge) {
    this.edge = edge;
    try {
      socket = new DatagramSocket(new InetSocketAddress(ip, port));
      socket.setSoTimeout(PATIENCE_MILLIS);
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
    return request(method, called, "");
  }

  /** An INVITE with an offer of PCMU and PCMA. */
  public String invite(String called) {
    return request(
        "INVITE",
        called,
        """
        v=0
        o=- 1 1 IN IP4 127.0.0.1
        s=-
        c=IN IP4 127.0.0.1
        t=0 0
        m=audio 40000 RTP/AVP 0 8
        """
            .replace("\n", "\r\n"));
  }

  private String request(String method, String called, String sdp) {
    cseq++;
    String local = socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
    return """
    %1$s sip:%2$s@%3$s:%4$d SIP/2.0
    Via: SIP/2.0/UDP %5$s;branch=z9hG4bK-%6$s-%7$d;rport
    Max-Forwards: 70
    From: <sip:+33123456789@%5$s>;tag=phone
    To: <sip:%2$s@%3$s:%4$d>
    Call-ID: %6$s
    CSeq: %7$d %1$s
    Contact: <sip:+33123456789@%5$s>
    Content-Length: 0

    """
        .formatted(
            method, called, edge.getAddress().getHostAddress(), edge.getPort(), local, callId, cseq)
        .replace("\n", "\r\n");
  }

  /** The ACK of a failure, within the INVITE's transaction. */
  public String ackOf(String failure) {
    String branch = find("\r\nVia: [^\r]*branch=([^;\r]*)", failure);
    return inDialog(failure, "ACK", find("\r\nTo: [^\r]*(sip:[^>\r]*)", failure))
        .replaceFirst("branch=[^;]*", "branch=" + branch);
  }

  /** The ACK of a 200, a transaction of its own. */
  public String ackOfAnswer(String ok) {
    return inDialog(ok, "ACK", find("\r\nContact: <([^>]*)>", ok));
  }

  /** The BYE of a call that was answered. */
  public String bye(String ok) {
    return inDialog(ok, "BYE", find("\r\nContact: <([^>]*)>", ok));
  }

  /** A request in the dialog of an answer to an INVITE; an ACK has that INVITE's CSeq. */
  private String inDialog(String answer, String method, String uri) {
    String request = request(method, "anybody");
    String number = find("\r\nCSeq: (\\d+) INVITE", answer);
    return (method.equals("ACK") ? request.replaceFirst("CSeq: \\d+", "CSeq: " + number) : request)
        .replaceFirst("(?<= )sip:\\S+", Matcher.quoteReplacement(uri))
        .replaceFirst(
            "\r\nTo: [^\r]*",
            Matcher.quoteReplacement("\r\nTo: " + find("\r\nTo: ([^\r]*)", answer)));
  }

  private static String find(String pattern, String text) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    if (!found.find()) {
      throw new AssertionError(pattern + " is not in\n" + text);
    }
    return found.group(1);
  }

  /** Sends one datagram, whatever is in it; one char is one byte. */
  public void send(String datagram) {
    byte[] bytes = datagram.getBytes(StandardCharsets.ISO_8859_1);
    try {
      socket.send(new DatagramPacket(bytes, bytes.length, edge));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Receives up to and including the first message that is wanted. */
  public List<String> receiveUntil(Predicate<String> wanted) {
    List<String> received = new ArrayList<>();
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    while (received.isEmpty() || !wanted.test(received.getLast())) {
      try {
        packet.setLength(65_535);
        socket.receive(packet);
      } catch (SocketTimeoutException e) {
        throw new AssertionError("nothing more came after " + received, e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      received.add(
          new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1));
    }
    return received;
  }

  @Override
  public void close() {
    socket.close();
  }
}
