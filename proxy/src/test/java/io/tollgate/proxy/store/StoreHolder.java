package io.tollgate.proxy.store;

import java.io.IOException;
import java.nio.file.Path;

/** A process that holds a store until its input ends. */
final class StoreHolder {
  private StoreHolder() {}

  public static void main(String[] arguments) throws IOException {
    try (Store store = Store.open(new StoreSettings(Path.of(arguments[0])))) {
      System.out.println(store.file().toFile().exists() ? "open" : "missing");
      System.in.read();
    }
  }
}
