package io.tollgate.proxy.sip.dialog;

import io.tollgate.proxy.net.Nat;
import io.tollgate.proxy.net.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
 * @param hop where our requests go
 * @param nat what is believed of their Contact
 * @param localSequence the CSeq of our last request; 0 before the first
 * @param remoteSequence the CSeq of their last request; −1 before the first
 */
public record Dialog(
    String callId,
    String localTag,
    String remoteTag,
    String local,
    String remote,
    String remoteTarget,
    List<String> routes,
    Hop hop,
    Nat nat,
    long localSequence,
    long remoteSequence) {

  private static final int FIXED_LINES = 14;

  public Dialog {
    routes = List.copyOf(routes);
  }

  /** The same with the next CSeq for a request of ours. */
  public Dialog withNextSequence() {
    return with(remoteTarget, hop, localSequence + 1, remoteSequence);
  }

  /** The same after a request of theirs. */
  public Dialog withRemoteSequence(long sequence) {
    return with(remoteTarget, hop, localSequence, sequence);
  }

  /** The same after a target refresh (RFC 3261 §12.2). */
  public Dialog withRemoteTarget(String target, Hop newHop) {
    return with(target, newHop, localSequence, remoteSequence);
  }

  /** What changes in a dialog's life. */
  private Dialog with(String target, Hop newHop, long ours, long theirs) {
    return new Dialog(
        callId, localTag, remoteTag, local, remote, target, routes, newHop, nat, ours, theirs);
  }

  /** Whether both sides speak of {@code sips:} resources. */
  public boolean isSecure() {
    return remoteTarget.regionMatches(true, 0, "sips:", 0, 5);
  }

  /** Where our requests go. */
  public InetSocketAddress peer() {
    return hop.address();
  }

  /** Whether a message with this Call-ID and this tag of theirs belongs to it. */
  public boolean matches(String messageCallId, String messageRemoteTag) {
    return callId.equals(messageCallId) && remoteTag.equals(messageRemoteTag);
  }

  /** One line a field; no field can hold a line break, since headers are unfolded. */
  public String encode() {
    List<String> lines =
        new ArrayList<>(
            List.of(
                callId,
                localTag,
                remoteTag,
                local,
                remote,
                remoteTarget,
                hop.transport().label(),
                address(hop.address()),
                Integer.toString(hop.address().getPort()),
                address(hop.flow()),
                Integer.toString(hop.flow().getPort()),
                nat.name(),
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
  public static Dialog parse(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length < FIXED_LINES) {
      throw new IllegalArgumentException(
          "a dialog has " + FIXED_LINES + " lines or more, not " + lines.length);
    }
    return new Dialog(
        lines[0],
        lines[1],
        lines[2],
        lines[3],
        lines[4],
        lines[5],
        List.of(lines).subList(FIXED_LINES, lines.length),
        new Hop(
            Transport.of(lines[6])
                .orElseThrow(() -> new IllegalArgumentException("no transport: " + lines[6])),
            address(lines[7], lines[8]),
            address(lines[9], lines[10])),
        Nat.valueOf(lines[11]),
        Long.parseLong(lines[12]),
        Long.parseLong(lines[13]));
  }

  private static String address(InetSocketAddress address) {
    return address.getAddress().getHostAddress();
  }

  private static InetSocketAddress address(String host, String port) {
    return new InetSocketAddress(InetAddress.ofLiteral(host), Integer.parseInt(port));
  }
}
