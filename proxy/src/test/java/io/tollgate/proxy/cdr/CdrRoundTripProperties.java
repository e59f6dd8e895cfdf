package io.tollgate.proxy.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreSettings;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.E164;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a record holds comes back from the database, and stands in its JSON. */
class CdrRoundTripProperties {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static Path folder;
  private static Store store;
  private static SqliteCdrStore cdrs;

  @BeforeContainer
  static void open() throws IOException {
    folder = Files.createTempDirectory("cdr");
    store = Store.open(new StoreSettings(folder.resolve("tollgate.db")));
    cdrs = new SqliteCdrStore(store);
  }

  @AfterContainer
  static void close() throws IOException {
    store.close();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Provide
  static Arbitrary<Cdr> records() {
    return ArbitraryCdrs.all();
  }

  @Property(tries = 500)
  void throughTheDatabase(@ForAll("records") Cdr cdr) {
    cdrs.append(List.of(cdr));
    assertThat(cdrs.find(cdr.id())).hasValue(cdr);
  }

  @Property(tries = 500)
  void intoJson(@ForAll("records") Cdr cdr) {
    JsonNode json = JSON.readTree(CdrJson.toJson(cdr));
    assertThat(json.get("id").stringValue()).isEqualTo(cdr.id());
    assertThat(text(json, "account")).isEqualTo(cdr.path().account());
    assertThat(text(json, "toReceived")).isEqualTo(cdr.parties().toReceived());
    assertThat(text(json, "from")).isEqualTo(cdr.parties().from().map(E164::toString).orElse(""));
    assertThat(text(json, "callIdB")).isEqualTo(cdr.callIdB());
    assertThat(Money.parse(text(json, "charge"))).isEqualTo(cdr.charge().amount());
    assertThat(Instant.parse(text(json, "receivedAt"))).isEqualTo(cdr.times().receivedAt());
    assertThat(Optional.of(text(json, "answeredAt")).filter(t -> !t.isEmpty()).map(Instant::parse))
        .isEqualTo(cdr.times().answeredAt());
    assertThat(json.get("rate").isNull()).isEqualTo(cdr.tariff().isEmpty());
    assertThat(json.get("originPrefix").stringValue(null))
        .isEqualTo(cdr.tariff().map(Tariff::originPrefix).orElse(null));
  }

  private static String text(JsonNode json, String name) {
    return json.get(name).stringValue("");
  }
}
