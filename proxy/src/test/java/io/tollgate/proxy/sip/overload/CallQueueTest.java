package io.tollgate.proxy.sip.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.admission.LoadGuard;
import io.tollgate.proxy.admission.LoadSettings;
import io.tollgate.proxy.time.TurnedClock;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class CallQueueTest {
  private static final InetSocketAddress SOURCE = new InetSocketAddress("192.0.2.1", 5060);

  private final TurnedClock clock = new TurnedClock();
  private final List<String> served = new ArrayList<>();
  private final List<String> turnedAway = new ArrayList<>();
  private final Queue<Runnable> soon = new ArrayDeque<>();
  private final Queue<Runnable> afterReading = new ArrayDeque<>();
  private Duration cost = Duration.ZERO;
  private int taken;

  private final CallQueue queue =
      new CallQueue(
          new LoadGuard(LoadSettings.DEFAULT, clock.nanos()),
          clock,
          new CallQueue.Service() {
            @Override
            public void serve(byte[] message, InetSocketAddress source, int index, long read) {
              served.add(name(message));
              clock.turn(cost);
            }

            @Override
            public void turnAway(byte[] invite, InetSocketAddress source, int index, long hash) {
              turnedAway.add(name(invite));
            }
          },
          soon::add,
          afterReading::add);

  private static String name(byte[] message) {
    String text = new String(message, StandardCharsets.US_ASCII);
    return text.substring(0, text.indexOf(' '))
        + text.replaceFirst("(?s).*Call-ID: (\\S+).*", " $1");
  }

  private void take(String method, String callId) {
    take(method, callId, "z9hG4bK1");
  }

  private void take(String method, String callId, String branch) {
    byte[] message = message(method, callId, branch);
    queue.take(message, SOURCE, 0, clock.nanos(), clock.nanos(), () -> taken++);
  }

  private static byte[] message(String method, String callId, String branch) {
    return (method
            + " sip:1@example.com SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch="
            + branch
            + "\r\nTo: <sip:1@example.com>\r\nCall-ID: "
            + callId
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Runs what is due, as a loop does: all tasks, then one look at the sockets. */
  private void run() {
    do {
      while (!soon.isEmpty()) {
        soon.poll().run();
      }
      if (!afterReading.isEmpty()) {
        soon.add(afterReading.poll());
      }
    } while (!soon.isEmpty());
  }

  /** From now on a queue stays that no call gets through quickly. */
  private void overload() {
    for (int i = 0; i < 3; i++) {
      take("INVITE", "load" + i);
      clock.turn(Duration.ofMillis(600));
      run();
    }
    served.clear();
    turnedAway.clear();
    taken = 0;
  }

  @Test
  void newCallsWaitUntilTheOthersAreServed() {
    take("INVITE", "a");
    take("BYE", "b");
    assertThat(served).containsExactly("BYE b");
    assertThat(queue.size()).isEqualTo(1);
    run();
    assertThat(served).containsExactly("BYE b", "INVITE a");
    assertThat(taken).isEqualTo(2);
    assertThat(queue.size()).isZero();
  }

  @Test
  void socketsAreReadBetweenCallsThatCostMuch() {
    cost = Duration.ofMillis(2);
    take("INVITE", "a");
    take("INVITE", "b");
    soon.poll().run();
    assertThat(served).containsExactly("INVITE a");
    assertThat(soon).isEmpty();
    take("BYE", "c");
    afterReading.poll().run();
    assertThat(served).containsExactly("INVITE a", "BYE c", "INVITE b");
    assertThat(afterReading).isEmpty();
  }

  @Test
  void aCancelDoesNotOvertakeItsInvite() {
    take("INVITE", "a");
    take("CANCEL", "a");
    run();
    take("CANCEL", "b");
    assertThat(served).containsExactly("INVITE a", "CANCEL a", "CANCEL b");
  }

  @Test
  void turnsAwayWhatWaitedForTooLong() {
    overload();
    take("INVITE", "a");
    take("CANCEL", "b");
    clock.turn(Duration.ofMillis(300));
    take("INVITE", "c");
    run();
    assertThat(turnedAway).containsExactly("INVITE a");
    assertThat(served).containsExactly("CANCEL b", "INVITE c");
    assertThat(taken).isEqualTo(3);
  }

  @Test
  void anInviteOfACallThatHasBegunIsServedHoweverLate() {
    take("INVITE", "a");
    run();
    overload();
    take("INVITE", "a");
    take("INVITE", "b");
    clock.turn(Duration.ofMillis(300));
    run();
    assertThat(served).containsExactly("INVITE a");
    assertThat(turnedAway).containsExactly("INVITE b");
  }

  @Test
  void anInviteThatWasTurnedAwayIsTurnedAwayWhenItComesAgain() {
    overload();
    take("INVITE", "a");
    clock.turn(Duration.ofMillis(300));
    run();
    clock.turn(Duration.ofMillis(500));
    take("INVITE", "a");
    take("INVITE", "a", "z9hG4bKanother");
    run();
    assertThat(turnedAway).containsExactly("INVITE a", "INVITE a");
    assertThat(served).containsExactly("INVITE a");
  }

  @Test
  void knowsTheCancelOfACallThatHasBegun() {
    take("INVITE", "a");
    run();
    assertThat(queue.hasBegun(message("CANCEL", "a", "z9hG4bK1"), clock.nanos())).isTrue();
    assertThat(queue.hasBegun(message("CANCEL", "b", "z9hG4bK1"), clock.nanos())).isFalse();
    assertThat(queue.hasBegun(message("INVITE", "a", "z9hG4bK1"), clock.nanos())).isFalse();
  }

  @Test
  void takesNoMoreThanItHasRoomFor() {
    for (int i = 0; i <= CallQueue.MOST_WAITING; i++) {
      take("INVITE", "c" + i);
    }
    assertThat(queue.size()).isEqualTo(CallQueue.MOST_WAITING);
    assertThat(turnedAway).containsExactly("INVITE c" + CallQueue.MOST_WAITING);
    assertThat(taken).isEqualTo(1);
  }
}
