package io.tollgate.proxy.sip;

import java.util.function.BiConsumer;

/**
 * Both ends of one call, which react to what the edge sends them as their script says. They keep
 * time in rounds of half a second, and repeat what nobody answers.
 */
final class ScriptedCall {
  private static final int PATIENCE = 40;
  private static final String SDP =
      "Content-Type: application/sdp\n"
          + "Content-Length: 36\n\n"
          + "v=0\r\n"
          + "o=- 1 1 IN IP4 127.0.0.1\r\n"
          + "s=-\r\n";
  private static final String NO_BODY = "Content-Length: 0\n\n";

  private final int number;
  private final Script script;
  private final BiConsumer<Boolean, String> wire;
  private int age;
  private String inviteAtCarrier = "";
  private String answer = "";
  private String callerAsks = "";
  private String carrierAsks = "";
  private boolean callerDone;
  private boolean carrierDone;
  private boolean connected;

  /** What the two ends do. */
  enum Script {
    CALLER_HANGS_UP,
    CALLEE_HANGS_UP,
    HOLDS_AND_HANGS_UP,
    CANCELLED,
    CANCEL_CROSSES_ANSWER,
    BUSY,
    BUSY_AND_NEVER_ACKNOWLEDGED,
    NO_NUMBER,
    NO_PRICE,
    DEAD_CARRIER,
    NEVER_ACKNOWLEDGED,
    BOTH_VANISH_AT_THE_END
  }

  /**
   * A call.
   *
   * @param wire takes what an end sends: whether it is the caller, and the message
   */
  ScriptedCall(int number, Script script, BiConsumer<Boolean, String> wire) {
    this.number = number;
    this.script = script;
    this.wire = wire;
  }

  /** The caller's Call-ID. */
  static String callId(int number) {
    return "call-" + number;
  }

  private String called() {
    return switch (script) {
      case NO_NUMBER -> "reception";
      case NO_PRICE -> "+99%09d".formatted(number);
      default -> "+43664%07d".formatted(number);
    };
  }

  /** The caller's INVITE. */
  void start() {
    callerSends(callerRequest("INVITE", "z9hG4bKi", 1, to()) + contact() + SDP);
  }

  private String to() {
    return "<sip:" + called() + "@127.0.0.1:5070>";
  }

  private String callerRequest(String method, String branch, int sequence, String to) {
    return method
        + " sip:"
        + called()
        + "@127.0.0.1:5070 SIP/2.0\nVia: SIP/2.0/UDP 127.0.0.1:5061;branch="
        + branch
        + number
        + "\nMax-Forwards: 70\nFrom: <sip:+33123456789@127.0.0.1:5061>;tag=caller\nTo: "
        + to
        + "\nCall-ID: "
        + callId(number)
        + "\nCSeq: "
        + sequence
        + ' '
        + method
        + '\n';
  }

  private static String contact() {
    return "Contact: <sip:caller@127.0.0.1:5061>\n";
  }

  /** A response that repeats what a request says. */
  private static String response(String request, String status, String tag, String rest) {
    String to = value(request, "To");
    return "SIP/2.0 "
        + status
        + "\nVia: "
        + value(request, "Via")
        + "\nFrom: "
        + value(request, "From")
        + "\nTo: "
        + (to.contains(";tag=") ? to : to + ";tag=" + tag)
        + "\nCall-ID: "
        + value(request, "Call-ID")
        + "\nCSeq: "
        + value(request, "CSeq")
        + '\n'
        + rest;
  }

  /** The value of a header in what the edge wrote. */
  static String value(String message, String header) {
    int start = message.indexOf("\r\n" + header + ": ");
    if (start < 0) {
      throw new AssertionError("no " + header + " in\n" + message);
    }
    start += header.length() + 4;
    return message.substring(start, message.indexOf("\r\n", start));
  }

  private void callerSends(String message) {
    wire.accept(true, message.replace("\r\n", "\n").replace("\n", "\r\n"));
  }

  private void carrierSends(String message) {
    wire.accept(false, message.replace("\r\n", "\n").replace("\n", "\r\n"));
  }

