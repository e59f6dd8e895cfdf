package io.tollgate.proxy.demo;

import io.tollgate.proxy.demo.SipDatagram.Request;
import io.tollgate.proxy.demo.SipDatagram.Response;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * One call to the demonstration carrier, from its INVITE until nothing of it can come any more: the
 * called side of RFC 3261 §13.3, §15 and §9.2. Confined to the carrier's thread.
 */
final class DemoCall {
  private enum State {
    RINGING,
    /** 200 sent, ACK awaited. */
    ANSWERED,
    UP,
    /** A failure sent, ACK awaited. */
    REFUSED,
    /** BYE sent, its answer awaited. */
    HANGING_UP,
    OVER
  }

  private static final Duration ABSENT = Duration.ofMinutes(4);
  private static final Duration BRIEF = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int ANSWERS_KEPT = 16;

  private final Desk desk;
  private final Request invite;
  private final InetSocketAddress source;
  private final String tag;
  private final LongConsumer over;

  /** Answers to requests inside the call: a repeated request gets the same one again. */
  private final Map<String, byte[]> answers = new LinkedHashMap<>();

  private State state = State.RINGING;
  private long cseq;
  private Duration stay = LONGEST;
  private byte[] lastToInvite = {};
  private Optional<Resender> resender = Optional.empty();
  private Optional<Timers.Timer> timer = Optional.empty();
  private Optional<EchoPort> port = Optional.empty();
  private Optional<EchoSdp> sdp = Optional.empty();

  /**
   * A call that came in; {@link #begin} answers it.
   *
   * @param source where the INVITE came from, and where what we say ourselves goes
   * @param tag our tag in its dialog
   * @param over is called once, with the time, when the call has ended; repeated requests may still
   *     come for it
   */
  DemoCall(Desk desk, Request invite, InetSocketAddress source, String tag, LongConsumer over) {
    this.desk = desk;
    this.invite = invite;
    this.source = source;
    this.tag = tag;
    this.cseq = invite.cseq();
    this.over = over;
  }

  /** Trying, then ringing, or a refusal. */
  void begin(long now) {
    toInvite(answer(invite, source, "100 Trying", "", List.of(), ""));
    port = desk.ports().open(now);
    if (port.isEmpty()) {
      refuse("503 Service Unavailable", List.of("Retry-After: 10"), now);
      return;
    }
    EchoSdp description =
        new EchoSdp(port.get().address(), desk.random().nextLong(1, Integer.MAX_VALUE));
    Optional<String> body = describe(description, invite);
    if (body.isEmpty()) {
      refuse("488 Not Acceptable Here", List.of(), now);
      return;
    }
    sdp = Optional.of(description);
    meet(CalledParty.of(invite.user()), body.get(), now);
  }

  private void meet(CalledParty party, String body, long now) {
    switch (party) {
      case BUSY -> refuse("486 Busy Here", List.of(), now);
      case ABSENT ->
          ring(ABSENT, then -> refuse("480 Temporarily Unavailable", List.of(), then), now);
      case UNWILLING -> ring(desk.ringFor(), then -> refuse("603 Decline", List.of(), then), now);
      case BRIEF -> ring(desk.ringFor(), then -> pickUp(body, BRIEF, then), now);
      case TALKATIVE -> ring(desk.ringFor(), then -> pickUp(body, LONGEST, then), now);
    }
  }

  private void ring(Duration time, LongConsumer next, long now) {
    toInvite(answer(invite, source, "180 Ringing", tag, List.of(contact()), ""));
    timer = Optional.of(desk.timers().at(now + time.toNanos(), next));
  }

  private void pickUp(String body, Duration stays, long now) {
    state = State.ANSWERED;
    stay = stays;
    lastToInvite = answer(invite, source, "200 OK", tag, dialogHeaders(), body);
    confirmable(() -> reply(lastToInvite, invite, source), now, this::hangUp);
  }

  /** A request that belongs to this call by its Call-ID. */
  void request(Request request, InetSocketAddress from, long now) {
    byte[] before = answers.get(key(request));
    if (before != null) {
      reply(before, request, from);
      return;
    }
    switch (request.method()) {
      case "INVITE" -> inviteAgain(request, from, now);
      case "ACK" -> acknowledged(request, now);
      case "CANCEL" -> cancel(request, from, now);
      case "BYE" -> bye(request, from, now);
      default -> throw new IllegalArgumentException(request.method());
    }
  }

  private void inviteAgain(Request request, InetSocketAddress from, long now) {
    if (sameTransaction(request)) {
      if (lastToInvite.length > 0) {
        reply(lastToInvite, request, from);
      }
    } else if (request.toTag().isEmpty()) {
      // The same call on a second way: RFC 3261 §8.2.2.2.
      finish(request, from, "482 Loop Detected", List.of(), "");
    } else if (!belongs(request) || state == State.REFUSED || state == State.OVER) {
      finish(request, from, "481 Call/Transaction Does Not Exist", List.of(), "");
    } else if (state != State.UP || request.cseq() <= cseq) {
      finish(request, from, "500 Server Internal Error", List.of("Retry-After: 1"), "");
    } else {
      change(request, from, now);
    }
  }

