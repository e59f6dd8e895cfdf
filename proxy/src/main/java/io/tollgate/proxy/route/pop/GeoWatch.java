package io.tollgate.proxy.route.pop;

import io.tollgate.proxy.file.FileStamp;
import io.tollgate.proxy.file.Lookout;
import io.tollgate.proxy.file.Settling;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the geo database's file and puts a changed one in force. One that is damaged is refused
 * with one line in the log, and the old one stays until the file changes again.
 *
 * <p>A file is read once it looks the same twice in a row, since it may still be being written. It
 * has a platform thread of its own: reading a hundred megabytes takes a while.
 */
public final class GeoWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GeoWatch.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final Path file;
  private final GeoLocator locator;
  private final Settling<FileStamp> state;
  private final Lookout lookout;

  /** A watch that has read the file, or could not, and does not look by itself yet. */
  GeoWatch(Path file, GeoLocator locator) {
    this.file = file;
    this.locator = locator;
    this.state = new Settling<>(FileStamp.of(file));
    this.lookout = Lookout.heavy("geo-watch", BETWEEN_LOOKS, this::look);
    take();
  }

  /** Reads the file now, and whenever it changes. Where it cannot be read now, it is said. */
  public static GeoWatch start(Path file, GeoLocator locator) {
    GeoWatch watch = new GeoWatch(file, locator);
    watch.lookout.start();
    return watch;
  }

  /** Looks once. On the watch's own thread, or instead of it. */
  void look() {
    if (state.hasChanged(FileStamp.of(file))) {
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
    lookout.close(FAREWELL);
  }
}
