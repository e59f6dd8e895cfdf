package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.net.Nat;
import io.tollgate.proxy.route.Gateway;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is believed of whose Contact, as the file says it. */
class NatConfigTest {
  @TempDir Path folder;
  private ConfigFolder files;

  @BeforeEach
  void write() {
    files = new ConfigFolder(folder);
  }

  private Nat ofTheFirstTrunk() throws ConfigException {
    return files.check().trunks().trunks().getFirst().nat();
  }

  private Nat ofTheFirstGateway() throws ConfigException {
    List<Gateway> gateways = files.check().carriers().getFirst().gateways();
    return gateways.getFirst().terms().nat();
  }

  @Test
  void trunksMayBeBehindTranslationUnlessTheySayOtherwise() throws ConfigException {
    assertThat(ofTheFirstTrunk()).isEqualTo(Nat.AUTO);
    files.with("cps: 3,", "cps: 3, nat: off,");
    assertThat(ofTheFirstTrunk()).isEqualTo(Nat.OFF);
    files.with("cps: 3,", "cps: 3, nat: auto,");
    assertThat(ofTheFirstTrunk()).isEqualTo(Nat.AUTO);
  }

  @Test
  void carriersAreNotUnlessTheySaySo() throws ConfigException {
    assertThat(ofTheFirstGateway()).isEqualTo(Nat.OFF);
    files.with("  c1:\n", "  c1:\n    nat: auto\n");
    assertThat(ofTheFirstGateway()).isEqualTo(Nat.AUTO);
    files.with("- {id: fra1, ", "- {id: fra1, user: me, password: {env: BOB}, ");
    assertThat(ofTheFirstGateway()).isEqualTo(Nat.OFF);
  }
}
