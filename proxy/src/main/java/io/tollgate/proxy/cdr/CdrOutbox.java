package io.tollgate.proxy.cdr;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes records off the event loops and writes them to the store in batches, on one thread of its
 * own.
 *
 * <p>No record is dropped in silence. While the store fails, the outbox tries again with growing
 * pauses, says so once, and fills; from {@link #nearlyFull()} on, new calls are refused, so that
 * the rest of the room is for the calls that are up. A record that finds no room all the same, and
 * one that could not be written before the process had to end, goes to the log as JSON.
 */
public final class CdrOutbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CdrOutbox.class);

  /**
   * How it works.
   *
   * @param capacity how many records may wait, rounded up to a power of two; should exceed the
   *     calls that can be up at once by a half
   * @param batch how many records one transaction takes at most
   * @param linger how long the first record of a batch waits for others
   * @param crowd from so many records in that time on, the batch waits on: a transaction costs what
   *     some fifty records cost, whose number matters only where there are many
   * @param longLinger how long the first record of a batch waits at most
   * @param firstPause before the first new attempt after a failure; doubles from there on
   * @param longestPause where the pauses stop growing
   * @param farewell how long {@link CdrOutbox#close()} goes on trying while the store fails
   */
  public record Settings(
      int capacity,
      int batch,
      Duration linger,
      int crowd,
      Duration longLinger,
      Duration firstPause,
      Duration longestPause,
      Duration farewell) {
    /**
     * Room for 65,536 records; batches of 1,000, of 50 ms, or of 250 ms above 200 records a second;
     * pauses of 0.1 to 5 s; 10 s at the end.
     */
    public static final Settings DEFAULT =
        new Settings(
            65_536,
            1_000,
            Duration.ofMillis(50),
            10,
            Duration.ofMillis(250),
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10));
  }

  private final CdrStore store;
  private final Settings settings;
  private final HandoverQueue<Cdr> queue;
  private final int highWater;
  private final LongAdder written = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder unwritten = new LongAdder();
  private final Thread thread;

  /** Set while the writer sleeps because there is nothing to do. */
  private volatile boolean asleep;

  private volatile boolean closing;
  private volatile long closingSince;

  /** An outbox before this store; its thread runs at once. */
  public CdrOutbox(CdrStore store, Settings settings) {
    this.store = store;
    this.settings = settings;
    this.queue = new HandoverQueue<>(settings.capacity());
    this.highWater = queue.capacity() - queue.capacity() / 4;
    this.thread = Thread.ofPlatform().name("cdr-outbox").daemon().start(this::run);
  }

  /**
   * Takes a record over. Never waits; for any thread.
   *
   * @return false where there was no room, or the outbox is closed: the record is in the log then
   */
  public boolean offer(Cdr cdr) {
    if (closing || !queue.offer(cdr)) {
      abandon(cdr, closing ? "the outbox is closed" : "the outbox is full");
      return false;
    }
    if (asleep) {
      asleep = false; // the others need not wake it again
      LockSupport.unpark(thread);
    }
    return true;
  }

  /** Whether three quarters of the room are taken: let no new calls in. For any thread. */
  public boolean nearlyFull() {
    return queue.size() >= highWater;
  }

  /** How many records wait, those of the batch under way not counted. */
  public int depth() {
    return queue.size();
  }

  /** How many records have reached the store. */
  public long written() {
    return written.sum();
  }

  /** How many attempts to write a batch have failed. */
  public long failures() {
    return failures.sum();
  }

  /** How many records went to the log because they could not go to the store. */
  public long unwritten() {
    return unwritten.sum();
  }

  /**
   * Writes what waits and ends. Whoever offers must have stopped before. While the store fails,
   * this takes as long as the settings' farewell.
   */
  @Override
  public void close() {
    closingSince = System.nanoTime();
    closing = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // the records come first; the caller hears of it afterwards
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Cdr> batch = new ArrayList<>(settings.batch());
    while (awaitWork()) {
      fill(batch);
      write(batch);
      batch.clear();
    }
  }

  /** Waits for a first record and then for its batch; false when there will be none any more. */
  private boolean awaitWork() {
    while (queue.size() == 0) {
      if (closing) {
        return false;
      }
      asleep = true;
      // A producer adds first and looks at the flag then, so one of the two sees the other.
      if (queue.size() == 0 && !closing) {
        LockSupport.park(this);
      }
      asleep = false;
    }
    long begun = System.nanoTime();
    gather(begun, settings.linger());
    if (queue.size() >= settings.crowd()) {
      gather(begun, settings.longLinger());
    }
    return true;
  }

  /** Sleeps until a batch is full, the time is over or the outbox is closed. */
  private void gather(long begun, Duration time) {
    long left = time.toNanos() - (System.nanoTime() - begun);
    while (left > 0 && !closing && queue.size() < settings.batch()) {
      LockSupport.parkNanos(this, left);
      left = time.toNanos() - (System.nanoTime() - begun);
    }
  }

  private void fill(List<Cdr> batch) {
    Optional<Cdr> next = queue.poll();
    while (next.isPresent()) {
      batch.add(next.get());
      next = batch.size() < settings.batch() ? queue.poll() : Optional.empty();
    }
  }

  private void write(List<Cdr> batch) {
    long pause = settings.firstPause().toNanos();
    boolean failed = false;
    while (true) {
      try {
        store.append(batch);
        written.add(batch.size());
        if (failed) {
          LOG.info("call records are written again; {} more wait", queue.size());
        }
        return;
      } catch (RuntimeException | Error e) {
        failures.increment();
        if (!failed) {
          failed = true;
          LOG.error(
              "call records cannot be written: {}; {} wait, trying again",
              e.getMessage(),
              batch.size() + queue.size(),
              e);
        }
        if (hasToGiveUp()) {
          batch.forEach(cdr -> abandon(cdr, "the store failed until the end"));
          return;
        }
        pause(pause);
        pause = Math.min(pause * 2, settings.longestPause().toNanos());
      }
    }
  }

  private boolean hasToGiveUp() {
    return closing && System.nanoTime() - closingSince >= settings.farewell().toNanos();
  }

  /** Sleeps; less where the outbox is closed meanwhile. */
  private void pause(long nanos) {
    long begun = System.nanoTime();
    boolean closingBefore = closing;
    long left = nanos;
    while (left > 0 && closing == closingBefore) {
      LockSupport.parkNanos(this, left);
      left = nanos - (System.nanoTime() - begun);
    }
  }

  /** The last resort: a line that can be read back into a bill by hand. */
  private void abandon(Cdr cdr, String why) {
    unwritten.increment();
    LOG.error("call record not written, {}: {}", why, CdrJson.toJson(cdr));
  }
}
