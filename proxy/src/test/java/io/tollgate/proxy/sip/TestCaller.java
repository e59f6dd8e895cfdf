package io.tollgate.proxy.sip;

import io.tollgate.proxy.sip.SipHarness.Sent;

/** The messages of a caller and of a called side, against {@link SipHarness}. */
final class TestCaller {
  static final String SDP = "v=0\no=- 1 1 IN IP4 127.0.0.1\ns=-\n";

  private final SipHarness edge;

  TestCaller(SipHarness edge) {
    this.edge = edge;
  }

  static String invite(String branch, String to, String headers, String body) {
    return "INVITE sip:%s@127.0.0.1:5070 SIP/2.0\n".formatted(to)
        + common(branch, "INVITE", "<sip:" + to + "@127.0.0.1:5070>", 1)
        + "Contact: <sip:caller@127.0.0.1:5061>\n"
        + headers
        + body(body);
  }

  static String invite() {
    return invite("z9hG4bKa", "+436641234567", "", SDP);
  }

  static String cancel() {
    return "CANCEL sip:+436641234567@127.0.0.1:5070 SIP/2.0\n"
        + common("z9hG4bKa", "CANCEL", "<sip:+436641234567@127.0.0.1:5070>", 1)
        + body("");
  }

  /** A request in the caller's dialog, after an answer of the edge's. */
  static String within(Sent answer, String method, String branch, int sequence, String body) {
    return method
        + " sip:127.0.0.1:5070 SIP/2.0\n"
        + common(branch, method, answer.header("To"), sequence)
        + (method.equals("INVITE") ? "Contact: <sip:caller@127.0.0.1:5061>\n" : "")
        + body(body);
  }

  private static String common(String branch, String method, String to, int sequence) {
    return "Via: SIP/2.0/UDP 127.0.0.1:5061;branch="
        + branch
        + "\nMax-Forwards: 70\nFrom: <sip:+33123456789@127.0.0.1:5061>;tag=caller\nTo: "
        + to
        + "\nCall-ID: call-1@caller\nCSeq: "
        + sequence
        + ' '
        + method
        + '\n';
  }

  /** A response of either side to a request of the edge's. */
  static String response(Sent request, int status, String tag, String headers, String body) {
    String to = request.header("To");
    return "SIP/2.0 "
        + status
        + " Words\nVia: "
        + request.header("Via")
        + "\nFrom: "
        + request.header("From")
        + "\nTo: "
        + (to.contains(";tag=") || tag.isEmpty() ? to : to + ";tag=" + tag)
        + "\nCall-ID: "
        + request.header("Call-ID")
        + "\nCSeq: "
        + request.header("CSeq")
        + '\n'
        + (status / 100 == 2 && request.firstLine().startsWith("INVITE")
            ? "Contact: <sip:%s>\n"
                .formatted(
                    request.to().equals(SipHarness.CALLER)
                        ? "caller@127.0.0.1:5061"
                        : "callee@192.0.2.9:5090")
            : "")
        + headers
        + body(body);
  }

  /** A request of the called side in its dialog. */
  static String fromCallee(Sent invite, String tag, String method, int sequence) {
    return method
        + " sip:127.0.0.1:5070 SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.9:5090;branch=z9hG4bKcallee"
        + sequence
        + "\nMax-Forwards: 70\nFrom: "
        + invite.header("To")
        + ";tag="
        + tag
        + "\nTo: "
        + invite.header("From")
        + "\nCall-ID: "
        + invite.header("Call-ID")
        + "\nCSeq: "
        + sequence
        + ' '
        + method
        + '\n'
        + body("");
  }

  private static String body(String body) {
    return body.isEmpty()
        ? "Content-Length: 0\n\n"
        : "Content-Type: application/sdp\nContent-Length: "
            + body.replace("\n", "\r\n").length()
            + "\n\n"
            + body;
  }

  /** A call up to its INVITE at the carrier, which is returned. */
  Sent ring() {
    edge.receive(SipHarness.CALLER, invite());
    edge.next("100 Trying");
    Sent invite = edge.next("INVITE sip:+436641234567@192.0.2.9:5090");
    edge.receive(SipHarness.CARRIER, response(invite, 180, "callee", "", ""));
    edge.next("180 Ringing");
    return invite;
  }

  /** What a call that is up was made of. */
  record Up(Sent invite, Sent answer) {}

  /** A call that is answered and acknowledged on both sides. */
  Up answer() {
    Sent invite = ring();
    edge.receive(SipHarness.CARRIER, response(invite, 200, "callee", "", SDP));
    Sent answer = edge.next("200 OK");
    edge.next("ACK sip:callee@192.0.2.9:5090");
    edge.receive(SipHarness.CALLER, within(answer, "ACK", "z9hG4bKack", 1, ""));
    return new Up(invite, answer);
  }
}
