package io.tollgate.proxy.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.tollgate.proxy.net.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP or TLS listening point: the socket that peers connect to, and the connections, theirs and
 * ours, by the peer's address. Loops share it.
 *
 * <p>Safe for use by any thread; waits for nothing but the bind.
 */
public final class StreamSocket {
  private static final Logger LOG = LoggerFactory.getLogger(StreamSocket.class);

  private static final int BACKLOG = 1024;
  private static final int FLUSH_AT_LATEST_AFTER = 256;

  /** A peer that is gone without a word is found out after two minutes. */
  private static final int PROBE_AFTER_SECONDS = 60;

  private static final int PROBE_EVERY_SECONDS = 15;
  private static final int PROBES = 4;

  /** Bytes that the peer's machine does not acknowledge for so long are lost. */
  private static final int UNACKNOWLEDGED_MILLIS = 30_000;

  private final Transport transport;
  private final EventLoops eventLoops;
  private final EventLoopGroup loops;
  private final StreamSecurity security;
  private final StreamLimits limits;
  private final ConnectionCensus census;
  private final StreamInlet inlet;
  private final ConcurrentMap<InetSocketAddress, StreamConnection> connections =
      new ConcurrentHashMap<>();
  private Channel server;
  private InetSocketAddress address;

  private StreamSocket(
      Transport transport,
      EventLoops eventLoops,
      StreamSecurity security,
      StreamLimits limits,
      ConnectionCensus census,
      StreamInlet inlet) {
    this.transport = transport;
    this.eventLoops = eventLoops;
    this.loops = security.isPlain() ? eventLoops.group() : eventLoops.handshakeGroup();
    this.security = security;
    this.limits = limits;
    this.census = census;
    this.inlet = inlet;
  }

  /**
   * Opens a listening point. Peers wait in the kernel until {@link #startAccepting}.
   *
   * @param security what stands between socket and messages: nothing for TCP
   * @param census counts the connections of all listening points
   * @throws IOException where the address cannot be bound
   */
  public static StreamSocket open(
      Transport transport,
      EventLoops eventLoops,
      InetSocketAddress address,
      StreamSecurity security,
      StreamLimits limits,
      ConnectionCensus census,
      StreamInlet inlet)
      throws IOException {
    StreamSocket socket = new StreamSocket(transport, eventLoops, security, limits, census, inlet);
    socket.bind(address);
    return socket;
  }

