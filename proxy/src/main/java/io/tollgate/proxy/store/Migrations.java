package io.tollgate.proxy.store;

import java.nio.file.Path;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/** Brings the database to the shape that this version of Tollgate knows. */
final class Migrations {
  private static final String SCRIPTS = "classpath:db/migration/sqlite";

  private Migrations() {}

  /**
   * Applies what is missing.
   *
   * @throws StoreException where a newer Tollgate has been at this file, where the file belongs to
   *     something else, or where a script fails
   */
  static void apply(Path file, DataSource source) {
    Flyway flyway =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(source)
            .locations(SCRIPTS)
            .loggers("slf4j")
            .validateMigrationNaming(true)
            .cleanDisabled(true)
            .load();
    try {
      refuseNewer(file, flyway.info());
      flyway.migrate();
    } catch (FlywayException e) {
      throw new StoreException("store " + file + ": " + reason(e), e);
    }
  }

  /** Flyway itself lets migrations pass that it does not know, as long as they are newer. */
  private static void refuseNewer(Path file, MigrationInfoService info) {
    MigrationInfo[] all = info.all();
    String newest =
        Arrays.stream(all)
            .filter(migration -> migration.getState().isApplied())
            .filter(migration -> !migration.getState().isResolved())
            .map(migration -> migration.getVersion().getVersion())
            .reduce((earlier, later) -> later)
            .orElse("");
    if (!newest.isEmpty()) {
      String known =
          Arrays.stream(all)
              .filter(migration -> migration.getState().isResolved())
              .map(migration -> migration.getVersion().getVersion())
              .reduce((earlier, later) -> later)
              .orElse("0");
      throw new StoreException(
          "store "
              + file
              + ": has schema "
              + newest
              + ", but this Tollgate knows schemas up to "
              + known
              + "; run the newer Tollgate, or name another file");
    }
  }

  private static String reason(FlywayException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof java.sql.SQLException sql) {
        return SqlFaults.reason(sql);
      }
    }
    String message = String.valueOf(e.getMessage());
    if (message.contains("non-empty schema")) {
      return "holds another program's tables; name a file of Tollgate's own";
    }
    return message.lines().map(String::strip).filter(line -> !line.isEmpty()).toList().toString();
  }
}
