package io.tollgate.proxy.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A node's database as it lies on the disk, for reading beside the edge that writes it or without
 * one. Takes no lock, makes nothing and migrates nothing.
 */
public final class StoreFile {
  private StoreFile() {}

  /**
   * Does the work on a connection that can only read; it sees the last commit.
   *
   * @throws StoreException where the file is not there, is no database of a Tollgate, or cannot be
   *     read
   */
  public static <T> T read(Path file, SqlWork<T> work) {
    if (!Files.isRegularFile(file)) {
      throw new StoreException("store " + file + ": there is no such file; correct the path");
    }
    try (Connection connection = new SqliteConnections(file).openReader()) {
      return Transaction.READ.run(connection, work);
    } catch (SQLException e) {
      throw new StoreException("store " + file + ": " + SqlFaults.reason(e), e);
    }
  }
}
