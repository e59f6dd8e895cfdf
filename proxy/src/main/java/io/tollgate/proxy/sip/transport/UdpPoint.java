package io.tollgate.proxy.sip.transport;

import io.tollgate.proxy.net.Transport;
import java.net.InetSocketAddress;

/**
 * One UDP listening point on one loop, with a socket of its own there.
 *
 * <p>Confined to its loop.
 */
public final class UdpPoint extends ListeningPoint {
  /** JAIN-SIP's limit is of the whole datagram, ours is what a datagram can carry. */
  private static final int MAX_DATAGRAM = 65_507;

  private final DatagramOutlet outlet;

  /**
   * A listening point.
   *
   * @param advertisedHost what Via and Contact say; an IPv6 address without brackets
   * @param outlet the socket; what is sent leaves with the next flush of the loop
   */
  public UdpPoint(
      LoopStack stack,
      InetSocketAddress bound,
      String advertisedHost,
      int advertisedPort,
      DatagramOutlet outlet) {
    super(stack, Transport.UDP, bound, advertisedHost, advertisedPort);
    this.outlet = outlet;
  }

  @Override
  public PeerChannel channelTo(InetSocketAddress peer, InetSocketAddress flow) {
    return new UdpChannel(this, peer, outlet);
  }

  @Override
  public int getMaximumMessageSize() {
    return MAX_DATAGRAM;
  }
}
