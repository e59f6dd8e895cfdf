package io.tollgate.proxy.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real sockets on loopback, with epoll and with the JDK's selector. */
class UdpSocketTest {
  private static final int DATAGRAMS = 200;

  private record Received(String text, InetSocketAddress source) {}

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void loopsShareAnAddressAndAnswerWhoAsked(boolean epoll) throws Exception {
    InetAddress host = InetAddress.getByName("127.0.0.1");
    LinkedBlockingQueue<Received> received = new LinkedBlockingQueue<>();
    List<UdpSocket> sockets = new ArrayList<>();
    try (EventLoops loops = new EventLoops(2, epoll);
        DatagramSocket peer = new DatagramSocket(0, host)) {
      assertThat(loops.usesEpoll()).isEqualTo(epoll);
      InetSocketAddress address = new InetSocketAddress(host, 0);
      for (EventLoop loop : loops.loops()) {
        sockets.add(
            UdpSocket.open(
                loops,
                loop,
                address,
                (message, source, since) ->
                    received.add(
                        new Received(new String(message, StandardCharsets.UTF_8), source))));
        address = sockets.getFirst().address();
      }
      sockets.forEach(UdpSocket::startReading);

      for (int i = 0; i < DATAGRAMS; i++) {
        byte[] bytes = ("message " + i).getBytes(StandardCharsets.UTF_8);
        peer.send(new DatagramPacket(bytes, bytes.length, address));
      }
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < DATAGRAMS; i++) {
        Received next = received.poll(60, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        assertThat(next.source()).isEqualTo(peer.getLocalSocketAddress());
        texts.add(next.text());
      }
      assertThat(texts).hasSize(DATAGRAMS).doesNotHaveDuplicates();

      InetSocketAddress peerAddress = (InetSocketAddress) peer.getLocalSocketAddress();
      UdpSocket answering = sockets.getLast();
      loops
          .loops()
          .getLast()
          .execute(() -> answering.send("answer".getBytes(StandardCharsets.UTF_8), peerAddress));
      DatagramPacket answer = new DatagramPacket(new byte[100], 100);
      peer.setSoTimeout(60_000);
      peer.receive(answer);
      assertThat(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8))
          .isEqualTo("answer");
      assertThat(answer.getSocketAddress()).isEqualTo(address);
      sockets.forEach(UdpSocket::close);
    }
  }

  @Test
  void anAddressThatSomebodyHasIsNotFreeEvenWhereItCouldBeShared() throws Exception {
    try (EventLoops loops = new EventLoops(1, true)) {
      UdpSocket socket =
          UdpSocket.open(
              loops,
              loops.loops().getFirst(),
              new InetSocketAddress("127.0.0.1", 0),
              (message, source, since) -> {});
      assertThatThrownBy(() -> UdpSocket.requireFree(socket.address()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use");
      socket.close();
    }
  }
}
