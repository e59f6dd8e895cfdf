package io.tollgate.proxy.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteDataSource;

/**
 * Opens the database's connections, each with the same promises.
 *
 * <ul>
 *   <li>Write-ahead log: readers see the last commit and hold nobody up.
 *   <li>{@code synchronous=FULL}: a commit has reached the disk when it returns. With {@code
 *       NORMAL} the records of the last seconds would go with a power cut, and each of them is
 *       money; the price is one fsync a batch, not one a record.
 *   <li>Foreign keys hold; five seconds of patience with an operator's {@code sqlite3} that is
 *       writing.
 * </ul>
 */
final class SqliteConnections {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** In pages of 4 KiB: the log is copied back every 16 MiB, so a hot page is copied back once. */
  private static final int CHECKPOINT_PAGES = 4_096;

  /** After a reader let the log grow, it is cut back to this many bytes. */
  private static final int LOG_LIMIT = 64 << 20;

  /** Negative means KiB: 16 MiB hold the right edge of every index of a busy node. */
  private static final int WRITER_CACHE = -(16 << 10);

  private final Path file;

  SqliteConnections(Path file) {
    this.file = file;
  }

  /** A source of writing connections for the migrations. */
  DataSource forMigrations() {
    SQLiteDataSource source = new SQLiteDataSource(writing());
    source.setUrl(url());
    return source;
  }

  /** The connection of the one writer, for {@link Transaction}. */
  Connection openWriter() throws SQLException {
    return Transaction.prepare(writing().createConnection(url()));
  }

  /** A connection that can only read, for {@link Transaction}. */
  Connection openReader() throws SQLException {
    SQLiteConfig config = common();
    config.setReadOnly(true);
    return Transaction.prepare(config.createConnection(url()));
  }

  private static SQLiteConfig writing() {
    SQLiteConfig config = common();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setWalAutocheckpoint(CHECKPOINT_PAGES);
    config.setJournalSizeLimit(LOG_LIMIT);
    config.setCacheSize(WRITER_CACHE);
    return config;
  }

  private static SQLiteConfig common() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) PATIENCE.toMillis());
    config.enforceForeignKeys(true);
    config.setTempStore(TempStore.MEMORY);
    // Nobody asks for generated keys; looking them up would cost a query an insert.
    config.setGetGeneratedKeys(false);
    return config;
  }

  private String url() {
    return "jdbc:sqlite:" + file;
  }
}
