package io.tollgate.proxy.store;

import io.tollgate.proxy.file.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * The node's one SQLite database.
 *
 * <p>One platform thread owns the writing connection and does one piece of work after the other; a
 * few more own reading connections. Callers wait for the outcome, so any thread may call except an
 * event loop; a virtual thread that waits frees its carrier.
 *
 * <p>One process at a time has the file; others may read it with SQLite's own tools meanwhile.
 */
public final class Store implements AutoCloseable {
  private static final int READERS = 2;
  private static final Duration READ_PATIENCE = Duration.ofSeconds(10);

  private final Path file;
  private final StoreLock lock;
  private final Connection writer;
  private final ReadPool readers;
  private final ExecutorService writing;

  private Store(Path file, StoreLock lock, Connection writer, ReadPool readers) {
    this.file = file;
    this.lock = lock;
    this.writer = writer;
    this.readers = readers;
    this.writing =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("store-writer").daemon().factory());
  }

  /**
   * Opens the database, makes it where it is missing (its folder too), and brings an older one up
   * to date.
   *
   * @throws StoreException where it cannot be had: no access, in use by another process, not a
   *     database, or written by a newer Tollgate
   */
  public static Store open(StoreSettings settings) {
    Path file = resolve(settings.file().toAbsolutePath().normalize());
    StoreLock lock = StoreLock.take(file);
    try {
      return open(file, lock);
    } catch (SQLException e) {
      lock.close();
      throw fault(file, e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Store open(Path file, StoreLock lock) throws SQLException {
    makePrivate(file);
    SqliteConnections connections = new SqliteConnections(file);
    Migrations.apply(file, connections.forMigrations());
    Connection writer = connections.openWriter();
    try {
      return new Store(file, lock, writer, new ReadPool(connections, READERS, READ_PATIENCE));
    } catch (SQLException e) {
      writer.close();
      throw e;
    }
  }

  /** It says who called whom: SQLite would make it for everybody to read. */
  private static void makePrivate(Path file) {
    try {
      if (!Files.exists(file)) {
        OwnerOnly.create(file);
      }
    } catch (IOException e) {
      throw new StoreException(
          "store " + file + ": cannot be made (" + IoFaults.reason(e) + ")", e);
    }
  }

  /** The file behind all links, so that two names of it do not pass for two databases. */
  private static Path resolve(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new StoreException("store " + file + ": is a folder; name a file");
      }
      Path folder = file.getParent();
      if (folder == null) {
        throw new StoreException("store " + file + ": is a folder; name a file");
      }
      Files.createDirectories(folder);
      return Files.exists(file)
          ? file.toRealPath()
          : folder.toRealPath().resolve(file.getFileName());
    } catch (IOException e) {
      throw new StoreException(
          "store " + file + ": its folder cannot be made (" + IoFaults.reason(e) + ")", e);
    }
  }

  /** Where the database is. */
  public Path file() {
    return file;
  }

  /**
   * Does the work on the writing connection in one transaction and waits until that is on the disk.
   *
   * @throws StoreException where it failed; nothing of it is in the database then
   */
  public <T> T write(SqlWork<T> work) {
    return await(writing, () -> Transaction.WRITE.run(writer, work));
  }

  /**
   * Does the work on a reading connection, which sees one moment of the database: the last commit.
   *
   * @throws StoreException where it failed or took longer than ten seconds
   */
  public <T> T read(SqlWork<T> work) {
    return await(readers.threads(), () -> readers.read(work));
  }

  /** Finishes the work that was handed in, closes the database and gives it up. */
  @Override
  public void close() {
    writing.close();
    try (lock) {
      readers.close();
      writer.close(); // the last connection: copies the log back and removes it
    } catch (SQLException e) {
      throw fault(file, e);
    }
  }

  private <T> T await(Executor threads, Callable<T> task) {
    CompletableFuture<T> outcome = new CompletableFuture<>();
    try {
      threads.execute(() -> settle(outcome, task));
      // join and not get: an interrupted caller still has to know whether its write happened.
      return outcome.join();
    } catch (RejectedExecutionException e) {
      throw new StoreException("store " + file + ": is closed", e);
    } catch (CompletionException e) {
      throw switch (e.getCause()) {
        case SQLException failed -> fault(file, failed);
        case RuntimeException other -> other;
        case Error error -> throw error;
        default -> e;
      };
    }
  }

  private static <T> void settle(CompletableFuture<T> outcome, Callable<T> task) {
    try {
      outcome.complete(task.call());
    } catch (Throwable t) {
      outcome.completeExceptionally(t);
    }
  }

  private static StoreException fault(Path file, SQLException e) {
    return new StoreException("store " + file + ": " + SqlFaults.reason(e), e);
  }
}
