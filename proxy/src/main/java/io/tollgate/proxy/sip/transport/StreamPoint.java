package io.tollgate.proxy.sip.transport;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * One TCP or TLS listening point as one loop sees it. Its connections belong to all loops.
 *
 * <p>Confined to its loop.
 */
public final class StreamPoint extends ListeningPoint {
  private final StreamSocket socket;
  private final Executor loop;
  private final Runnable sent;

  /**
   * A listening point.
   *
   * @param advertisedHost what Via and Contact say; an IPv6 address without brackets
   * @param loop runs what its calls are told of their connections
   * @param sent told of every message
   */
  public StreamPoint(
      LoopStack stack,
      StreamSocket socket,
      String advertisedHost,
      int advertisedPort,
      Executor loop,
      Runnable sent) {
    super(stack, socket.transport(), socket.address(), advertisedHost, advertisedPort);
    this.socket = socket;
    this.loop = loop;
    this.sent = sent;
  }

  StreamSocket socket() {
    return socket;
  }

  Executor loop() {
    return loop;
  }

  void sent() {
    sent.run();
  }

  @Override
  public PeerChannel channelTo(InetSocketAddress peer, InetSocketAddress flow) {
    return new StreamChannel(this, peer, flow);
  }

  @Override
  public List<String> identitiesOf(InetSocketAddress source) {
    return socket.identitiesOf(source);
  }

  @Override
  public void closeFlow(InetSocketAddress source) {
    socket.closeFlow(source);
  }

  @Override
  public int getMaximumMessageSize() {
    return Integer.MAX_VALUE;
  }
}
