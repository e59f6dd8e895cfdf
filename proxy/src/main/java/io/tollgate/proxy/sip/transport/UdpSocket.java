package io.tollgate.proxy.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One UDP socket on one loop. Several loops bind the same address with SO_REUSEPORT, and the kernel
 * spreads datagrams over them. With epoll, up to {@value #BATCH} are read by one recvmmsg, and what
 * a loop sends while it works through them leaves by one sendmmsg.
 *
 * <p>Confined to its loop once it is open.
 */
public final class UdpSocket implements DatagramOutlet {
  private static final Logger LOG = LoggerFactory.getLogger(UdpSocket.class);

  private static final int BATCH = 32;

  /** What Netty reads at a time where every datagram takes a system call. */
  private static final int NIO_BATCH = 16;

  private static final int LARGEST_DATAGRAM = 8192;
  private static final int SOCKET_BUFFER = 4 << 20;

  private final DatagramChannel channel;
  private final EventLoop loop;
  private final InetSocketAddress address;
  private boolean flushScheduled;

  /** Takes datagrams, on the loop whose socket they came in on. */
  @FunctionalInterface
  public interface Inlet {
    /**
     * One datagram.
     *
     * @param message the receiver's own
     * @param sinceNanos the monotonic time since which it may have waited in the kernel
     */
    void received(byte[] message, InetSocketAddress source, long sinceNanos);
  }

  private UdpSocket(DatagramChannel channel, EventLoop loop) {
    this.channel = channel;
    this.loop = loop;
    this.address = channel.localAddress();
  }

  /**
   * Says whether an address is free. With SO_REUSEPORT a second process would share the port and
   * take half of the messages, so this is asked without it.
   *
   * @throws IOException where somebody else has it, or the machine does not have the address
   */
  public static void requireFree(InetSocketAddress address) throws IOException {
    try (DatagramSocket probe = new DatagramSocket(null)) {
      probe.setReuseAddress(false);
      probe.bind(address);
    } catch (SocketException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Opens a socket on {@code loop}. What comes in waits in the kernel until {@link #startReading}.
   *
   * @throws IOException where the address cannot be bound
   */
  public static UdpSocket open(
      EventLoops loops, EventLoop loop, InetSocketAddress address, Inlet inlet) throws IOException {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channelFactory(loops.datagramChannels(address.getAddress()))
            .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER)
            .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER)
            .option(ChannelOption.AUTO_READ, false)
            .handler(new Receiver(inlet, new ReadBacklog(loops.usesEpoll() ? BATCH : NIO_BATCH)));
    if (loops.usesEpoll()) {
      bootstrap
          .option(UnixChannelOption.SO_REUSEPORT, true)
          .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, LARGEST_DATAGRAM)
          .option(
              ChannelOption.RECVBUF_ALLOCATOR,
              new FixedRecvByteBufAllocator(LARGEST_DATAGRAM * BATCH));
    } else {
      bootstrap
          .option(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), true)
          .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST_DATAGRAM));
    }
    var bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(bound.cause().getMessage(), bound.cause());
    }
    return new UdpSocket((DatagramChannel) bound.channel(), loop);
  }

  /** The address that is bound. */
  public InetSocketAddress address() {
    return address;
  }

  /** From now on what comes in is handed to the inlet. */
  public void startReading() {
    channel.config().setAutoRead(true);
  }

  /** Whether it has not been closed; from any thread. */
  public boolean isOpen() {
    return channel.isActive();
  }

  @Override
  public void send(byte[] message, InetSocketAddress peer) {
    ByteBuf bytes = channel.alloc().directBuffer(message.length).writeBytes(message);
    channel.write(new DatagramPacket(bytes, peer), channel.voidPromise());
    if (!flushScheduled) {
      // Runs after the datagrams that are being read: their answers leave together.
      flushScheduled = true;
      loop.execute(this::flush);
    }
  }

  private void flush() {
    flushScheduled = false;
    channel.flush();
  }

  /** Closes it, after what was sent. */
  public void close() {
    loop.execute(
        () -> {
          channel.flush();
          channel.close();
        });
  }

  private static final class Receiver extends ChannelInboundHandlerAdapter {
    private final Inlet inlet;
    private final ReadBacklog backlog;

    Receiver(Inlet inlet, ReadBacklog backlog) {
      this.inlet = inlet;
      this.backlog = backlog;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof DatagramPacket packet) {
        try {
          inlet.received(
              ByteBufUtil.getBytes(packet.content()),
              packet.sender(),
              backlog.read(System.nanoTime()));
        } finally {
          packet.release();
        }
      } else {
        ReferenceCountUtil.release(message);
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      backlog.complete();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      // An ICMP error for an earlier datagram, mostly: the transaction's timers deal with it.
      LOG.debug("on {}", context.channel().localAddress(), cause);
    }
  }
}
