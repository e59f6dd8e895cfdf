package io.tollgate.proxy.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second process from the database: an operating system's lock on a file beside it, which
 * goes with the process however that ends. SQLite's own locks would let two edges write in turns,
 * each with limits and credit of its own; a lock on the database file itself would be lost as soon
 * as anything in this process closed that file (POSIX), and would shut out {@code sqlite3}, which
 * an operator may use to read beside us.
 */
final class StoreLock implements AutoCloseable {
  /**
   * What this process holds. The system's lock belongs to the process, so it cannot tell two stores
   * in one process apart; and merely opening and closing the lock file a second time would give it
   * up.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private StoreLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock of this database.
   *
   * @param database its real path
   * @throws StoreException where another holds it, or where the lock file cannot be written
   */
  static StoreLock take(Path database) {
    Path file = database.resolveSibling(database.getFileName() + ".lock");
    if (!HELD_HERE.add(file)) {
      throw inUse(database, "this process");
    }
    try {
      return new StoreLock(file, lock(database, file));
    } catch (IOException e) {
      HELD_HERE.remove(file);
      throw new StoreException(
          "store " + database + ": cannot lock " + file + " (" + IoFaults.reason(e) + ")", e);
    } catch (RuntimeException e) {
      HELD_HERE.remove(file);
      throw e;
    }
  }

  private static FileChannel lock(Path database, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw inUse(database, holder(file));
      }
      // Only for the message that the next one gets; the lock itself is the system's.
      channel.truncate(0);
      channel.write(
          StandardCharsets.US_ASCII.encode(String.valueOf(ProcessHandle.current().pid())));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static String holder(Path file) throws IOException {
    String written = Files.readString(file, StandardCharsets.US_ASCII).strip();
    return written.matches("\\d{1,19}") ? "process " + written : "another process";
  }

  private static StoreException inUse(Path database, String holder) {
    return new StoreInUseException(
        "store "
            + database
            + ": in use by "
            + holder
            + "; stop that one, or give this node a file of its own",
        holder);
  }

  /** Gives the lock up. The file stays: removing it could remove the next holder's. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException("store: cannot give up " + file + " (" + e + ")", e);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
