package io.tollgate.proxy.sip.transport;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * One UDP listening point on one loop: its socket, as JAIN-SIP wants to see it.
 *
 * <p>Confined to its loop.
 */
public final class UdpProcessor extends MessageProcessor {
  /** JAIN-SIP's limit is of the whole datagram, ours is what a datagram can carry. */
  private static final int MAX_DATAGRAM = 65_507;

  private final LoopStack stack;
  private final DatagramOutlet outlet;
  private final String advertisedHost;
  private final int advertisedPort;

  /**
   * A listening point.
   *
   * @param advertisedHost what Via and Contact say; an IPv6 address without brackets
   */
  public UdpProcessor(
      LoopStack stack,
      InetAddress address,
      int port,
      String advertisedHost,
      int advertisedPort,
      DatagramOutlet outlet) {
    super(address, port, "udp", stack);
    this.stack = stack;
    this.outlet = outlet;
    this.advertisedHost =
        advertisedHost.indexOf(':') >= 0 ? "[" + advertisedHost + "]" : advertisedHost;
    this.advertisedPort = advertisedPort;
  }

  /** Sends bytes to a peer; they leave with the next flush of the loop. */
  public void send(byte[] message, InetSocketAddress peer) {
    outlet.send(message, peer);
  }

  /** The host that Via and Contact show, an IPv6 address in brackets. */
  public String advertisedHost() {
    return advertisedHost;
  }

  /** The port that Via and Contact show. */
  public int advertisedPort() {
    return advertisedPort;
  }

  /** A channel to one peer. */
  public UdpChannel channelTo(InetSocketAddress peer) {
    return new UdpChannel(this, peer);
  }

  @Override
  public SIPTransactionStack getSIPStack() {
    return stack;
  }

  @Override
  public MessageChannel createMessageChannel(HostPort targetHostPort)
      throws java.net.UnknownHostException {
    return channelTo(
        new InetSocketAddress(targetHostPort.getInetAddress(), targetHostPort.getPort()));
  }

  @Override
  public MessageChannel createMessageChannel(InetAddress targetHost, int port) {
    return channelTo(new InetSocketAddress(targetHost, port));
  }

  @Override
  public void start() {
    // The socket is bound before the stack hears of it.
  }

  @Override
  public void stop() {
    // The edge closes its sockets, after the last message has left.
  }

  @Override
  public int getDefaultTargetPort() {
    return 5060;
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public int getMaximumMessageSize() {
    return MAX_DATAGRAM;
  }

  @Override
  public boolean inUse() {
    return true;
  }
}
