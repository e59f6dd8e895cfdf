package io.tollgate.proxy.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a group of files every second and says when they have changed: once they all look the
 * same twice in a row, so that a certificate is not taken without its key.
 *
 * <p>It looks, and says so, on a virtual thread of its own.
 */
public final class FileWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final List<Path> files;
  private final Runnable changed;
  private final Settling<List<FileStamp>> state;
  private final Lookout lookout;

  FileWatch(String name, List<Path> files, Runnable changed) {
    this.files = List.copyOf(files);
    this.changed = changed;
    this.state = new Settling<>(stamps());
    this.lookout = Lookout.light(name, BETWEEN_LOOKS, this::look);
  }

  /**
   * Watches these files from now on.
   *
   * @param name of the thread
   * @param changed run on the watch's thread; what it throws is logged
   */
  public static FileWatch start(String name, List<Path> files, Runnable changed) {
    FileWatch watch = new FileWatch(name, files, changed);
    watch.lookout.start();
    return watch;
  }

  /** Looks once. On the watch's own thread, or instead of it. */
  void look() {
    if (state.hasChanged(stamps())) {
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
    lookout.close();
  }
}
