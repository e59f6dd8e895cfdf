package io.tollgate.proxy.sip.transport;

import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
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
  private final MultiThreadIoEventLoopGroup group;
  private final List<EventLoop> loops = new ArrayList<>();

  /**
   * Starts them.
   *
   * @param count 1 or more
   * @param allowEpoll whether epoll may be used where the machine has it
   */
  public EventLoops(int count, boolean allowEpoll) {
    this.epoll = allowEpoll && Epoll.isAvailable();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
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

  /** Makes datagram channels for addresses of this family. */
  ChannelFactory<DatagramChannel> datagramChannels(InetAddress address) {
    SocketProtocolFamily family =
        address instanceof Inet6Address ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
    return epoll ? () -> new EpollDatagramChannel(family) : () -> new NioDatagramChannel(family);
  }

  /** Stops the loops, after what they have been given. */
  @Override
  public void close() {
    group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
