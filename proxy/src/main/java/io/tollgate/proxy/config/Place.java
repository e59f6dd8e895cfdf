package io.tollgate.proxy.config;

import java.nio.file.Path;

/**
 * A place in a file.
 *
 * @param file as the operator named it
 * @param line 1 or more; 0 for the file as a whole
 */
public record Place(Path file, int line) {

  /** As compilers write it: {@code file:line}. */
  @Override
  public String toString() {
    return line == 0 ? file.toString() : file + ":" + line;
  }
}
