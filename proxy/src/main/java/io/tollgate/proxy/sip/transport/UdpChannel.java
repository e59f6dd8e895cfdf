package io.tollgate.proxy.sip.transport;

import java.net.InetSocketAddress;

/**
 * The way to one peer over UDP: a datagram that is lost is lost without a word.
 *
 * <p>Confined to its loop.
 */
final class UdpChannel extends PeerChannel {
  private final DatagramOutlet outlet;

  UdpChannel(UdpPoint point, InetSocketAddress peer, DatagramOutlet outlet) {
    super(point, peer);
    this.outlet = outlet;
  }

  @Override
  public void send(byte[] message) {
    outlet.send(message, peer());
  }
}
