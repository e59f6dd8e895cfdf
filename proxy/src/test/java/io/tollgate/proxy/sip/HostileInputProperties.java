package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.SipHarness.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.SipHarness.Sent;
import io.tollgate.proxy.sip.transport.Steering;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.slf4j.LoggerFactory;

/** Whatever comes in, nothing fails, nothing stays, and the next call is taken. */
class HostileInputProperties {
  private static final int MESSAGES_A_TRY = 40;

  @Property(tries = 5_000)
  void everyMessageHasALoop(@ForAll long seed) {
    assertThat(Steering.loopOf(Mutations.ofRequests(seed).next(), 3)).isBetween(0, 2);
  }

  @Property
  void noiseHasALoopToo(@ForAll byte[] noise) {
    assertThat(Steering.loopOf(noise, 3)).isBetween(0, 2);
  }

  /**
   * Broken messages from all sides while a call is set up, is up and ends; half of them are about
   * that call.
   */
  @Property(tries = 60)
  void theEdgeTakesAnythingAndStaysAsItWas(@ForAll long seed) {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    SipHarness edge = new SipHarness();
    try {
      bombard(edge, seed);
      edge.skip();
      List.copyOf(edge.registry.calls()).forEach(call -> call.hangUp(HangupCause.ADMIN));
      // An answer without its ACK, a BYE without its answer, a failure without its ACK: in a row.
      edge.turn(Duration.ofSeconds(64));
      edge.assertNothingIsLeft();
      edge.skip();
      aGoodCall(edge);
    } finally {
      // It has a thread, idle though it is; and it sleeps for a second before it ends that.
      Thread.ofVirtual().start(edge.loop.stack()::stop);
      root.detachAppender(log);
    }
    assertThat(log.list)
        .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
        .extracting(event -> event.getFormattedMessage() + " " + cause(event))
        .isEmpty();
  }

  private static String cause(ILoggingEvent event) {
    return event.getThrowableProxy() == null
        ? ""
        : event.getThrowableProxy().getClassName()
            + ": "
            + event.getThrowableProxy().getMessage()
            + " at "
            + event.getThrowableProxy().getStackTraceElementProxyArray()[0];
  }

  private static void bombard(SipHarness edge, long seed) {
    Random random = new Random(seed);
    TestCaller caller = new TestCaller(edge);
    List<byte[]> right = new ArrayList<>(Mutations.requests());
    int stage = random.nextInt(3);
    if (stage > 0) {
      Sent invite = caller.ring();
      right.add(Mutations.bytes(TestCaller.response(invite, 180, "callee", "", "")));
      right.add(Mutations.bytes(TestCaller.response(invite, 200, "callee", "", TestCaller.SDP)));
      right.add(Mutations.bytes(TestCaller.response(invite, 486, "callee", "", "")));
      right.add(Mutations.bytes(TestCaller.fromCallee(invite, "callee", "BYE", 1)));
      if (stage > 1) {
        edge.receive(CARRIER, TestCaller.response(invite, 200, "callee", "", TestCaller.SDP));
        Sent answer = edge.next("200 OK");
        for (String method : List.of("ACK", "BYE", "INVITE", "CANCEL", "UPDATE", "INFO")) {
          right.add(
              Mutations.bytes(
                  TestCaller.within(answer, method, "z9hG4bK" + method, 2, TestCaller.SDP)));
        }
      }
    }
    Mutations mutations = new Mutations(seed, right);
    List<InetSocketAddress> sources = List.of(CALLER, CARRIER, STRANGER);
    for (int i = 0; i < MESSAGES_A_TRY; i++) {
      edge.receiveBytes(sources.get(random.nextInt(sources.size())), mutations.next());
      if (random.nextInt(8) == 0) {
        edge.turn(Duration.ofMillis(700));
      }
    }
  }

  private static void aGoodCall(SipHarness edge) {
    int before = edge.records.size();
    TestCaller.Up call = new TestCaller(edge).answer();
    edge.receive(CALLER, TestCaller.within(call.answer(), "BYE", "z9hG4bKbye", 2, ""));
    edge.next("200 OK");
    edge.receive(CARRIER, TestCaller.response(edge.next("BYE"), 200, "", "", ""));
    assertThat(edge.records).hasSize(before + 1);
    edge.assertNothingIsLeft();
  }
}
