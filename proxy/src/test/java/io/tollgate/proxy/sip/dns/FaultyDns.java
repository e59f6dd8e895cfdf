package io.tollgate.proxy.sip.dns;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A DNS server on a port of 127.0.0.1 that fails in one way (RFC 1035 §4). It knows one thing of
 * every name: its address 192.0.2.1, for 300 seconds.
 */
final class FaultyDns implements AutoCloseable {
  private static final int A = 1;
  private static final int NS = 2;
  private static final int SOA = 6;
  private static final int IN = 1;
  private static final int AUTHORITATIVE = 0x0400;
  private static final int TRUNCATED = 0x0200;
  private static final int RECURSIVE = 0x0080;
  private static final int RESPONSE = 0x8000;

  /** What it does with questions. */
  enum Manner {
    GOOD,
    SERVFAIL,
    REFUSED,
    NXDOMAIN,
    /** It says nothing. */
    SILENT,
    /** It says nothing to questions for IPv6 addresses. */
    SILENT_ON_AAAA,
    /** It fails on questions for IPv6 addresses. */
    SERVFAIL_ON_AAAA,
    /** What it says over UDP is cut short; all of it is to be had over TCP. */
    CUT_SHORT,
    /** The same, but it takes no TCP connections. */
    CUT_SHORT_WITHOUT_TCP,
    /** It knows nothing of the name, and refers to others who may. */
    LAME,
    /** What it says is no DNS. */
    GARBAGE
  }

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Set<SocketAddress> askers = ConcurrentHashMap.newKeySet();
  private final Manner manner;
  private final DatagramSocket datagrams;
  private final ServerSocket connections;

  /** One that listens. */
  FaultyDns(Manner manner) {
    this.manner = manner;
    try {
      InetAddress here = InetAddress.getByName("127.0.0.1");
      DatagramSocket udp = null;
      ServerSocket tcp = null;
      for (int tries = 0; tcp == null; tries++) {
        udp = new DatagramSocket(new InetSocketAddress(here, 0));
        try {
          tcp = new ServerSocket(udp.getLocalPort(), 50, here);
        } catch (IOException taken) {
          udp.close();
          if (tries == 20) {
            throw taken;
          }
        }
      }
      datagrams = udp;
      connections = tcp;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (manner == Manner.CUT_SHORT_WITHOUT_TCP) {
      closeConnections();
    }
    Thread.ofVirtual().start(this::answerDatagrams);
    Thread.ofVirtual().start(this::answerConnections);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) datagrams.getLocalSocketAddress();
  }

  /** The questions so far: transport, type and name. */
  List<String> asked() {
    return asked;
  }

  /** Where the questions over UDP came from. */
  Set<SocketAddress> askers() {
    return askers;
  }

  private void answerDatagrams() {
    byte[] buffer = new byte[4096];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        datagrams.receive(packet);
        askers.add(packet.getSocketAddress());
        byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()), true);
        if (answer.length > 0) {
          datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException closed) {
      // Nobody asks any more.
    }
  }

  private void answerConnections() {
    try {
      while (true) {
        try (Socket peer = connections.accept()) {
          DataInputStream in = new DataInputStream(peer.getInputStream());
          byte[] answer = answer(in.readNBytes(in.readUnsignedShort()), false);
          DataOutputStream out = new DataOutputStream(peer.getOutputStream());
          out.writeShort(answer.length);
          out.write(answer);
          out.flush();
          in.readAllBytes();
        }
      }
    } catch (IOException closed) {
      // Nobody asks any more.
    }
  }

  private byte[] answer(byte[] question, boolean udp) throws IOException {
    int end = 12;
    StringBuilder name = new StringBuilder();
    while (question[end] != 0) {
      name.append(new String(question, end + 1, question[end], StandardCharsets.US_ASCII))
          .append('.');
      end += question[end] + 1;
    }
    int type = question[end + 2];
    asked.add((udp ? "udp " : "tcp ") + type + ' ' + name);
    byte[] asking = Arrays.copyOfRange(question, 12, end + 5);
    byte[] id = Arrays.copyOf(question, 2);
    boolean four = type == A;
    return switch (manner) {
      case GOOD -> message(id, RECURSIVE, asking, four, true);
      case SERVFAIL -> message(id, RECURSIVE | 2, asking, false, false);
      case REFUSED -> message(id, 5, asking, false, false);
      case NXDOMAIN -> message(id, AUTHORITATIVE | 3, asking, false, true);
      case SILENT -> new byte[0];
      case SILENT_ON_AAAA -> four ? message(id, RECURSIVE, asking, true, true) : new byte[0];
      case SERVFAIL_ON_AAAA ->
          four
              ? message(id, RECURSIVE, asking, true, true)
              : message(id, RECURSIVE | 2, asking, false, false);
      case CUT_SHORT, CUT_SHORT_WITHOUT_TCP ->
          message(id, RECURSIVE | (udp ? TRUNCATED : 0), asking, four && !udp, !udp);
      case LAME -> referral(id, asking);
      case GARBAGE -> "this is no DNS at all".getBytes(StandardCharsets.US_ASCII);
    };
  }

  /** Where it has no record, it may say for how long that holds: 120 seconds (RFC 2308 §3). */
  private static byte[] message(
      byte[] id, int flags, byte[] asking, boolean record, boolean authority) throws IOException {
    boolean negative = !record && authority;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    head(out, id, flags, record ? 1 : 0, negative ? 1 : 0);
    out.write(asking);
    if (record) {
      out.write(new byte[] {(byte) 0xC0, 12, 0, A, 0, IN});
      out.writeInt(300);
      out.writeShort(4);
      out.write(new byte[] {(byte) 192, 0, 2, 1});
    }
    if (negative) {
      out.write(new byte[] {(byte) 0xC0, 12, 0, SOA, 0, IN});
      out.writeInt(3600);
      out.writeShort(24);
      out.write(new byte[] {(byte) 0xC0, 12, (byte) 0xC0, 12});
      for (int number : new int[] {1, 7200, 900, 86_400, 120}) {
        out.writeInt(number);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] referral(byte[] id, byte[] asking) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    head(out, id, 0, 0, 1);
    out.write(asking);
    out.write(new byte[] {(byte) 0xC0, 12, 0, NS, 0, IN});
    out.writeInt(3600);
    out.writeShort(2);
    out.write(new byte[] {(byte) 0xC0, 12});
    return bytes.toByteArray();
  }

  private static void head(DataOutputStream out, byte[] id, int flags, int answers, int authority)
      throws IOException {
    out.write(id);
    out.writeShort(RESPONSE | flags);
    out.writeShort(1);
    out.writeShort(answers);
    out.writeShort(authority);
    out.writeShort(0);
  }

  private void closeConnections() {
    try {
      connections.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    datagrams.close();
    closeConnections();
  }
}
