package io.tollgate.proxy.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.SipHarness.Sent;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A hundred thousand calls of every kind over a network that loses messages, eight hundred a
 * second, on a clock that is turned: afterwards the loop holds what it held before.
 */
class LeakTest {
  private static final int CALLS = 100_000;
  private static final int CALLS_A_ROUND = 400;
  private static final Duration ROUND = Duration.ofMillis(500);
  private static final int LOST_IN_A_HUNDRED = 10;

  private final SipHarness edge = new SipHarness();
  private final Map<String, ScriptedCall> byCallId = new HashMap<>();
  private final Random random = new Random(4711);
  private final Map<HangupCause, Integer> ends = new EnumMap<>(HangupCause.class);
  private int records;

  @Test
  void nothingIsLeftOfAHundredThousandCalls() {
    Map<String, Integer> before = tables();
    List<ScriptedCall> calls = new ArrayList<>();
    int started = 0;
    while (started < CALLS || !calls.isEmpty()) {
      for (int i = 0; i < CALLS_A_ROUND && started < CALLS; i++) {
        calls.add(start(started++));
        deliver();
      }
      edge.turn(ROUND);
      deliver();
      for (Iterator<ScriptedCall> each = calls.iterator(); each.hasNext(); ) {
        ScriptedCall call = each.next();
        call.round();
        deliver();
        if (call.isOver()) {
          each.remove();
        }
      }
      noteRecords();
    }
    finish();

    edge.assertNothingIsLeft();
    assertThat(tables()).as("the sizes of JAIN-SIP's tables").isEqualTo(before);
    assertThat(records).as("records: one a call").isEqualTo(CALLS);
    assertThat(ends)
        .containsKeys(
            HangupCause.NORMAL,
            HangupCause.CANCELLED,
            HangupCause.BUSY,
            HangupCause.NO_ACK,
            HangupCause.NOT_E164,
            HangupCause.NO_RATE,
            HangupCause.CARRIERS_FAILED);
  }

  private ScriptedCall start(int number) {
    ScriptedCall.Script[] scripts = ScriptedCall.Script.values();
    boolean lossy = number / scripts.length % 2 == 1;
    ScriptedCall call =
        new ScriptedCall(
            number,
            scripts[number % scripts.length],
            (fromCaller, message) -> {
              boolean invite = message.startsWith("INVITE ") && fromCaller;
              if (invite || !lossy || !isLost()) {
                edge.receiveBytes(
                    fromCaller ? SipHarness.CALLER : SipHarness.CARRIER,
                    message.getBytes(StandardCharsets.UTF_8));
              }
            });
    byCallId.put(ScriptedCall.callId(number), call);
    call.start();
    return call;
  }

  private boolean isLost() {
    return random.nextInt(100) < LOST_IN_A_HUNDRED;
  }

  /** Brings what the edge sent to the ends that it is for; a twentieth gets lost. */
  private void deliver() {
    while (edge.unread() > 0) {
      Sent sent = edge.next();
      String message = sent.text();
      boolean atCarrier = sent.to().equals(SipHarness.CARRIER);
      String callId = ScriptedCall.value(message, "Call-ID");
      ScriptedCall call = byCallId.get(callId);
      if (call == null) {
        // The first INVITE of a leg: its number says which call's.
        String number = message.replaceFirst("(?s)^INVITE sip:\\+43664(\\d{7}).*", "$1");
        call = byCallId.get(ScriptedCall.callId(Integer.parseInt(number)));
        byCallId.put(callId, call);
      }
      if (random.nextInt(20) == 0) {
        continue;
      }
      if (atCarrier) {
        call.atCarrier(message);
      } else {
        call.atCaller(message);
      }
    }
  }

  private void noteRecords() {
    edge.records.forEach(record -> ends.merge(record.ending().cause(), 1, Integer::sum));
    records += edge.records.size();
    edge.records.clear();
    edge.wire.clear();
  }

  /** Hangs up what lost its BYEs, as an administrator would, and gives peers time to answer. */
  private void finish() {
    for (int i = 0; i < 400 && edge.registry.size() > 0; i++) {
      edge.turn(ROUND);
      deliver();
    }
    List.copyOf(edge.registry.calls()).forEach(call -> call.hangUp(HangupCause.ADMIN));
    for (int i = 0; i < 200; i++) {
      edge.turn(ROUND);
      deliver();
    }
    noteRecords();
  }

  /** Every collection that JAIN-SIP's stack holds, private ones too. */
  private Map<String, Integer> tables() {
    Map<String, Integer> sizes = new TreeMap<>();
    Object stack = edge.loop.stack();
    for (Class<?> type = stack.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())) {
          continue;
        }
        try {
          field.setAccessible(true);
          switch (field.get(stack)) {
            case Map<?, ?> map -> sizes.put(field.getName(), map.size());
            case Collection<?> collection -> sizes.put(field.getName(), collection.size());
            case null, default -> {}
          }
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    assertThat(sizes).containsKeys("serverTransactionTable", "clientTransactionTable");
    return sizes;
  }
}
