package io.tollgate.proxy;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs, in the order in which it was started, to be stopped in the opposite order. For the
 * thread that starts and stops the edge.
 */
final class RunningParts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningParts.class);

  private final Deque<Part> parts = new ArrayDeque<>();

  /** Stops a part. */
  @FunctionalInterface
  interface Stop {
    void run() throws Exception;
  }

  private record Part(String name, Stop stop) {}

  /** A part runs. */
  void add(String name, Stop stop) {
    parts.push(new Part(name, stop));
  }

  /** Stops all of them, whatever becomes of one. The second and later calls do nothing. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.stop.run();
      } catch (Exception e) {
        LOG.error("{} did not stop as it should", part.name, e);
      }
    }
  }
}
