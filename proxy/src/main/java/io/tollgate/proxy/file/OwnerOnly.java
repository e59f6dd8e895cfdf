package io.tollgate.proxy.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files that nobody but their owner may read, whatever the process' umask. */
public final class OwnerOnly {
  private OwnerOnly() {}

  /**
   * Makes an empty file; where the system has no such rights, it has those that the folder gives.
   *
   * @throws FileAlreadyExistsException where there is one; it stays as it is
   */
  public static void create(Path file) throws IOException {
    Files.createFile(file, rights(file));
  }

  private static FileAttribute<?>[] rights(Path file) {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
