package io.tollgate.proxy.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What tells one state of a file from the next without reading it.
 *
 * @param size in bytes; -1 where there is no file that could be looked at
 * @param modified when it was last written
 * @param identity which file it is, so that one renamed over another is seen even where size and
 *     time are the same; empty where the file system does not say
 */
public record FileStamp(long size, FileTime modified, String identity) {
  private static final FileStamp ABSENT = new FileStamp(-1, FileTime.fromMillis(0), "");

  /** The state of a file now; that of no file where there is none. */
  public static FileStamp of(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(
          found.size(),
          found.lastModifiedTime(),
          found.fileKey() == null ? "" : found.fileKey().toString());
    } catch (IOException e) {
      return ABSENT; // why, the reader says when it is asked to read it
    }
  }
}
