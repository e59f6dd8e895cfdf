package io.tollgate.proxy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadPoolTest {
  private static final String ENDLESS =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

  /** Far more than the good query needs on the busiest machine. */
  private static final Duration TOO_LONG = Duration.ofSeconds(2);

  @TempDir private Path folder;

  @Test
  void stopsAQueryThatTakesTooLongAndGoesOnWithTheNext() throws Exception {
    SqliteConnections connections = new SqliteConnections(folder.resolve("t.db"));
    try (Connection writer = connections.openWriter()) {
      ReadPool pool = new ReadPool(connections, 1, TOO_LONG);
      try {
        assertThatThrownBy(() -> pool.read(connection -> select(connection, ENDLESS)))
            .isInstanceOf(SQLException.class)
            .satisfies(
                e ->
                    assertThat(SqlFaults.reason((SQLException) e))
                        .isEqualTo("the query took too long and was stopped"));
        assertThat(pool.<Long>read(connection -> select(connection, "SELECT 42"))).isEqualTo(42);
      } finally {
        pool.close();
      }
      assertThat(writer.isClosed()).isFalse();
    }
  }

  private static long select(Connection connection, String query) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