  /** A re-INVITE (RFC 3261 §14.2): a new offer for the call that is up. */
  private void change(Request request, InetSocketAddress from, long now) {
    Optional<String> body = sdp.flatMap(description -> describe(description, request));
    if (body.isEmpty()) {
      finish(request, from, "488 Not Acceptable Here", List.of(), "");
      return;
    }
    cseq = request.cseq();
    byte[] ok = answer(request, from, "200 OK", tag, dialogHeaders(), body.get());
    keep(request, ok);
    confirmable(() -> reply(ok, request, from), now, this::hangUp);
  }

  private void acknowledged(Request ack, long now) {
    if (ack.cseq() != cseq) {
      return;
    }
    if (state == State.REFUSED && sameTransaction(ack)) {
      end(now);
    } else if (belongs(ack) && (state == State.ANSWERED || state == State.UP)) {
      resender.ifPresent(Resender::stop);
      if (state == State.ANSWERED) {
        // Only now: the called side sends no BYE before the ACK (RFC 3261 §15).
        state = State.UP;
        timer = Optional.of(desk.timers().at(now + stay.toNanos(), this::hangUp));
      }
    }
  }

  private void cancel(Request cancel, InetSocketAddress from, long now) {
    if (!sameTransaction(cancel)) {
      finish(cancel, from, "481 Call/Transaction Does Not Exist", List.of(), "");
      return;
    }
    finish(cancel, from, "200 OK", List.of(), "");
    if (state == State.RINGING) {
      refuse("487 Request Terminated", List.of(), now);
    }
  }

  private void bye(Request bye, InetSocketAddress from, long now) {
    boolean up = state == State.ANSWERED || state == State.UP || state == State.HANGING_UP;
    if (!belongs(bye) || !up) {
      finish(bye, from, "481 Call/Transaction Does Not Exist", List.of(), "");
      return;
    }
    finish(bye, from, "200 OK", List.of(), "");
    end(now);
  }

  /** The answer to the one request that the carrier makes itself: its BYE. */
  void response(Response response, long now) {
    boolean toBye = response.cseqMethod().equals("BYE");
    if (toBye && state == State.HANGING_UP && response.status() >= 200) {
      end(now);
    }
  }

  private void hangUp(long now) {
    timer.ifPresent(Timers.Timer::cancel);
    state = State.HANGING_UP;
    byte[] bye = desk.replies().bye(invite, tag, "z9hG4bK" + desk.token());
    confirmable(() -> desk.wire().send(bye, source), now, this::end);
  }

  private void refuse(String status, List<String> extra, long now) {
    timer.ifPresent(Timers.Timer::cancel);
    state = State.REFUSED;
    lastToInvite = answer(invite, source, status, tag, extra, "");
    confirmable(() -> reply(lastToInvite, invite, source), now, this::end);
  }

  private void end(long now) {
    if (state == State.OVER) {
      return;
    }
    state = State.OVER;
    resender.ifPresent(Resender::stop);
    timer.ifPresent(Timers.Timer::cancel);
    port.ifPresent(EchoPort::close);
    over.accept(now);
  }

  /** Replaces what is being resent; there is never more than one such message. */
  private void confirmable(Runnable send, long now, LongConsumer unconfirmed) {
    resender.ifPresent(Resender::stop);
    resender = Optional.of(new Resender(desk.timers(), now, send, unconfirmed));
  }

  private static Optional<String> describe(EchoSdp description, Request request) {
    return request.body().isEmpty()
        ? Optional.of(description.offer())
        : description.answer(request.body());
  }

  private boolean belongs(Request request) {
    return request.toTag().equals(tag) && request.fromTag().equals(invite.fromTag());
  }

  private boolean sameTransaction(Request request) {
    return request.cseq() == invite.cseq()
        && request.via().transaction().equals(invite.via().transaction());
  }

  private static String key(Request request) {
    return request.method() + " " + request.cseq() + " " + request.via().transaction();
  }

  private void toInvite(byte[] provisional) {
    lastToInvite = provisional;
    reply(provisional, invite, source);
  }

  /** Answers a request inside the call, and remembers the answer. */
  private void finish(
      Request request, InetSocketAddress from, String status, List<String> extra, String body) {
    byte[] answer = answer(request, from, status, tag, extra, body);
    keep(request, answer);
    reply(answer, request, from);
  }

  private void keep(Request request, byte[] answer) {
    if (answers.size() == ANSWERS_KEPT) {
      answers.remove(answers.keySet().iterator().next());
    }
    answers.put(key(request), answer);
  }

  private byte[] answer(
      Request request,
      InetSocketAddress from,
      String status,
      String toTag,
      List<String> extra,
      String body) {
    return desk.replies().answer(request, from, status, toTag, extra, body);
  }

  private void reply(byte[] answer, Request request, InetSocketAddress from) {
    desk.wire().send(answer, request.via().replyTo(from));
  }

  private List<String> dialogHeaders() {
    return List.of(contact(), "Allow: " + Replies.ALLOW);
  }

  private String contact() {
    return desk.replies().contact(invite.user());
  }
}
