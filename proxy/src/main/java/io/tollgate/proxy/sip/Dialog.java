package io.tollgate.proxy.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * The state of a dialog (RFC 3261 §12): immutable, and small enough to be written down.
 *
 * @param callId its Call-ID
 * @param localTag our tag
 * @param remoteTag the other side's tag; may be empty (RFC 2543 peers)
 * @param local the value of our From or To, tag included
 * @param remote the value of theirs
 * @param remoteTarget the URI of their Contact
 * @param routes the route set, in the order of the requests that we send
 * @param peer where our requests go
 * @param localSequence the CSeq of our last request; 0 before the first
 * @param remoteSequence the CSeq of their last request; −1 before the first
 */
record Dialog(
    String callId,
    String localTag,
    String remoteTag,
    String local,
    String remote,
    String remoteTarget,
    List<String> routes,
    InetSocketAddress peer,
    long localSequence,
    long remoteSequence) {

  Dialog {
    routes = List.copyOf(routes);
  }

  /** The same with the next CSeq for a request of ours. */
  Dialog withNextSequence() {
    return new Dialog(
        callId,
        localTag,
        remoteTag,
        local,
        remote,
        remoteTarget,
        routes,
        peer,
        localSequence + 1,
        remoteSequence);
  }

  /** The same after a request of theirs. */
  Dialog withRemoteSequence(long sequence) {
    return new Dialog(
        callId,
        localTag,
        remoteTag,
        local,
        remote,
        remoteTarget,
        routes,
        peer,
        localSequence,
        sequence);
  }

  /** The same after a target refresh (RFC 3261 §12.2). */
  Dialog withRemoteTarget(String target, InetSocketAddress newPeer) {
    return new Dialog(
        callId,
        localTag,
        remoteTag,
        local,
        remote,
        target,
        routes,
        newPeer,
        localSequence,
        remoteSequence);
  }

  /** Whether a message with this Call-ID and this tag of theirs belongs to it. */
  boolean matches(String messageCallId, String messageRemoteTag) {
    return callId.equals(messageCallId) && remoteTag.equals(messageRemoteTag);
  }

  /** One line a field; no field can hold a line break, since headers are unfolded. */
  String encode() {
    List<String> lines =
        new ArrayList<>(
            List.of(
                callId,
                localTag,
                remoteTag,
                local,
                remote,
                remoteTarget,
                peer.getAddress().getHostAddress(),
                Integer.toString(peer.getPort()),
                Long.toString(localSequence),
                Long.toString(remoteSequence)));
    lines.addAll(routes);
    return String.join("\n", lines);
  }

  /**
   * What {@link #encode} wrote.
   *
   * @throws IllegalArgumentException where it is something else
   */
  static Dialog parse(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length < 10) {
      throw new IllegalArgumentException("a dialog has 10 lines or more, not " + lines.length);
    }
    try {
      return new Dialog(
          lines[0],
          lines[1],
          lines[2],
          lines[3],
          lines[4],
          lines[5],
          List.of(lines).subList(10, lines.length),
          new InetSocketAddress(InetAddress.getByName(lines[6]), Integer.parseInt(lines[7])),
          Long.parseLong(lines[8]),
          Long.parseLong(lines[9]));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address: " + lines[6], e);
    }
  }
}
