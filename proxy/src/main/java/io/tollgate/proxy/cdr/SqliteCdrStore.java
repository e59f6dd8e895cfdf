package io.tollgate.proxy.cdr;

import io.tollgate.proxy.store.CreditCharges;
import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Records in the node's own database. */
public final class SqliteCdrStore implements CdrStore {
  private static final String NAMES = String.join(", ", CdrRow.COLUMNS);

  private static final String INSERT =
      "INSERT INTO cdr ("
          + NAMES
          + ") VALUES ("
          + String.join(", ", Collections.nCopies(CdrRow.COLUMNS.size(), "?"))
          + ") ON CONFLICT (id) DO NOTHING";

  private final Store store;

  /** Kept from batch to batch, since to prepare it costs as much as some rows. Writer's thread. */
  private Optional<PreparedStatement> insert = Optional.empty();

  /**
   * Records in this database.
   *
   * @param store stays the caller's to close, after whoever appends has stopped
   */
  public SqliteCdrStore(Store store) {
    this.store = store;
  }

  @Override
  public void append(List<Cdr> records) {
    if (!records.isEmpty()) {
      store.write(connection -> insertAll(connection, records));
    }
  }

  private int insertAll(Connection connection, List<Cdr> records) throws SQLException {
    if (insert.isEmpty()) {
      insert = Optional.of(connection.prepareStatement(INSERT));
    }
    PreparedStatement statement = insert.get();
    try {
      for (Cdr cdr : records) {
        CdrRowWriter.bind(statement, cdr);
        statement.addBatch();
      }
      int[] inserted = statement.executeBatch(); // a third less than to execute each
      CreditCharges.charge(connection, charged(records, inserted));
      return records.size();
    } catch (SQLException | RuntimeException e) {
      insert = Optional.empty(); // the driver ends a statement that failed
      statement.close();
      throw e;
    }
  }

  /** What records charge that were not there before. */
  private static List<CreditCharges.Charged> charged(List<Cdr> records, int[] inserted) {
    List<CreditCharges.Charged> charged = new ArrayList<>();
    for (int i = 0; i < inserted.length; i++) {
      Cdr cdr = records.get(i);
      if (inserted[i] > 0 && !cdr.callIdB().isEmpty()) {
        charged.add(
            new CreditCharges.Charged(
                cdr.id(),
                cdr.path().account(),
                cdr.path().trunk(),
                (int) cdr.times().receivedAt().atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay(),
                cdr.charge().total().nanos(),
                cdr.times().answeredAt().isPresent()));
      }
    }
    return charged;
  }

  @Override
  public List<Cdr> latest(CdrQuery query) {
    List<String> conditions = new ArrayList<>();
    List<String> values = new ArrayList<>();
    add(conditions, values, "id < ?", query.before());
    add(conditions, values, "account = ?", query.account());
    add(conditions, values, "trunk = ?", query.trunk());
    add(conditions, values, "code = ?", query.cause().map(cause -> cause.code()));
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    String sql =
        "SELECT " + NAMES + " FROM cdr" + where + " ORDER BY id DESC LIMIT " + query.limit();
    return store.read(connection -> select(connection, sql, values));
  }

  private static void add(
      List<String> conditions, List<String> values, String condition, Optional<String> value) {
    value.ifPresent(
        v -> {
          conditions.add(condition);
          values.add(v);
        });
  }

  @Override
  public Optional<Cdr> find(String id) {
    return store.read(connection -> find(connection, id));
  }

  /**
   * The record with this id in a store's file, which an edge may be writing meanwhile.
   *
   * @throws io.tollgate.proxy.store.StoreException where the file cannot be read
   */
  public static Optional<Cdr> findIn(Path file, String id) {
    return StoreFile.read(file, connection -> find(connection, id));
  }

  private static Optional<Cdr> find(Connection connection, String id) throws SQLException {
    String sql = "SELECT " + NAMES + " FROM cdr WHERE id = ?";
    return select(connection, sql, List.of(id)).stream().findFirst();
  }

  private static List<Cdr> select(Connection connection, String sql, List<String> values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setString(i + 1, values.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<Cdr> records = new ArrayList<>();
        while (rows.next()) {
          records.add(CdrRowReader.read(rows));
        }
        return records;
      }
    }
  }
}
