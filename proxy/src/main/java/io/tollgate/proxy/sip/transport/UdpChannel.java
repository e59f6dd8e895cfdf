package io.tollgate.proxy.sip.transport;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The way to one peer over UDP. JAIN-SIP's transactions send through it; what comes in never passes
 * through it.
 *
 * <p>Confined to its loop.
 */
public final class UdpChannel extends MessageChannel implements RawMessageChannel {
  private final UdpProcessor processor;
  private final InetSocketAddress peer;

  UdpChannel(UdpProcessor processor, InetSocketAddress peer) {
    this.processor = processor;
    this.messageProcessor = processor;
    this.peer = peer;
  }

  /** The listening point it belongs to. */
  public UdpProcessor processor() {
    return processor;
  }

  /** The other end. */
  public InetSocketAddress peer() {
    return peer;
  }

  /** Sends bytes. */
  public void send(byte[] message) {
    processor.send(message, peer);
  }

  @Override
  public void sendMessage(SIPMessage message) {
    send(message.encodeAsBytes("udp"));
  }

  @Override
  public void sendMessage(SIPMessage message, InetAddress receiverAddress, int receiverPort) {
    send(message.encodeAsBytes("udp"));
  }

  @Override
  protected void sendMessage(
      byte[] message, InetAddress receiverAddress, int receiverPort, boolean reconnect) {
    send(message);
  }

  @Override
  public void processMessage(SIPMessage message) {
    throw new UnsupportedOperationException("messages to ourselves go over the wire");
  }

  @Override
  public void close() {}

  @Override
  public SIPTransactionStack getSIPStack() {
    return processor.getSIPStack();
  }

  @Override
  public String getTransport() {
    return "udp";
  }

  @Override
  public boolean isReliable() {
    return false;
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public String getPeerAddress() {
    return peer.getAddress().getHostAddress();
  }

  @Override
  protected InetAddress getPeerInetAddress() {
    return peer.getAddress();
  }

  /**
   * Not the transport's name: JAIN-SIP compares address, port and this with its own listening
   * points and would hand a message to ourselves to a thread of its own, past the loop.
   */
  @Override
  protected String getPeerProtocol() {
    return "udp (by the wire)";
  }

  @Override
  public int getPeerPort() {
    return peer.getPort();
  }

  @Override
  public int getPeerPacketSourcePort() {
    return peer.getPort();
  }

  @Override
  public InetAddress getPeerPacketSourceAddress() {
    return peer.getAddress();
  }

  @Override
  public String getKey() {
    return getKey(peer.getAddress(), peer.getPort(), "udp");
  }

  @Override
  public String getViaHost() {
    return processor.advertisedHost();
  }

  @Override
  public int getViaPort() {
    return processor.advertisedPort();
  }
}
