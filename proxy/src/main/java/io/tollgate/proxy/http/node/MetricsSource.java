package io.tollgate.proxy.http.node;

import java.io.IOException;
import java.io.OutputStream;

/** Writes what Prometheus scrapes. */
@FunctionalInterface
public interface MetricsSource {

  /**
   * Writes all metrics as they are now.
   *
   * @param target stays open
   * @param contentType the format: {@code text/plain} of version 0.0.4, or OpenMetrics 1.0.0
   * @throws IOException where the target fails
   */
  void write(OutputStream target, String contentType) throws IOException;
}