  /** The edge sent something to the caller. */
  void atCaller(String message) {
    if (!message.startsWith("SIP/2.0 ")) {
      if (script != Script.BOTH_VANISH_AT_THE_END && !message.startsWith("ACK ")) {
        callerDone |= message.startsWith("BYE ");
        callerSends(response(message, "200 OK", "caller", contact() + NO_BODY));
      }
      return;
    }
    int status = Integer.parseInt(message.substring(8, 11));
    String sequence = value(message, "CSeq");
    if (!sequence.endsWith(" INVITE")) {
      callerAsks = "";
      callerDone |= sequence.endsWith(" BYE");
    } else if (status >= 300) {
      callerDone = true;
      if (script != Script.BUSY_AND_NEVER_ACKNOWLEDGED) {
        callerSends(callerRequest("ACK", "z9hG4bKi", 1, value(message, "To")) + NO_BODY);
      }
    } else if (status >= 200 && script != Script.NEVER_ACKNOWLEDGED) {
      answer = message;
      int number = Integer.parseInt(sequence.substring(0, sequence.indexOf(' ')));
      callerSends(
          callerRequest("ACK", "z9hG4bKa" + number, number, value(message, "To")) + NO_BODY);
    }
  }

  /** The edge sent something to the carrier. */
  void atCarrier(String message) {
    String method = message.substring(0, message.indexOf(' '));
    switch (method) {
      case "INVITE" -> invited(message);
      case "CANCEL" -> cancelled(message);
      case "ACK" -> connected = true;
      case "BYE" -> {
        if (script != Script.BOTH_VANISH_AT_THE_END) {
          carrierDone = true;
          carrierSends(response(message, "200 OK", "callee", NO_BODY));
        }
      }
      default -> { // an answer to its BYE
        carrierAsks = "";
        carrierDone = true;
      }
    }
  }

  private void invited(String invite) {
    if (value(invite, "To").contains(";tag=")) {
      carrierSends(response(invite, "200 OK", "callee", calleeContact() + SDP));
      return;
    }
    inviteAtCarrier = invite;
    switch (script) {
      case DEAD_CARRIER -> {}
      case BUSY, BUSY_AND_NEVER_ACKNOWLEDGED ->
          carrierSends(response(invite, "486 Busy Here", "callee", NO_BODY));
      case CANCELLED, CANCEL_CROSSES_ANSWER ->
          carrierSends(response(invite, "180 Ringing", "callee", calleeContact() + NO_BODY));
      default -> {
        carrierSends(response(invite, "180 Ringing", "callee", calleeContact() + NO_BODY));
        carrierSends(response(invite, "200 OK", "callee", calleeContact() + SDP));
      }
    }
  }

  private void cancelled(String cancel) {
    if (script == Script.CANCEL_CROSSES_ANSWER) {
      carrierSends(response(inviteAtCarrier, "200 OK", "callee", calleeContact() + SDP));
    }
    carrierSends(response(cancel, "200 OK", "callee", NO_BODY));
    if (script != Script.CANCEL_CROSSES_ANSWER) {
      carrierSends(response(inviteAtCarrier, "487 Request Terminated", "callee", NO_BODY));
    }
  }

  private static String calleeContact() {
    return "Contact: <sip:callee@192.0.2.9:5090>\n";
  }

  /** Half a second later. */
  void round() {
    age++;
    if (answer.isEmpty() && !callerDone && age == cancelsAt()) {
      callerAsks = callerRequest("CANCEL", "z9hG4bKi", 1, to()) + NO_BODY;
    }
    if (!answer.isEmpty() && !callerDone && age >= 4) {
      answered();
    }
    if (age < 2 * PATIENCE) {
      if (!callerAsks.isEmpty()) {
        callerSends(callerAsks);
      }
      if (!carrierAsks.isEmpty()) {
        carrierSends(carrierAsks);
      }
    }
  }

  private int cancelsAt() {
    return switch (script) {
      case CANCELLED, CANCEL_CROSSES_ANSWER -> 2;
      case DEAD_CARRIER -> -1; // until the edge gives up
      default -> PATIENCE;
    };
  }

  private void answered() {
    String to = value(answer, "To");
    if (script == Script.HOLDS_AND_HANGS_UP && age == 4) {
      callerSends(callerRequest("INVITE", "z9hG4bKr", 2, to) + contact() + SDP);
    } else if (script == Script.CALLEE_HANGS_UP && connected && !carrierDone && age < PATIENCE) {
      carrierAsks = byeOfCarrier();
    } else if (age > 6) {
      callerAsks = callerRequest("BYE", "z9hG4bKb", 3, to) + NO_BODY;
    }
  }

  private String byeOfCarrier() {
    return "BYE sip:127.0.0.1:5070 SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.9:5090;branch=z9hG4bKc"
        + number
        + "\nMax-Forwards: 70\nFrom: "
        + value(inviteAtCarrier, "To")
        + ";tag=callee\nTo: "
        + value(inviteAtCarrier, "From")
        + "\nCall-ID: "
        + value(inviteAtCarrier, "Call-ID")
        + "\nCSeq: 1 BYE\n"
        + NO_BODY;
  }

  /** Whether its ends have nothing left to do. */
  boolean isOver() {
    return age > 2 * PATIENCE;
  }
}
