package io.tollgate.proxy.file;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that looks at something from time to time until it is closed. What a look throws is
 * logged, and it goes on looking.
 *
 * <p>It polls, because notifications do not come from network file systems, nor through the
 * symbolic links that Kubernetes swaps.
 *
 * <p>Safe for any thread.
 */
public final class Lookout implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

  private final Duration between;
  private final Runnable look;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private Lookout(Thread.Builder thread, Duration between, Runnable look) {
    this.between = between;
    this.look = look;
    this.thread = thread.unstarted(this::run);
  }

  /**
   * One whose looks are short, or wait for something. It does not look yet.
   *
   * @param name of the thread
   * @param between so long passes between a look and the next
   */
  public static Lookout light(String name, Duration between, Runnable look) {
    return new Lookout(Thread.ofVirtual().name(name), between, look);
  }

  /**
   * One whose looks may compute for a second and more, which would keep a carrier thread from the
   * virtual ones: it has a platform thread. It does not look yet.
   *
   * @param name of the thread
   * @param between so long passes between a look and the next
   */
  public static Lookout heavy(String name, Duration between, Runnable look) {
    return new Lookout(Thread.ofPlatform().name(name).daemon(), between, look);
  }

  /** Looks from now on. */
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closed.await(between.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does; but then it is over
    }
  }

  private void look() {
    try {
      look.run();
    } catch (RuntimeException e) {
      LOG.error("{} could not look", thread.getName(), e);
    }
  }

  /** Begins no more looks. */
  @Override
  public void close() {
    closed.countDown();
  }

  /** Begins no more looks, and waits for one that is under way, so long at most. */
  public void close(Duration atMost) {
    close();
    try {
      thread.join(atMost.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever closes has to hurry
    }
  }
}
