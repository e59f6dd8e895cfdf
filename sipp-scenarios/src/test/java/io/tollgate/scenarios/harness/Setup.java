package io.tollgate.scenarios.harness;

import java.nio.file.Path;

/** What an edge is started with. */
public interface Setup {
  /**
   * Writes the configuration and what it needs into a folder.
   *
   * @return the configuration
   */
  Path write(Path folder);

  /** Where the edge takes calls, at 127.0.0.1. */
  int sipPort();

  /** Where it serves HTTP, at 127.0.0.1. */
  int httpPort();

  /** Where it sends calls to, at 127.0.0.1. */
  int carrierPort();
}
