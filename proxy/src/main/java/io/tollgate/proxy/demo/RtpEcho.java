package io.tollgate.proxy.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Plays back to every caller what it says: one port a call, even as RTP's are (RFC 3550 §11), from
 * a bounded range. A port that hears nothing for a minute is given back, so that calls without
 * media (a load generator's) hold none. Confined to the carrier's thread.
 */
final class RtpEcho implements EchoPort.Source {
  /** Below the range from which Linux takes the ports of clients. */
  static final int FIRST_PORT = 30_000;

  static final int PORTS = 1_000;
  private static final long IDLE = Duration.ofMinutes(1).toNanos();
  private static final int LONGEST_PACKET = 2_048;
  private static final int PACKETS_A_TURN = 16;

  private final Selector selector;
  private final InetAddress host;
  private final Timers timers;
  private final ByteBuffer packet = ByteBuffer.allocateDirect(LONGEST_PACKET);
  private int next;

  /**
   * An echo on one address.
   *
   * @param selector reports the ports' packets; the attachments of its keys are {@link
   *     LongConsumer}s to be called with the time
   */
  RtpEcho(Selector selector, InetAddress host, Timers timers) {
    this.selector = selector;
    this.host = host;
    this.timers = timers;
  }

  @Override
  public Optional<EchoPort> open(long now) {
    for (int tried = 0; tried < PORTS; tried++) {
      InetSocketAddress address = new InetSocketAddress(host, FIRST_PORT + 2 * next);
      next = (next + 1) % PORTS;
      Optional<EchoPort> port = open(address, now);
      if (port.isPresent()) {
        return port;
      }
    }
    return Optional.empty();
  }

  private Optional<EchoPort> open(InetSocketAddress address, long now) {
    try {
      DatagramChannel channel = DatagramChannel.open();
      try {
        channel.bind(address);
        channel.configureBlocking(false);
        Port port = new Port(channel, address, now);
        channel.register(selector, SelectionKey.OP_READ, port);
        return Optional.of(port);
      } catch (IOException taken) {
        channel.close();
        return Optional.empty();
      }
    } catch (IOException noSocketLeft) {
      return Optional.empty();
    }
  }

  private final class Port implements EchoPort, LongConsumer {
    private final DatagramChannel channel;
    private final InetSocketAddress address;
    private long lastHeard;
    private Timers.Timer idle;

    Port(DatagramChannel channel, InetSocketAddress address, long now) {
      this.channel = channel;
      this.address = address;
      this.lastHeard = now;
      this.idle = timers.at(now + IDLE, this::giveBackIfIdle);
    }

    @Override
    public InetSocketAddress address() {
      return address;
    }

    /** Packets are there: they go back to where they came from. */
    @Override
    public void accept(long now) {
      lastHeard = now;
      try {
        for (int i = 0; i < PACKETS_A_TURN; i++) {
          packet.clear();
          SocketAddress source = channel.receive(packet);
          if (source == null) {
            return;
          }
          packet.flip();
          if (isRtp()) {
            channel.send(packet, source);
          }
        }
      } catch (IOException lost) {
        // A packet more or less: the listener of the echo hears a click.
      }
    }

    private boolean isRtp() {
      return packet.remaining() >= 12 && (packet.get(0) & 0xC0) == 0x80;
    }

    private void giveBackIfIdle(long now) {
      if (now - lastHeard >= IDLE) {
        close();
      } else {
        idle = timers.at(lastHeard + IDLE, this::giveBackIfIdle);
      }
    }

    @Override
    public void close() {
      idle.cancel();
      try {
        channel.close();
      } catch (IOException gone) {
        // Closed is closed.
      }
    }
  }
}
