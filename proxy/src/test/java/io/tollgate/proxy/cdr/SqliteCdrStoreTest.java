package io.tollgate.proxy.cdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.store.OtherProcess;
import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreException;
import io.tollgate.proxy.store.StoreSettings;
import io.tollgate.rating.charge.Money;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class SqliteCdrStoreTest {
  @TempDir private Path folder;
  private Store store;
  private SqliteCdrStore cdrs;

  @BeforeEach
  void open() {
    store = Store.open(new StoreSettings(folder.resolve("tollgate.db")));
    cdrs = new SqliteCdrStore(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void givesBackWhatItWasGiven() {
    cdrs.append(List.of(Cdrs.answered("a"), Cdrs.refused("b")));
    assertThat(cdrs.find("a")).hasValue(Cdrs.answered("a"));
    assertThat(cdrs.find("b")).hasValue(Cdrs.refused("b"));
    assertThat(cdrs.find("c")).isEmpty();
  }

  @Test
  void listsTheNewestFirst() {
    List<Cdr> records = Cdrs.many(30);
    cdrs.append(records.subList(10, 30));
    cdrs.append(records.subList(0, 10)); // long calls end after short ones that began later
    assertThat(cdrs.latest(CdrQuery.latest(30))).isEqualTo(records.reversed());
    assertThat(cdrs.latest(CdrQuery.latest(7))).isEqualTo(records.reversed().subList(0, 7));
    assertThat(cdrs.latest(CdrQuery.latest(1_000))).hasSize(30);
  }

  @Test
  void listsPageAfterPage() {
    List<Cdr> records = Cdrs.many(25);
    cdrs.append(records);
    List<Cdr> seen = new ArrayList<>();
    CdrQuery query = CdrQuery.latest(10);
    List<Cdr> page = cdrs.latest(query);
    while (!page.isEmpty()) {
      seen.addAll(page);
      page = cdrs.latest(query.olderThan(page.getLast().id()));
    }
    assertThat(seen).isEqualTo(records.reversed());
  }

  @Test
  void listsWhatIsAskedFor() {
    Cdr one = Cdrs.answered("1", "acme", "hq", HangupCause.NORMAL);
    Cdr two = Cdrs.answered("2", "acme", "branch", HangupCause.BUSY);
    Cdr three = Cdrs.answered("3", "other", "hq", HangupCause.BUSY);
    Cdr four = Cdrs.refused("4");
    cdrs.append(List.of(one, two, three, four));
    CdrQuery all = CdrQuery.latest(50);
    assertThat(cdrs.latest(all)).containsExactly(four, three, two, one);
    assertThat(cdrs.latest(all.ofAccount("acme"))).containsExactly(two, one);
    assertThat(cdrs.latest(all.ofTrunk("hq"))).containsExactly(three, one);
    assertThat(cdrs.latest(all.endedBy(HangupCause.BUSY))).containsExactly(three, two);
    assertThat(cdrs.latest(all.endedBy(HangupCause.BUSY).ofAccount("acme").olderThan("3")))
        .containsExactly(two);
    assertThat(cdrs.latest(all.ofAccount("' OR 1=1 --"))).isEmpty();
  }

  @Test
  void writesARecordOnce() {
    Cdr first = Cdrs.answered("a", "acme", "hq", HangupCause.NORMAL);
    Cdr second = Cdrs.answered("a", "changed", "hq", HangupCause.NORMAL);
    cdrs.append(List.of(first));
    cdrs.append(List.of(second, Cdrs.answered("b")));
    assertThat(cdrs.latest(CdrQuery.latest(50))).containsExactly(Cdrs.answered("b"), first);
  }

  @Test
  void writesABatchWhollyOrNotAtAll() {
    cdrs.append(List.of(Cdrs.answered("before")));
    List<Cdr> batch = new ArrayList<>(Cdrs.many(100));
    batch.add(null);
    assertThatThrownBy(() -> cdrs.append(batch)).isInstanceOf(NullPointerException.class);
    assertThat(cdrs.latest(CdrQuery.latest(1_000))).containsExactly(Cdrs.answered("before"));
    batch.removeLast();
    cdrs.append(batch);
    assertThat(cdrs.latest(CdrQuery.latest(1_000))).hasSize(101);
  }

  @Test
  void writesTheBatchLaterThatFoundTheDiskFull() {
    limitPages(30);
    List<Cdr> batch = Cdrs.many(1_000);
    assertThatThrownBy(() -> cdrs.append(batch))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("the disk is full");
    assertThat(cdrs.latest(CdrQuery.latest(1))).isEmpty();
    limitPages(1_000_000);
    cdrs.append(batch);
    assertThat(ids(cdrs.latest(CdrQuery.latest(1_000)))).isEqualTo(ids(batch.reversed()));
  }

  @Test
  void letsSqlSumMoneyExactly() {
    List<Cdr> records = Cdrs.many(1_000);
    cdrs.append(records);
    Money expected =
        records.stream().map(cdr -> cdr.charge().amount()).reduce(Money.ZERO, Money::plus);
    long sum =
        store.read(
            connection -> {
              try (Statement sql = connection.createStatement();
                  ResultSet row =
                      sql.executeQuery(
                          "SELECT sum(charge_nanos), typeof(sum(charge_nanos)) FROM cdr")) {
                row.next();
                assertThat(row.getString(2)).isEqualTo("integer");
                return row.getLong(1);
              }
            });
    assertThat(new Money(sum)).isEqualTo(expected).isNotEqualTo(Money.ZERO);
  }

  @Test
  void isReadWhileItIsWritten() throws InterruptedException {
    List<Cdr> records = Cdrs.many(20_000);
    AtomicBoolean done = new AtomicBoolean();
    Thread writer =
        Thread.startVirtualThread(
            () -> {
              for (int i = 0; i < records.size(); i += 100) {
                cdrs.append(records.subList(i, i + 100));
              }
              done.set(true);
            });
    int before = 0;
    while (!done.get()) {
      List<Cdr> page = cdrs.latest(CdrQuery.latest(50));
      if (!page.isEmpty()) {
        // Batches are whole: the newest record is the last of one.
        int newest = records.indexOf(page.getFirst());
        assertThat((newest + 1) % 100).isZero();
        assertThat(newest).isGreaterThanOrEqualTo(before);
        before = newest;
      }
    }
    writer.join();
    assertThat(cdrs.latest(CdrQuery.latest(1))).containsExactly(records.getLast());
  }

  @Test
  void losesNothingThatItConfirmedWhenItsProcessIsKilled() throws Exception {
    Path file = folder.resolve("killed.db");
    List<String> confirmed = new ArrayList<>();
    try (OtherProcess writer = OtherProcess.start(EndlessWriter.class, file.toString())) {
      while (confirmed.size() < 500) {
        confirmed.add(writer.nextLine());
      }
      writer.kill();
    }
    try (Store survivor = Store.open(new StoreSettings(file))) {
      SqliteCdrStore found = new SqliteCdrStore(survivor);
      assertThat(confirmed).allMatch(id -> found.find(id).isPresent());
    }
  }

  private static List<String> ids(List<Cdr> records) {
    return records.stream().map(Cdr::id).toList();
  }

  private void limitPages(int pages) {
    store.write(
        connection -> {
          try (Statement sql = connection.createStatement()) {
            return sql.execute("PRAGMA max_page_count = " + pages);
          }
        });
  }
}
