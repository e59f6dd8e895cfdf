package io.tollgate.proxy.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.MessageParser;
import io.tollgate.proxy.call.Body;
import io.tollgate.proxy.sip.header.Bodies;
import io.tollgate.proxy.sip.message.IncomingRequest;
import io.tollgate.proxy.sip.message.RequestChecks;
import io.tollgate.proxy.sip.message.ResponseWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;

/** Parses and answers a message that nobody sent, a few hundred times, at the start of a loop. */
final class WarmUp {
  private static final int ROUNDS = 300;
  private static final byte[] INVITE =
      """
      INVITE sip:+436641234567@127.0.0.1:5060 SIP/2.0
      Via: SIP/2.0/UDP 127.0.0.1:5061;rport;branch=z9hG4bK-warm-up
      From: "Warm up" <sip:+33123456789@127.0.0.1:5061>;tag=1
      To: <sip:+436641234567@127.0.0.1:5060>
      Call-ID: warm-up@127.0.0.1
      CSeq: 1 INVITE
      Contact: <sip:a@127.0.0.1:5061;transport=udp>
      Max-Forwards: 70
      Allow: INVITE, ACK, CANCEL, BYE
      Content-Type: application/sdp
      Content-Length: 5

      v=0
      """
          .replace("\n", "\r\n")
          .getBytes(StandardCharsets.UTF_8);

  private WarmUp() {}

  static void run(MessageParser parser, ResponseWriter responses) {
    InetSocketAddress source = new InetSocketAddress("127.0.0.1", 5061);
    try {
      for (int i = 0; i < ROUNDS; i++) {
        SIPRequest request = (SIPRequest) parser.parseSIPMessage(INVITE, true, false, null);
        IncomingRequest invite =
            new IncomingRequest(request, Bodies.of(request), null, source, System.nanoTime());
        RequestChecks.check(request);
        String head = responses.head(invite, "warm");
        parser.parseSIPMessage(
            responses.write(180, head, ResponseWriter.ALLOW, Body.NONE), true, false, null);
      }
    } catch (ParseException e) {
      throw new IllegalStateException("the stack cannot parse a plain INVITE", e);
    }
  }
}
