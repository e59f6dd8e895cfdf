package io.tollgate.proxy.sip.transport;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import io.tollgate.proxy.cause.Unreachable;
import io.tollgate.proxy.net.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/**
 * The way to one peer. JAIN-SIP's transactions send through it; what comes in never passes through
 * it.
 *
 * <p>Confined to its loop.
 */
public abstract class PeerChannel extends MessageChannel implements RawMessageChannel {
  private final ListeningPoint point;
  private final InetSocketAddress peer;

  PeerChannel(ListeningPoint point, InetSocketAddress peer) {
    this.point = point;
    this.messageProcessor = point;
    this.peer = peer;
  }

  /** The listening point it belongs to. */
  public final ListeningPoint point() {
    return point;
  }

  /** The other end. */
  public final InetSocketAddress peer() {
    return peer;
  }

  /** Sends bytes: one whole message. Never blocks, never throws. */
  public abstract void send(byte[] message);

  /**
   * Has {@code broken} told on the loop when the connection breaks, or cannot be had, and why;
   * never within this call.
   */
  public ConnectionWatch whenBroken(Consumer<Unreachable> broken) {
    return ConnectionWatch.NONE;
  }

  @Override
  public final void sendMessage(SIPMessage message) {
    send(message.encodeAsBytes(getTransport()));
  }

  @Override
  public final void sendMessage(SIPMessage message, InetAddress receiverAddress, int receiverPort) {
    send(message.encodeAsBytes(getTransport()));
  }

  @Override
  protected final void sendMessage(
      byte[] message, InetAddress receiverAddress, int receiverPort, boolean reconnect) {
    send(message);
  }

  @Override
  public final void processMessage(SIPMessage message) {
    throw new UnsupportedOperationException("messages to ourselves go over the wire");
  }

  @Override
  public final void close() {}

  @Override
  public final SIPTransactionStack getSIPStack() {
    return point.getSIPStack();
  }

  @Override
  public final String getTransport() {
    return point.carriedBy().label();
  }

  @Override
  public final boolean isReliable() {
    return point.carriedBy().isStream();
  }

  @Override
  public final boolean isSecure() {
    return point.carriedBy() == Transport.TLS;
  }

  @Override
  public final String getPeerAddress() {
    return peer.getAddress().getHostAddress();
  }

  @Override
  protected final InetAddress getPeerInetAddress() {
    return peer.getAddress();
  }

  /**
   * Not the transport's name: JAIN-SIP compares address, port and this with its own listening
   * points and would hand a message to ourselves to a thread of its own, past the loop.
   */
  @Override
  protected final String getPeerProtocol() {
    return getTransport() + " (by the wire)";
  }

  @Override
  public final int getPeerPort() {
    return peer.getPort();
  }

  @Override
  public final int getPeerPacketSourcePort() {
    return peer.getPort();
  }

  @Override
  public final InetAddress getPeerPacketSourceAddress() {
    return peer.getAddress();
  }

  @Override
  public final String getKey() {
    return getKey(peer.getAddress(), peer.getPort(), getTransport());
  }

  @Override
  public final String getViaHost() {
    return point.advertisedHost();
  }

  @Override
  public final int getViaPort() {
    return point.advertisedPort();
  }
}
