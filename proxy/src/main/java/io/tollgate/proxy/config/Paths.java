package io.tollgate.proxy.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths in the configuration are relative to the folder of its file, wherever the edge runs. */
final class Paths {
  private Paths() {}

  /** The folder that a file lies in. */
  static Path folderOf(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  /** The path that a field names. */
  static Path in(Path folder, Field field) throws ConfigException {
    try {
      return folder.resolve(field.text()).normalize();
    } catch (InvalidPathException e) {
      throw field.wrong("it is not a path: " + e.getReason(), "correct it");
    }
  }
}
