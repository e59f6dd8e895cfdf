package io.tollgate.proxy.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a group of files every second and says when they have changed: once they look the same
 * twice in a row, so that one that is still being written is not taken for a whole one, and a
 * certificate not without its key.
 *
 * <p>It polls, because notifications do not come from network file systems, nor through the
 * symbolic links that Kubernetes swaps. It looks, and says so, on a virtual thread of its own.
 */
public final class FileWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final List<Path> files;
  private final Runnable changed;
  private final CountDownLatch closed = new CountDownLatch(1);
  private List<FileStamp> taken;
  private List<FileStamp> seen;

  FileWatch(List<Path> files, Runnable changed) {
    this.files = List.copyOf(files);
    this.changed = changed;
    this.taken = stamps();
    this.seen = taken;
  }

  /**
   * Watches these files from now on.
   *
   * @param name of the thread
   * @param changed run on the watch's thread; what it throws is logged
   */
  public static FileWatch start(String name, List<Path> files, Runnable changed) {
    FileWatch watch = new FileWatch(files, changed);
    Thread.ofVirtual().name(name).start(watch::run);
    return watch;
  }

  private void run() {
    try {
      while (!closed.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does; but then it is over
    }
  }

  /** Looks once. On the watch's own thread, or instead of it. */
  void look() {
    List<FileStamp> now = stamps();
    boolean settled = now.equals(seen);
    seen = now;
    if (settled && !now.equals(taken)) {
      taken = now;
      try {
        changed.run();
      } catch (RuntimeException e) {
        LOG.error("what has changed in {} cannot be taken", files, e);
      }
    }
  }

  private List<FileStamp> stamps() {
    return files.stream().map(FileStamp::of).toList();
  }

  /** Looks no more. */
  @Override
  public void close() {
    closed.countDown();
  }
}
