package io.tollgate.proxy.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(300)
class CdrOutboxTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(CdrOutbox.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final RecordingStore store = new RecordingStore();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
    logger.setAdditive(false); // the records that these tests abandon would fill the console
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
    logger.setAdditive(true);
  }

  @Test
  void writesALoneRecordSoon() throws InterruptedException {
    try (CdrOutbox outbox = outbox(16, 8)) {
      assertThat(outbox.offer(Cdrs.answered("lone"))).isTrue();
      store.awaitRecords(1);
      assertThat(store.ids()).containsExactly("lone");
    }
  }

  @Test
  void wakesAgainForEveryRecord() throws InterruptedException {
    try (CdrOutbox outbox = outbox(16, 1)) {
      for (int i = 1; i <= 50; i++) {
        outbox.offer(Cdrs.answered("record " + i));
        store.awaitRecords(1); // it has gone back to sleep, or is about to
      }
    }
    assertThat(store.ids()).hasSize(50);
  }

  @Test
  void writesInOrderAndInBatches() {
    List<Cdr> records = Cdrs.many(2_500);
    CdrOutbox outbox = outbox(4_096, 1_000);
    records.forEach(outbox::offer);
    outbox.close();
    assertThat(store.records).isEqualTo(records);
    assertThat(store.batches).allMatch(size -> size <= 1_000).hasSizeLessThan(2_500);
    assertThat(outbox.written()).isEqualTo(2_500);
    assertThat(outbox.depth()).isZero();
  }

  @Test
  void refusesNothingItHasRoomForAndLogsWhatItHasNot() throws InterruptedException {
    store.block();
    CdrOutbox outbox = outbox(8, 4);
    outbox.offer(Cdrs.answered("first"));
    store.awaitAttempt(); // the writer has it and waits for the store
    for (int i = 0; i < 6; i++) {
      assertThat(outbox.nearlyFull()).isFalse();
      assertThat(outbox.offer(Cdrs.answered("waits " + i))).isTrue();
    }
    assertThat(outbox.nearlyFull()).isTrue();
    assertThat(outbox.offer(Cdrs.answered("waits 6"))).isTrue();
    assertThat(outbox.offer(Cdrs.answered("waits 7"))).isTrue();
    assertThat(outbox.depth()).isEqualTo(8);

    assertThat(outbox.offer(Cdrs.answered("no room"))).isFalse();

    assertThat(outbox.unwritten()).isEqualTo(1);
    assertThat(messages(Level.ERROR))
        .containsExactly(
            "call record not written, the outbox is full: "
                + CdrJson.toJson(Cdrs.answered("no room")));
    store.unblock();
    outbox.close();
    assertThat(store.ids()).hasSize(9).doesNotContain("no room");
    assertThat(outbox.nearlyFull()).isFalse();
  }

  @Test
  void triesAgainUntilTheStoreTakesTheBatch() throws InterruptedException {
    store.failFor(5);
    CdrOutbox outbox = outbox(16, 8);
    List<Cdr> records = Cdrs.many(3);
    records.forEach(outbox::offer);
    store.awaitRecords(3);
    outbox.close();
    assertThat(store.records).isEqualTo(records);
    assertThat(outbox.failures()).isEqualTo(5);
    assertThat(outbox.unwritten()).isZero();
    assertThat(messages(Level.ERROR))
        .singleElement()
        .asString()
        .startsWith("call records cannot be written: no disk; ");
    // The writer may have taken the first before the others came.
    assertThat(messages(Level.INFO))
        .singleElement()
        .asString()
        .matches("call records are written again; [0-2] more wait");
  }

  @Test
  void survivesAnErrorInTheStore() throws InterruptedException {
    store.failWith(new StackOverflowError("deep"));
    store.failFor(1);
    try (CdrOutbox outbox = outbox(16, 8)) {
      outbox.offer(Cdrs.answered("lucky"));
      store.awaitRecords(1);
      assertThat(outbox.failures()).isEqualTo(1);
    }
  }

  @Test
  void logsWhatTheStoreDoesNotTakeUntilTheEnd() {
    store.failFor(Integer.MAX_VALUE);
    CdrOutbox outbox = outbox(16, 2);
    List<Cdr> records = Cdrs.many(5);
    records.forEach(outbox::offer);
    outbox.close();
    assertThat(outbox.written()).isZero();
    assertThat(outbox.unwritten()).isEqualTo(5);
    assertThat(messages(Level.ERROR))
        .containsSubsequence(
            records.stream()
                .map(
                    record ->
                        "call record not written, the store failed until the end: "
                            + CdrJson.toJson(record))
                .toList());
  }

  @Test
  void takesNothingAfterItsEnd() {
    CdrOutbox outbox = outbox(16, 8);
    outbox.close();
    assertThat(outbox.offer(Cdrs.answered("late"))).isFalse();
    assertThat(messages(Level.ERROR))
        .containsExactly(
            "call record not written, the outbox is closed: "
                + CdrJson.toJson(Cdrs.answered("late")));
  }

  @Test
  void losesNothingAmongManyProducers() throws InterruptedException {
    CdrOutbox outbox = outbox(65_536, 1_000);
    List<Thread> threads = new ArrayList<>();
    for (int p = 0; p < 4; p++) {
      List<Cdr> records = Cdrs.many(5_000);
      threads.add(Thread.startVirtualThread(() -> records.forEach(outbox::offer)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    outbox.close();
    assertThat(store.ids()).hasSize(20_000).doesNotHaveDuplicates();
  }

  private CdrOutbox outbox(int capacity, int batch) {
    return new CdrOutbox(
        store,
        new CdrOutbox.Settings(
            capacity,
            batch,
            Duration.ofMillis(2),
            10,
            Duration.ofMillis(10),
            Duration.ofMillis(1),
            Duration.ofMillis(4),
            Duration.ofMillis(20)));
  }

  private List<String> messages(Level level) {
    return List.copyOf(log.list).stream()
        .filter(event -> event.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  /** Keeps what it is given, and fails or waits where it is told to. */
  private static final class RecordingStore implements CdrStore {
    private final List<Cdr> records = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private final Semaphore arrived = new Semaphore(0);
    private final CountDownLatch attempt = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile int failuresLeft;
    private volatile Error error;

    void block() {
      gate = new CountDownLatch(1);
    }

    void unblock() {
      gate.countDown();
    }

    void failFor(int attempts) {
      failuresLeft = attempts;
    }

    void failWith(Error thrown) {
      error = thrown;
    }

    void awaitAttempt() throws InterruptedException {
      attempt.await();
    }

    void awaitRecords(int count) throws InterruptedException {
      arrived.acquire(count);
    }

    List<String> ids() {
      return records.stream().map(Cdr::id).toList();
    }

    @Override
    public void append(List<Cdr> batch) {
      attempt.countDown();
      awaitGate();
      if (failuresLeft > 0) {
        failuresLeft--;
        if (error != null) {
          throw error;
        }
        throw new IllegalStateException("no disk");
      }
      records.addAll(batch);
      batches.add(batch.size());
      arrived.release(batch.size());
    }

    private void awaitGate() {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public List<Cdr> latest(CdrQuery query) {
      return records.reversed().stream().limit(query.limit()).toList();
    }

    @Override
    public Optional<Cdr> find(String id) {
      return records.stream().filter(record -> record.id().equals(id)).findFirst();
    }
  }
}
