package io.tollgate.proxy.config;

import io.tollgate.proxy.file.FileStamp;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Looks at the configuration's files every second and tells when they have changed: once they look
 * the same twice in a row, since one that is still being written is half a configuration. It polls
 * for the reasons for which decks are polled: network file systems and swapped symbolic links.
 */
public final class ConfigWatch implements AutoCloseable {
  private static final long SECONDS_BETWEEN_LOOKS = 1;

  private final Supplier<? extends Collection<Path>> files;
  private final Runnable changed;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Map<Path, FileStamp> told;
  private Map<Path, FileStamp> seen;

  /**
   * A watch that does not look by itself yet.
   *
   * @param files which to look at; asked at every look
   * @param changed told on the watch's thread; throws nothing
   */
  ConfigWatch(Supplier<? extends Collection<Path>> files, Runnable changed) {
    this.files = files;
    this.changed = changed;
    this.told = stamps();
    this.seen = told;
  }

  /** Watches from now on. */
  public static ConfigWatch start(Supplier<? extends Collection<Path>> files, Runnable changed) {
    ConfigWatch watch = new ConfigWatch(files, changed);
    Thread.ofPlatform().name("config-watch").daemon().start(watch::run);
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

  /** Looks at every file once. On the watch's own thread, or instead of it. */
  void look() {
    Map<Path, FileStamp> now = stamps();
    boolean settled = now.equals(seen);
    seen = now;
    if (settled && !now.equals(told)) {
      changed.run();
      told = stamps(); // of the files that are named now
      told.replaceAll((file, stamp) -> now.getOrDefault(file, stamp));
      seen = told;
    }
  }

  private Map<Path, FileStamp> stamps() {
    Map<Path, FileStamp> stamps = new LinkedHashMap<>();
    for (Path file : files.get()) {
      stamps.put(file, FileStamp.of(file));
    }
    return stamps;
  }

  /** Looks no more. */
  @Override
  public void close() {
    closed.countDown();
  }
}
