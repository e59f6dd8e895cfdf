package io.tollgate.proxy.sip.message;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import io.tollgate.proxy.call.Body;
import io.tollgate.proxy.sip.transport.ListeningPoint;
import io.tollgate.proxy.sip.transport.PeerChannel;
import io.tollgate.proxy.trunk.Arrival;
import java.net.InetSocketAddress;
import java.util.Locale;

/**
 * A request as it came in.
 *
 * <p>Confined to its loop.
 */
public final class IncomingRequest {
  private static final String COOKIE = "z9hG4bK";

  private final SIPRequest message;
  private final Body body;
  private final ListeningPoint point;
  private final InetSocketAddress source;
  private final long nanos;
  private String inviteKey = "";

  /**
   * A request.
   *
   * @param message what it says; its topmost Via knows where it came from
   * @param body what it carries
   * @param point the listening point that it came in on
   * @param source the address and port that it came from
   * @param nanos when, monotonic
   */
  public IncomingRequest(
      SIPRequest message, Body body, ListeningPoint point, InetSocketAddress source, long nanos) {
    this.message = message;
    this.body = body;
    this.point = point;
    this.source = source;
    this.nanos = nanos;
  }

  /** What it says. */
  public SIPRequest message() {
    return message;
  }

  /** What it carries. */
  public Body body() {
    return body;
  }

  /** The listening point that it came in on. */
  public ListeningPoint point() {
    return point;
  }

  /** The address and port that it came from. */
  public InetSocketAddress source() {
    return source;
  }

  /** How it came. */
  public Arrival arrival() {
    return new Arrival(source, point.carriedBy(), point.bound(), point.identitiesOf(source));
  }

  /** When it was read, monotonic. */
  public long nanos() {
    return nanos;
  }

  /** Its method, as the sender wrote it. */
  public String method() {
    return message.getMethod();
  }

  /** Its Call-ID. */
  public String callId() {
    return message.getCallId().getCallId();
  }

  /** The tag of From; empty where there is none. */
  public String fromTag() {
    String tag = message.getFromTag();
    return tag == null ? "" : tag;
  }

  /** The tag of To; empty where there is none, which means that it is outside of any dialog. */
  public String toTag() {
    String tag = ((To) message.getTo()).getTag();
    return tag == null ? "" : tag;
  }

  /** Whether it is for a {@code sips:} resource. */
  public boolean asksForSips() {
    return message.getRequestURI() instanceof SipUri uri && uri.isSecure();
  }

  /** The number in its CSeq. */
  public long sequence() {
    return message.getCSeq().getSeqNumber();
  }

  /**
   * What identifies its transaction, also that of the INVITE which an ACK or CANCEL is about: the
   * branch and who chose it, since two clients may choose the same (RFC 3261 §17.2.3), and the
   * Call-ID, since some choose the same again: no answer may go to another call's request. Clients
   * of the old school choose none, or always the same one.
   */
  public String inviteKey() {
    if (inviteKey.isEmpty()) {
      Via via = message.getTopmostVia();
      String branch = via.getBranch() == null ? "" : via.getBranch();
      StringBuilder key = new StringBuilder(128);
      key.append(branch).append(' ').append(via.getHost()).append(':').append(via.getPort());
      key.append(' ').append(callId());
      if (!isUnique(branch)) {
        key.append(' ').append(sequence()).append(' ').append(fromTag());
      }
      inviteKey = key.toString().toLowerCase(Locale.ROOT);
    }
    return inviteKey;
  }

  /** A branch that is the cookie and nothing more says as little as none (RFC 4475 §3.2.1). */
  private static boolean isUnique(String branch) {
    return branch.length() > COOKIE.length()
        && branch.regionMatches(true, 0, COOKIE, 0, COOKIE.length());
  }

  /** What an INVITE that came by another way as well has in common with itself (§8.2.2.2). */
  public String mergeKey() {
    return callId() + ' ' + sequence() + ' ' + fromTag();
  }

  /** What identifies its own transaction among the answered ones. */
  public String key() {
    return method().equals("INVITE") ? inviteKey() : inviteKey() + ' ' + method();
  }

  /**
   * Where responses go: over the connection that the request came by, while it is open; else to the
   * port that the packet came from where the client asked for that (RFC 3581), else the port of its
   * Via (RFC 3261 §18.2.2); always the address that the packet came from, whatever Via says, so
   * that nobody can aim our answers at a third party.
   */
  InetSocketAddress replyTo() {
    Via via = message.getTopmostVia();
    if (via.hasParameter(Via.RPORT) && !point.carriedBy().isStream()) {
      return source;
    }
    int port = via.getPort() > 0 ? via.getPort() : point.carriedBy().defaultPort();
    return port == source.getPort() ? source : new InetSocketAddress(source.getAddress(), port);
  }

  /** A channel for the responses. */
  public PeerChannel replyChannel() {
    return point.channelTo(replyTo(), source);
  }
}
