package io.tollgate.proxy.sip.transport;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.Locale;
import javax.sip.header.RouteHeader;

/**
 * A request of ours that is bytes already. JAIN-SIP's transaction sees the two headers that it
 * works with, and sends what was written; the others are made only where it must build an ACK out
 * of them.
 */
public final class EncodedRequest extends SIPRequest {

  private final transient byte[] bytes;
  private final transient Via via;
  private final String method;
  private final String transactionId;

  /**
   * A request.
   *
   * @param bytes the whole message
   * @param via its one Via, with the branch that is in the bytes
   * @param sequence its CSeq
   */
  public EncodedRequest(byte[] bytes, Via via, CSeq sequence) {
    this.bytes = bytes;
    this.via = via;
    this.method = sequence.getMethod();
    this.cSeqHeader = sequence;
    String branch = via.getBranch().toLowerCase(Locale.ROOT);
    this.transactionId = method.equals(CANCEL) ? branch + ":cancel" : branch;
  }

  /** The whole message. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public byte[] encodeAsBytes(String transport) {
    return bytes;
  }

  @Override
  public Via getTopmostVia() {
    return via;
  }

  @Override
  public String getMethod() {
    return method;
  }

  @Override
  public String getTransactionId() {
    return transactionId;
  }

  /** Makes the headers that the ACK of a failure copies (RFC 3261 §17.1.1.3). */
  void prepareErrorAck() {
    if (requestLine != null) {
      return;
    }
    try {
      SIPRequest parsed =
          (SIPRequest) new StringMsgParser().parseSIPMessage(bytes, false, false, null);
      requestLine = parsed.getRequestLine();
      callIdHeader = (gov.nist.javax.sip.header.CallID) parsed.getCallId();
      fromHeader = (gov.nist.javax.sip.header.From) parsed.getFrom();
      maxForwardsHeader = (gov.nist.javax.sip.header.MaxForwards) parsed.getMaxForwards();
      if (parsed.getHeader(RouteHeader.NAME) != null) {
        setHeader(parsed.getRouteHeaders());
      }
    } catch (ParseException e) {
      throw new IllegalStateException("we wrote what cannot be parsed", e);
    }
  }
}
