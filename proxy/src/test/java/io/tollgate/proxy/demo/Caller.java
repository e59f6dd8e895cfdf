package io.tollgate.proxy.demo;

import java.nio.charset.StandardCharsets;

/** What a caller of the demonstration carrier sends; every method gives a whole message. */
record Caller(String callId, String number, int port) {
  static final String OFFER =
      """
      v=0
      o=- 1 1 IN IP4 127.0.0.1
      s=-
      c=IN IP4 127.0.0.1
      t=0 0
      m=audio 40000 RTP/AVP 18 8 0 101
      a=rtpmap:101 telephone-event/8000
      a=fmtp:101 0-16
      """
          .replace("\n", "\r\n");

  byte[] invite() {
    return request("INVITE", 1, "z9hG4bKinvite", "", OFFER);
  }

  byte[] invite(String offer) {
    return request("INVITE", 1, "z9hG4bKinvite", "", offer);
  }

  byte[] reInvite(String toTag, String offer) {
    return request("INVITE", 2, "z9hG4bKre", toTag, offer);
  }

  /** The ACK of a 200, a transaction of its own. */
  byte[] ack(int cseq, String toTag) {
    return request("ACK", cseq, "z9hG4bKack" + cseq, toTag, "");
  }

  /** The ACK of a failure, part of the INVITE's transaction. */
  byte[] ackOfFailure(String toTag) {
    return request("ACK", 1, "z9hG4bKinvite", toTag, "");
  }

  byte[] cancel() {
    return request("CANCEL", 1, "z9hG4bKinvite", "", "");
  }

  byte[] bye(String toTag) {
    return request("BYE", 9, "z9hG4bKbye", toTag, "");
  }

  /** The 200 to a BYE of the carrier's. */
  byte[] okTo(String bye) {
    StringBuilder ok = new StringBuilder("SIP/2.0 200 OK\r\n");
    bye.lines()
        .filter(line -> line.matches("(Via|From|To|Call-ID|CSeq): .*"))
        .forEach(line -> ok.append(line).append("\r\n"));
    return bytes(ok + "Content-Length: 0\r\n\r\n");
  }

  byte[] request(String method, int cseq, String branch, String toTag, String body) {
    return bytes(
        """
        %s sip:%s@127.0.0.1:5090 SIP/2.0
        Via: SIP/2.0/UDP 127.0.0.1:%d;branch=%s;rport
        Max-Forwards: 70
        From: "A. Caller" <sip:+33123456789@127.0.0.1>;tag=from
        To: <sip:%s@127.0.0.1>%s
        Call-ID: %s
        CSeq: %d %s
        Contact: <sip:caller@127.0.0.1:%d>
        %sContent-Length: %d

        """
                .formatted(
                    method,
                    number,
                    port,
                    branch,
                    number,
                    toTag.isEmpty() ? "" : ";tag=" + toTag,
                    callId,
                    cseq,
                    method,
                    port,
                    body.isEmpty() ? "" : "Content-Type: application/sdp\n",
                    body.length())
                .replace("\n", "\r\n")
            + body);
  }

  private static byte[] bytes(String message) {
    return message.getBytes(StandardCharsets.ISO_8859_1);
  }
}
