package io.tollgate.proxy.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The carrier on its real socket, with real RTP. */
class DemoCarrierTest {
  private static final int PATIENCE_MILLIS = 60_000;

  private DemoCarrier carrier;
  private DatagramSocket phone;

  @BeforeEach
  void start() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    carrier =
        new DemoCarrier(
            new DemoSettings(new InetSocketAddress(loopback, 0), Duration.ofMillis(50)));
    carrier.start();
    phone = new DatagramSocket(new InetSocketAddress(loopback, 0));
    phone.setSoTimeout(PATIENCE_MILLIS);
  }

  @AfterEach
  void stop() throws IOException {
    phone.close();
    carrier.close();
  }

  private void send(byte[] message) throws IOException {
    phone.send(new DatagramPacket(message, message.length, carrier.address()));
  }

  private String receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
    phone.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
  }

  private static String find(String pattern, String text) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as("%s in %s", pattern, text).isTrue();
    return found.group(1);
  }

  @Test
  void holdsACallAndPlaysBackWhatItHears() throws IOException {
    Caller caller = new Caller("real", "+4366412345678", phone.getLocalPort());
    send("no SIP at all".getBytes(StandardCharsets.US_ASCII));
    send(caller.invite());
    assertThat(receive()).startsWith("SIP/2.0 100 Trying\r\n");
    assertThat(receive()).startsWith("SIP/2.0 180 Ringing\r\n");
    String ok = receive();
    assertThat(ok).startsWith("SIP/2.0 200 OK\r\n");
    String tag = find("\r\nTo: [^\r]*;tag=([^\r;]+)", ok);
    send(caller.ack(1, tag));

    int port = Integer.parseInt(find("m=audio (\\d+) ", ok));
    assertThat(port).isEven().isBetween(RtpEcho.FIRST_PORT, RtpEcho.FIRST_PORT + 2 * RtpEcho.PORTS);
    byte[] packet = {(byte) 0x80, 0, 0, 1, 0, 0, 0, 80, 1, 2, 3, 4, 42};
    assertThat(echoOf(packet, port)).isEqualTo(packet);

    send(caller.bye(tag));
    String gone = receive();
    while (gone.contains("\r\nCSeq: 1 INVITE\r\n")) {
      gone = receive(); // the 200 once more, where the ACK was late
    }
    assertThat(gone).startsWith("SIP/2.0 200 OK\r\n").contains("\r\nCSeq: 9 BYE\r\n");
  }

  /** What comes back for an RTP packet; a packet that is no RTP goes before it and must not. */
  private static byte[] echoOf(byte[] packet, int port) throws IOException {
    try (DatagramSocket media = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      media.setSoTimeout(PATIENCE_MILLIS);
      InetSocketAddress echo = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      media.send(new DatagramPacket(new byte[] {1, 2, 3}, 3, echo));
      media.send(new DatagramPacket(packet, packet.length, echo));
      DatagramPacket back = new DatagramPacket(new byte[2_048], 2_048);
      media.receive(back);
      return Arrays.copyOf(back.getData(), back.getLength());
    }
  }

  @Test
  void saysWhichAddressIsTaken() {
    DemoSettings taken = new DemoSettings(carrier.address(), Duration.ZERO);
    assertThatThrownBy(() -> new DemoCarrier(taken))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(String.valueOf(carrier.address().getPort()));
  }

  @Test
  void givesItsAddressBack() throws IOException {
    InetSocketAddress address = carrier.address();
    carrier.close();
    try (DatagramSocket next = new DatagramSocket(address)) {
      assertThat(next.isBound()).isTrue();
    }
  }
}
