package io.tollgate.proxy.demo;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The carrier's exchange without sockets, on a clock that the test turns. */
final class TurnedExchange {
  static final InetSocketAddress SELF = new InetSocketAddress("127.0.0.1", 5090);
  static final InetSocketAddress CALLER = new InetSocketAddress("127.0.0.1", 5060);
  static final Duration RING_FOR = Duration.ofSeconds(2);

  /**
   * One datagram that the carrier sent.
   *
   * @param at milliseconds after the beginning
   */
  record Sent(long at, String text, InetSocketAddress to) {
    String start() {
      return text.substring(0, text.indexOf("\r\n"));
    }
  }

  final List<Sent> sent = new ArrayList<>();
  int portsOpen;
  int portsLeft = Integer.MAX_VALUE;

  private final Timers timers = new Timers();
  private final DemoExchange exchange =
      new DemoExchange(
          new Desk(this::record, timers, new Replies(SELF), this::open, RING_FOR, new Random(42)));

  // Close to where nanoTime wraps round, which must not matter.
  private static final long BEGINNING = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();
  private long now = BEGINNING;

  private void record(byte[] message, InetSocketAddress to) {
    sent.add(
        new Sent(
            (now - BEGINNING) / 1_000_000, new String(message, StandardCharsets.ISO_8859_1), to));
  }

  private Optional<EchoPort> open(long at) {
    if (portsLeft == 0) {
      return Optional.empty();
    }
    portsLeft--;
    portsOpen++;
    return Optional.of(
        new EchoPort() {
          private boolean open = true;

          @Override
          public InetSocketAddress address() {
            return new InetSocketAddress("127.0.0.1", 30_000);
          }

          @Override
          public void close() {
            portsOpen -= open ? 1 : 0;
            open = false;
          }
        });
  }

  void receive(byte[] datagram) {
    exchange.receive(datagram, CALLER, now);
  }

  /** Turns the clock, with a stop at every moment at which something is due. */
  void pass(Duration time) {
    long end = now + time.toNanos();
    while (now - end < 0) {
      now +=
          timers.nanosToNext(now, Long.MAX_VALUE / 2) < end - now
              ? timers.nanosToNext(now, 0)
              : end - now;
      timers.run(now);
    }
  }

  int callsUp() {
    return exchange.callsUp();
  }

  /** The first lines of what was sent since the last call of this. */
  List<String> said() {
    List<String> starts = sent.stream().map(Sent::start).toList();
    sent.clear();
    return starts;
  }

  Sent last() {
    return sent.getLast();
  }

  /** Our tag, as the last message that was sent has it. */
  String tag() {
    Matcher tag = Pattern.compile("\r\nTo: [^\r]*;tag=([^\r;]+)").matcher(last().text());
    if (!tag.find()) {
      throw new AssertionError("no tag in " + last().text());
    }
    return tag.group(1);
  }
}
