package io.tollgate.proxy.sip.transport;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import io.tollgate.proxy.net.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * One listening point as one loop sees it, in the shape that JAIN-SIP wants.
 *
 * <p>Confined to its loop.
 */
public abstract class ListeningPoint extends MessageProcessor {
  private final LoopStack stack;
  private final Transport carriedBy;
  private final InetSocketAddress bound;
  private final String advertisedHost;
  private final int advertisedPort;

  /**
   * A listening point.
   *
   * @param advertisedHost what Via and Contact say; an IPv6 address without brackets
   */
  ListeningPoint(
      LoopStack stack,
      Transport carriedBy,
      InetSocketAddress bound,
      String advertisedHost,
      int advertisedPort) {
    super(bound.getAddress(), bound.getPort(), carriedBy.label(), stack);
    this.stack = stack;
    this.carriedBy = carriedBy;
    this.bound = bound;
    this.advertisedHost =
        advertisedHost.indexOf(':') >= 0 ? "[" + advertisedHost + "]" : advertisedHost;
    this.advertisedPort = advertisedPort;
  }

  /** What it speaks. */
  public final Transport carriedBy() {
    return carriedBy;
  }

  /** The address and port of ours that it is bound to. */
  public final InetSocketAddress bound() {
    return bound;
  }

  /** The host that Via and Contact show, an IPv6 address in brackets. */
  public final String advertisedHost() {
    return advertisedHost;
  }

  /** The port that Via and Contact show. */
  public final int advertisedPort() {
    return advertisedPort;
  }

  /** The way to one peer from here. */
  public final PeerChannel channelTo(InetSocketAddress peer) {
    return channelTo(peer, peer);
  }

  /**
   * The way to a peer that has been heard from.
   *
   * @param peer where it says it listens
   * @param flow where its messages came from: a connection of its own is used for as long as it is
   *     open, since nobody may be able to open another one (RFC 5626)
   */
  public abstract PeerChannel channelTo(InetSocketAddress peer, InetSocketAddress flow);

  /** The names in the certificate that the peer with this address has shown; empty without TLS. */
  public List<String> identitiesOf(InetSocketAddress source) {
    return List.of();
  }

  /** Closes the connection that comes from {@code source}, after what was sent. */
  public void closeFlow(InetSocketAddress source) {}

  @Override
  public final SIPTransactionStack getSIPStack() {
    return stack;
  }

  @Override
  public final MessageChannel createMessageChannel(HostPort target) throws UnknownHostException {
    return channelTo(new InetSocketAddress(target.getInetAddress(), target.getPort()));
  }

  @Override
  public final MessageChannel createMessageChannel(InetAddress target, int port) {
    return channelTo(new InetSocketAddress(target, port));
  }

  @Override
  public final void start() {
    // The socket is bound before the stack hears of it.
  }

  @Override
  public final void stop() {
    // The edge closes its sockets, after the last message has left.
  }

  @Override
  public final int getDefaultTargetPort() {
    return carriedBy.defaultPort();
  }

  @Override
  public final boolean isSecure() {
    return carriedBy == Transport.TLS;
  }

  @Override
  public final boolean inUse() {
    return true;
  }
}
