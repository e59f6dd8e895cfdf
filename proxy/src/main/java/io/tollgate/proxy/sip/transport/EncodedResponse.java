package io.tollgate.proxy.sip.transport;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPResponse;

/**
 * A response of ours that is bytes already. JAIN-SIP's transaction sees its status, the topmost Via
 * and CSeq; it sends what was written.
 */
public final class EncodedResponse extends SIPResponse {

  private final int status;
  private final transient byte[] bytes;
  private final transient Via via;

  /**
   * A response.
   *
   * @param via the request's topmost Via
   * @param sequence the request's CSeq
   */
  public EncodedResponse(int status, byte[] bytes, Via via, CSeq sequence) {
    this.status = status;
    this.bytes = bytes;
    this.via = via;
    this.cSeqHeader = sequence;
  }

  @Override
  public int getStatusCode() {
    return status;
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
}
