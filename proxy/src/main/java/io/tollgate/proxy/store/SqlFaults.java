package io.tollgate.proxy.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an error of SQLite's says to an operator. */
final class SqlFaults {
  /** Extended result codes carry the plain one in their low byte. */
  private static final int PLAIN = 0xff;

  private SqlFaults() {}

  /** One line: what is wrong and, for what an operator can mend, the remedy. */
  static String reason(SQLException e) {
    return switch (code(e)) {
      case SQLITE_NOTADB -> "is not a SQLite database; name another file";
      case SQLITE_CORRUPT ->
          "is damaged; restore a copy, or save what is left with sqlite3's .recover";
      case SQLITE_FULL -> "the disk is full; free some space";
      case SQLITE_CANTOPEN -> "cannot be opened; check that it and its folder can be written";
      case SQLITE_READONLY, SQLITE_PERM ->
          "cannot be written; check the rights of the file and its folder";
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "another program is writing it (sqlite3 with an open transaction?); end that";
      case SQLITE_INTERRUPT -> "the query took too long and was stopped";
      case SQLITE_IOERR -> "the disk fails (" + oneLine(e) + ")";
      default -> oneLine(e);
    };
  }

  private static SQLiteErrorCode code(SQLException e) {
    return e instanceof SQLiteException sqlite
        ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PLAIN)
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }

  private static String oneLine(SQLException e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }
}
