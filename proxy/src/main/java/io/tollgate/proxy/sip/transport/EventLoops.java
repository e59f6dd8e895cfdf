package io.tollgate.proxy.sip.transport;

import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loops: epoll where the machine has it, with many datagrams a system call, else the
 * JDK's selector.
 */
public final class EventLoops implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventLoops.class);
  private static final long CLOSE_SECONDS = 5;

  private final boolean epoll;
  private final IoHandlerFactory io;
  private final MultiThreadIoEventLoopGroup group;
  private Optional<MultiThreadIoEventLoopGroup> handshakes = Optional.empty();
  private final List<EventLoop> loops = new ArrayList<>();

  /**
   * Starts them.
   *
   * @param count 1 or more
   * @param allowEpoll whether epoll may be used where the machine has it
   */
  public EventLoops(int count, boolean allowEpoll) {
    this.epoll = allowEpoll && Epoll.isAvailable();
    this.io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.group = new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("sip", true), io);
    for (int i = 0; i < count; i++) {
      loops.add(group.next());
    }
    LOG.info("{} event loops on {}", count, epoll ? "epoll" : "the JDK's selector");
  }

  /** The loops, by number. */
  public List<EventLoop> loops() {
    return List.copyOf(loops);
  }

  boolean usesEpoll() {
    return epoll;
  }

  /** The same as a group, for connections, which are spread over them. */
  EventLoopGroup group() {
    return group;
  }

  /**
   * Loops of their own for TLS: a handshake takes milliseconds of CPU within a read, which no call
   * shall wait for. Started when the first listening point asks.
   */
  synchronized EventLoopGroup handshakeGroup() {
    if (handshakes.isEmpty()) {
      handshakes =
          Optional.of(
              new MultiThreadIoEventLoopGroup(
                  loops.size(), new DefaultThreadFactory("tls", true), io));
    }
    return handshakes.get();
  }

  /** Makes listening sockets for addresses of this family. */
  ChannelFactory<ServerChannel> serverChannels(InetAddress address) {
    SocketProtocolFamily family = family(address);
    return epoll
        ? () -> new EpollServerSocketChannel(family)
        : () -> new NioServerSocketChannel(SelectorProvider.provider(), family);
  }

  /** Makes connections to addresses of this family. */
  ChannelFactory<SocketChannel> clientChannels(InetAddress address) {
    SocketProtocolFamily family = family(address);
    return epoll
        ? () -> new EpollSocketChannel(family)
        : () -> new NioSocketChannel(SelectorProvider.provider(), family);
  }

  private static SocketProtocolFamily family(InetAddress address) {
    return address instanceof Inet6Address ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
  }

  /** Makes datagram channels for addresses of this family. */
  ChannelFactory<DatagramChannel> datagramChannels(InetAddress address) {
    SocketProtocolFamily family = family(address);
    return epoll ? () -> new EpollDatagramChannel(family) : () -> new NioDatagramChannel(family);
  }

  /** Stops the loops, after what they have been given. */
  @Override
  public void close() {
    handshakeLoops().ifPresent(EventLoops::stop);
    stop(group);
  }

  private synchronized Optional<MultiThreadIoEventLoopGroup> handshakeLoops() {
    return handshakes;
  }

  private static void stop(MultiThreadIoEventLoopGroup group) {
    group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
