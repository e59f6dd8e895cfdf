package io.tollgate.proxy.cdr;

import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that writes batches of records and names each one once it is written, until killed. */
final class EndlessWriter {
  private EndlessWriter() {}

  public static void main(String[] arguments) {
    CdrIds ids = new CdrIds();
    try (Store store = Store.open(new StoreSettings(Path.of(arguments[0])))) {
      SqliteCdrStore cdrs = new SqliteCdrStore(store);
      while (!System.out.checkError()) {
        List<Cdr> batch = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
          batch.add(Cdrs.answered(ids.next(System.currentTimeMillis())));
        }
        cdrs.append(batch);
        batch.forEach(cdr -> System.out.println(cdr.id()));
      }
    }
  }
}