  private void bind(InetSocketAddress wanted) throws IOException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channelFactory(eventLoops.serverChannels(wanted.getAddress()))
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.AUTO_READ, false)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accepted(channel);
                  }
                });
    ChannelFuture bound = bootstrap.bind(wanted).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(bound.cause().getMessage(), bound.cause());
    }
    server = bound.channel();
    address = (InetSocketAddress) server.localAddress();
  }

  /** From now on connections are accepted. */
  public void startAccepting() {
    server.config().setAutoRead(true);
  }

  /** What it speaks: TCP or TLS. */
  public Transport transport() {
    return transport;
  }

  /** The address that is bound. */
  public InetSocketAddress address() {
    return address;
  }

  /** Whether it has not been closed. */
  public boolean isOpen() {
    return server.isActive();
  }

  private void accepted(SocketChannel channel) {
    InetSocketAddress peer = channel.remoteAddress();
    Optional<ConnectionCensus.Place> place =
        peer == null ? Optional.empty() : census.admit(peer.getAddress(), !security.isPlain());
    if (place.isEmpty()) {
      channel.close();
      return;
    }
    channel.closeFuture().addListener(closed -> place.get().leave());
    Promise<Void> ready = channel.eventLoop().newPromise();
    ready.addListener(shaken -> place.get().shaken());
    StreamConnection connection = new StreamConnection(channel, ready, limits.backlog());
    security.secureAccepted(channel);
    furnish(channel, peer, ready);
    if (security.isPlain()) {
      ready.setSuccess(null);
    }
    keep(peer, connection, ready, channel);
  }

  /** The rest of the pipeline. */
  private void furnish(SocketChannel channel, InetSocketAddress peer, Promise<Void> ready) {
    configure(channel);
    channel.pipeline().addFirst(new FlushConsolidationHandler(FLUSH_AT_LATEST_AFTER, true));
    if (!security.isPlain()) {
      channel.pipeline().addLast(new HandshakeWatch(ready));
    }
    SipFrameDecoder decoder = new SipFrameDecoder(limits);
    channel.pipeline().addLast(decoder, new StreamGuard(decoder, limits, peer, inlet, channel));
  }

  private void keep(
      InetSocketAddress peer, StreamConnection connection, Future<?> ready, Channel channel) {
    connections.put(peer, connection);
    channel.closeFuture().addListener(closed -> connections.remove(peer, connection));
    ready.addListener(
        done -> {
          if (done.isSuccess()) {
            connection.identified(security.identities(channel));
          } else {
            LOG.debug("no connection with {} {}", transport.label(), peer, done.cause());
          }
        });
  }

  private void configure(SocketChannel channel) {
    channel.config().setTcpNoDelay(true).setKeepAlive(true);
    if (eventLoops.usesEpoll()) {
      channel.config().setOption(EpollChannelOption.TCP_KEEPIDLE, PROBE_AFTER_SECONDS);
      channel.config().setOption(EpollChannelOption.TCP_KEEPINTVL, PROBE_EVERY_SECONDS);
      channel.config().setOption(EpollChannelOption.TCP_KEEPCNT, PROBES);
      channel.config().setOption(EpollChannelOption.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MILLIS);
    }
  }

  /**
   * The connection to a peer: the flow if it is open, else the one to its address, which is opened
   * where there is none.
   */
  StreamConnection connection(InetSocketAddress flow, InetSocketAddress peer) {
    StreamConnection open = connections.get(flow);
    if (open != null && open.isOpen()) {
      return open;
    }
    open = connections.get(peer);
    return open != null && open.isOpen() ? open : connect(peer);
  }

  /** One at a time, so that two calls do not open two. */
  private synchronized StreamConnection connect(InetSocketAddress peer) {
    StreamConnection open = connections.get(peer);
    if (open != null && open.isOpen()) {
      return open;
    }
    EventLoop loop = loops.next();
    Promise<Void> ready = loop.newPromise();
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channelFactory(eventLoops.clientChannels(peer.getAddress()))
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) limits.connect().toMillis())
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    security.secureOpened(channel, peer);
                    furnish(channel, peer, ready);
                  }
                });
    if (!address.getAddress().isAnyLocalAddress()) {
      bootstrap.localAddress(new InetSocketAddress(address.getAddress(), 0));
    }
    ChannelFuture connected = bootstrap.connect(peer);
    ConnectionCensus.Place place = census.open();
    connected.channel().closeFuture().addListener(closed -> place.leave());
    connected.addListener(
        done -> {
          if (!done.isSuccess()) {
            ready.tryFailure(done.cause());
          } else if (security.isPlain()) {
            ready.trySuccess(null);
          }
        });
    StreamConnection connection =
        new StreamConnection(connected.channel(), ready, limits.backlog());
    keep(peer, connection, ready, connected.channel());
    return connection;
  }

  /** The names in the certificate of the peer at the other end of a connection. */
  List<String> identitiesOf(InetSocketAddress source) {
    StreamConnection connection = connections.get(source);
    return connection == null ? List.of() : connection.identities();
  }

  void closeFlow(InetSocketAddress source) {
    StreamConnection connection = connections.get(source);
    if (connection != null) {
      connection.close();
    }
  }

  /** How many connections there are. */
  public int connectionCount() {
    return connections.size();
  }

  /** Closes the socket and all connections, after what was sent. */
  public void close() {
    server.close();
    connections.values().forEach(StreamConnection::close);
  }
}
