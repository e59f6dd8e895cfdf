package io.tollgate.proxy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() throws IOException {
    folder = folder.toRealPath();
    file = folder.resolve("tollgate.db");
  }

  @Test
  void makesTheFileAndItsFolder() {
    Path deep = folder.resolve("a/b/tollgate.db");
    try (Store store = Store.open(new StoreSettings(deep))) {
      assertThat(store.file()).isEqualTo(deep).exists();
    }
  }

  @Test
  void nobodyElseMayReadIt() throws IOException {
    try (Store store = open()) {
      createNotes(store);
      note(store, "who called whom");
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.filter(made -> !made.toString().endsWith(".lock")))
            .isNotEmpty()
            .allSatisfy(
                made ->
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                        .isEqualTo("rw-------"));
      }
    }
  }

  @Test
  void keepsWhatWasWritten() {
    try (Store store = open()) {
      createNotes(store);
      note(store, "first");
    }
    try (Store store = open()) {
      assertThat(notes(store)).containsExactly("first");
    }
  }

  @Test
  void keepsNothingOfWorkThatFails() {
    try (Store store = open()) {
      createNotes(store);
      note(store, "before");
      assertThatThrownBy(
              () ->
                  store.write(
                      connection -> {
                        insert(connection, "half");
                        throw new IllegalStateException("changed my mind");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("changed my mind");
      note(store, "after");
      assertThat(notes(store)).containsExactly("before", "after");
    }
  }

  @Test
  void recoversFromAFullDisk() {
    try (Store store = open()) {
      createNotes(store);
      note(store, "before");
      limitPages(store, 20);
      assertThatThrownBy(() -> note(store, "x".repeat(1_000_000)))
          .isInstanceOf(StoreException.class)
          .hasMessage("store " + file + ": the disk is full; free some space");
      limitPages(store, 1_000_000);
      note(store, "after");
      assertThat(notes(store)).containsExactly("before", "after");
    }
  }

  @Test
  void showsReadersTheLastCommitWhileAWriteIsUnderWay() {
    try (Store store = open()) {
      createNotes(store);
      note(store, "old");
      List<String> seen =
          store.write(
              connection -> {
                insert(connection, "new");
                return notes(store);
              });
      assertThat(seen).containsExactly("old");
      assertThat(notes(store)).containsExactly("old", "new");
    }
  }

  @Test
  void showsOneReaderOneMoment() {
    try (Store store = open()) {
      createNotes(store);
      note(store, "old");
      List<String> seen =
          store.read(
              connection -> {
                selectNotes(connection);
                note(store, "new");
                return selectNotes(connection);
              });
      assertThat(seen).containsExactly("old");
    }
  }

  @Test
  void letsReadersOnlyRead() {
    try (Store store = open()) {
      createNotes(store);
      assertThatThrownBy(() -> store.read(connection -> insert(connection, "x")))
          .isInstanceOf(StoreException.class);
      assertThat(notes(store)).isEmpty();
    }
  }

  @Test
  void holdsForeignKeys() {
    try (Store store = open()) {
      assertThatThrownBy(
              () ->
                  store.write(
                      connection -> {
                        try (Statement sql = connection.createStatement()) {
                          sql.execute("CREATE TABLE owner (id INTEGER PRIMARY KEY)");
                          sql.execute("CREATE TABLE thing (owner INTEGER REFERENCES owner (id))");
                          return sql.executeUpdate("INSERT INTO thing VALUES (7)");
                        }
                      }))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("FOREIGN KEY");
    }
  }

  @Test
  void waitsForTheDiskAtEveryCommit() {
    try (Store store = open()) {
      assertThat(store.<String>write(connection -> pragma(connection, "journal_mode")))
          .isEqualTo("wal");
      assertThat(store.<String>write(connection -> pragma(connection, "synchronous")))
          .as("2 is FULL")
          .isEqualTo("2");
    }
  }

  @Test
  void finishesWhatWasHandedInBeforeItCloses() throws Exception {
    Store store = open();
    createNotes(store);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> writes =
          IntStream.range(0, 200)
              .<Callable<Integer>>mapToObj(i -> () -> note(store, "note " + i))
              .toList();
      for (Future<Integer> write : callers.invokeAll(writes)) {
        assertThat(write.get()).isEqualTo(1);
      }
    }
    store.close();
    assertThatThrownBy(() -> note(store, "late"))
        .isInstanceOf(StoreException.class)
        .hasMessage("store " + file + ": is closed");
    try (Store again = open()) {
      assertThat(notes(again)).hasSize(200);
    }
  }

  @Test
  void belongsToOneOwnerInAProcess() {
    try (Store store = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreException.class)
          .hasMessage(
              "store "
                  + store.file()
                  + ": in use by this process; stop that one, or give this node a file of its own");
    }
    open().close();
  }

  @Test
  void belongsToOneProcessAndNamesIt() throws Exception {
    try (OtherProcess holder = OtherProcess.start(StoreHolder.class, file.toString())) {
      assertThat(holder.nextLine()).isEqualTo("open");
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(": in use by process " + holder.pid() + ";");
      holder.kill();
      open().close();
    }
  }

  @Test
  void refusesWhatIsNoDatabase() throws IOException {
    Files.writeString(file, "just a text that is somewhat longer than a header".repeat(100));
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessage("store " + file + ": is not a SQLite database; name another file");
    assertThat(file).content().startsWith("just a text");
  }

  @Test
  void refusesAFolder() throws IOException {
    Files.createDirectory(file);
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessage("store " + file + ": is a folder; name a file");
  }

  @Test
  void refusesAFolderThatIsAFile() throws IOException {
    Files.writeString(folder.resolve("taken"), "");
    Path inside = folder.resolve("taken/tollgate.db");
    assertThatThrownBy(() -> Store.open(new StoreSettings(inside)))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("store " + inside + ": its folder cannot be made (")
        .hasMessageContaining("is not a folder");
  }

  @Test
  void refusesANewerSchema() throws SQLException {
    open().close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement sql = connection.createStatement()) {
      sql.execute(
          """
          INSERT INTO flyway_schema_history
            (installed_rank, version, description, type, script, checksum, installed_by,
             execution_time, success)
          VALUES (99, '99', 'from the future', 'SQL', 'V99__from_the_future.sql', 1, '', 1, 1)\
          """);
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(
            "store " + file + ": has schema 99, but this Tollgate knows schemas up to ")
        .hasMessageEndingWith("; run the newer Tollgate, or name another file");
  }

  @Test
  void refusesAnotherProgramsDatabase() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement sql = connection.createStatement()) {
      sql.execute("CREATE TABLE bookmarks (url TEXT)");
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "store " + file + ": holds another program's tables; name a file of Tollgate's own");
  }

  @Test
  void givesTheFileUpWhereItCannotBeOpened() throws Exception {
    Files.writeString(file, "not a database, and long enough to have a header".repeat(10));
    assertThatThrownBy(this::open).isInstanceOf(StoreException.class);
    Files.delete(file);
    open().close();
  }

  private Store open() {
    return Store.open(new StoreSettings(file));
  }

  private static void createNotes(Store store) {
    store.write(
        connection -> {
          try (Statement sql = connection.createStatement()) {
            return sql.execute("CREATE TABLE note (text TEXT)");
          }
        });
  }

  private static int note(Store store, String text) {
    return store.write(connection -> insert(connection, text));
  }

  private static int insert(Connection connection, String text) throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement("INSERT INTO note VALUES (?)")) {
      sql.setString(1, text);
      return sql.executeUpdate();
    }
  }

  private static List<String> notes(Store store) {
    return store.read(StoreTest::selectNotes);
  }

  private static List<String> selectNotes(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery("SELECT text FROM note ORDER BY rowid")) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private static void limitPages(Store store, int pages) {
    store.write(connection -> pragma(connection, "max_page_count = " + pages));
  }

  private static String pragma(Connection connection, String text) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("PRAGMA " + text)) {
      row.next();
      return row.getString(1);
    }
  }
}
