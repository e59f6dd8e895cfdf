package io.tollgate.proxy.demo;

import io.tollgate.proxy.demo.SipDatagram.Request;
import io.tollgate.proxy.demo.SipDatagram.Response;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All calls of the demonstration carrier: gives every datagram to its call, makes calls of new
 * INVITEs, answers by itself what belongs to none. Confined to the carrier's thread; reads no clock
 * and no socket.
 */
final class DemoExchange {
  /** Calls at one time; further ones are refused with 503. */
  static final int MOST_CALLS = 1_000;

  /** Calls remembered, those included that ended less than 64·T1 ago. */
  private static final int MOST_REMEMBERED = 10_000;

  private final Desk desk;
  private final Map<String, DemoCall> calls = new HashMap<>();
  private final long secret;
  private int up;

  DemoExchange(Desk desk) {
    this.desk = desk;
    this.secret = desk.random().nextLong();
  }

  /** Calls that are not over. */
  int callsUp() {
    return up;
  }

  /** Takes a datagram; what is no SIP message is dropped. */
  void receive(byte[] datagram, InetSocketAddress source, long now) {
    switch (SipDatagram.parse(datagram).orElse(null)) {
      case Request request -> request(request, source, now);
      case Response response ->
          Optional.ofNullable(calls.get(response.callId()))
              .ifPresent(call -> call.response(response, now));
      case null -> {}
    }
  }

  private void request(Request request, InetSocketAddress source, long now) {
    switch (request.method()) {
      case "INVITE", "ACK", "CANCEL", "BYE" -> {
        DemoCall call = calls.get(request.callId());
        if (call != null) {
          call.request(request, source, now);
        } else if (request.method().equals("INVITE") && request.toTag().isEmpty()) {
          invite(request, source, now);
        } else {
          answer(request, source, "481 Call/Transaction Does Not Exist", List.of());
        }
      }
      case "OPTIONS" ->
          answer(request, source, "200 OK", List.of(allow(), "Accept: application/sdp"));
      default -> answer(request, source, "405 Method Not Allowed", List.of(allow()));
    }
  }

  private void invite(Request invite, InetSocketAddress source, long now) {
    Optional<String> required = invite.fields().first("Require");
    Optional<String> type = invite.fields().first("Content-Type");
    if (up == MOST_CALLS || calls.size() >= MOST_REMEMBERED) {
      answer(invite, source, "503 Service Unavailable", List.of("Retry-After: 10"));
    } else if (required.isPresent()) {
      answer(invite, source, "420 Bad Extension", List.of("Unsupported: " + required.get()));
    } else if (!invite.body().isEmpty() && !isSdp(type.orElse(""))) {
      answer(invite, source, "415 Unsupported Media Type", List.of("Accept: application/sdp"));
    } else {
      String tag = tag(invite);
      DemoCall call = new DemoCall(desk, invite, source, tag, then -> over(invite, then));
      calls.put(invite.callId(), call);
      up++;
      call.begin(now);
    }
  }

  private static boolean isSdp(String contentType) {
    return contentType.split(";")[0].strip().equalsIgnoreCase("application/sdp");
  }

  /** Remembered a while, so that requests that come again get the same answers. */
  private void over(Request invite, long now) {
    up--;
    desk.timers().at(now + Resender.PATIENCE, _ -> calls.remove(invite.callId()));
  }

  /** An answer without state: a request that comes again makes the same one again. */
  private void answer(
      Request request, InetSocketAddress source, String status, List<String> extra) {
    if (!request.method().equals("ACK")) {
      byte[] answer = desk.replies().answer(request, source, status, tag(request), extra, "");
      desk.wire().send(answer, request.via().replyTo(source));
    }
  }

  /** Our tag for a dialog: always the same for the same one, and nobody else can tell it. */
  private String tag(Request request) {
    long hash = secret;
    for (char c : (request.callId() + " " + request.fromTag()).toCharArray()) {
      // FNV-1a's prime; the secret start keeps the result from being foreseen.
      hash = (hash ^ c) * 0x100000001b3L;
    }
    return HexFormat.of().toHexDigits(hash);
  }

  private static String allow() {
    return "Allow: " + Replies.ALLOW;
  }
}
