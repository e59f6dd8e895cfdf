package io.tollgate.proxy.route.pop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the geo database's file and puts a changed one in force. One that is damaged is refused
 * with one line in the log, and the old one stays until the file changes again.
 *
 * <p>A file is read once it looks the same twice in a row, since it may still be being written. It
 * has a platform thread of its own: reading a hundred megabytes would keep a carrier thread from
 * the virtual ones.
 */
public final class GeoWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GeoWatch.class);
  private static final long SECONDS_BETWEEN_LOOKS = 5;
  private static final long FAREWELL_MILLIS = 2_000;

  private final Path file;
  private final GeoLocator locator;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private Stamp read;
  private Stamp seen;

  /** What tells one state of the file from the next; the size is −1 where there is no file. */
  private record Stamp(long size, FileTime modified, String identity) {
    static Stamp of(Path file) {
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(found.size(), found.lastModifiedTime(), String.valueOf(found.fileKey()));
      } catch (IOException e) {
        return new Stamp(-1, FileTime.fromMillis(0), ""); // the reader says why
      }
    }
  }

  /** A watch that has read the file, or could not, and does not look by itself yet. */
  GeoWatch(Path file, GeoLocator locator) {
    this.file = file;
    this.locator = locator;
    this.seen = Stamp.of(file);
    this.read = seen;
    this.thread = Thread.ofPlatform().name("geo-watch").daemon().unstarted(this::run);
    take();
  }

  /** Reads the file now, and whenever it changes. Where it cannot be read now, it is said. */
  public static GeoWatch start(Path file, GeoLocator locator) {
    GeoWatch watch = new GeoWatch(file, locator);
    watch.thread.start();
    return watch;
  }

  private void run() {
    try {
      while (!closed.await(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does; but then it is over
    }
  }

  /** Looks once. On the watch's own thread, or instead of it. */
  void look() {
    Stamp now = Stamp.of(file);
    boolean settled = now.equals(seen);
    seen = now;
    if (settled && !now.equals(read)) {
      read = now;
      take();
    }
  }

  private void take() {
    try {
      GeoDatabase database = GeoDatabase.open(file);
      locator.use(database);
      LOG.info("geo database in force: {}", database);
    } catch (IOException e) {
      LOG.error("{} is not taken, {} stays: {}", file, locator.database(), e.getMessage());
    }
  }

  /** Looks no more; waits for two seconds for a file that is being read. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(FAREWELL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever closes has to hurry
    }
  }
}
