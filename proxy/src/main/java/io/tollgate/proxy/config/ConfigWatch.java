package io.tollgate.proxy.config;

import io.tollgate.proxy.file.FileStamp;
import io.tollgate.proxy.file.Lookout;
import io.tollgate.proxy.file.Settling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Looks at the configuration's files every second and tells when they have changed: once they all
 * look the same twice in a row, since one that is still being written is half a configuration.
 * Which files those are is for the configuration to say, and may change with it.
 */
public final class ConfigWatch implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Supplier<? extends Collection<Path>> files;
  private final Runnable changed;
  private final Settling<Map<Path, FileStamp>> state;
  private final Lookout lookout;

  /**
   * A watch that does not look by itself yet.
   *
   * @param files which to look at; asked at every look
   * @param changed told on the watch's thread; throws nothing
   */
  ConfigWatch(Supplier<? extends Collection<Path>> files, Runnable changed) {
    this.files = files;
    this.changed = changed;
    this.state = new Settling<>(stamps());
    this.lookout = Lookout.heavy("config-watch", BETWEEN_LOOKS, this::look);
  }

  /** Watches from now on. */
  public static ConfigWatch start(Supplier<? extends Collection<Path>> files, Runnable changed) {
    ConfigWatch watch = new ConfigWatch(files, changed);
    watch.lookout.start();
    return watch;
  }

  /** Looks at every file once. On the watch's own thread, or instead of it. */
  void look() {
    Map<Path, FileStamp> now = stamps();
    if (state.hasChanged(now)) {
      changed.run();
      Map<Path, FileStamp> told = stamps(); // of the files that are named now
      told.replaceAll((file, stamp) -> now.getOrDefault(file, stamp));
      state.know(told);
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
    lookout.close();
  }
}
