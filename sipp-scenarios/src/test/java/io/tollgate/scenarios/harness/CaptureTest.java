package io.tollgate.scenarios.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That tshark would complain if there were something to complain about. */
class CaptureTest {
  private static final InetSocketAddress NOBODY = new InetSocketAddress("127.0.0.1", 9);

  @TempDir Path folder;

  @Test
  void brokenMessagesAndOtherProtocolsAreReported() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
      Capture capture = Capture.of(socket.getLocalPort(), folder);
      try (capture) {
        send(socket, "SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n");
        send(socket, "SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\nVia: SIP/2.0/UDP \r\nTo\r\n\r\n");
        send(socket, "\1\2\3");
        capture.finish();
      }
      assertThat(capture.messages()).hasSize(2);
      assertThat(capture.complaints()).singleElement().asString().contains("no colon");
      assertThat(capture.foreign()).hasSize(1);
    }
  }

  private static void send(DatagramSocket socket, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    socket.send(new DatagramPacket(bytes, bytes.length, NOBODY));
  }
}
