package io.tollgate.proxy.sip.transport;

import io.tollgate.proxy.cause.Unreachable;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/**
 * The way to one peer over a connection: the one that the peer itself opened where that is still
 * there (RFC 5626, RFC 5923), else one of ours, opened when it is needed and shared by all calls.
 *
 * <p>Confined to its loop.
 */
final class StreamChannel extends PeerChannel {
  private final StreamPoint point;
  private final InetSocketAddress flow;

  StreamChannel(StreamPoint point, InetSocketAddress peer, InetSocketAddress flow) {
    super(point, peer);
    this.point = point;
    this.flow = flow;
  }

  @Override
  public void send(byte[] message) {
    point.sent();
    connection().send(message);
  }

  @Override
  public ConnectionWatch whenBroken(Consumer<Unreachable> broken) {
    return connection().whenBroken(point.loop(), broken);
  }

  private StreamConnection connection() {
    return point.socket().connection(flow, peer());
  }
}
