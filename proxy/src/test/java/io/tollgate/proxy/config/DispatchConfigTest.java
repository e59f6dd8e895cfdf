package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tollgate.proxy.net.Nat;
import io.tollgate.proxy.route.Carrier;
import io.tollgate.proxy.route.Dispatch;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayTerms;
import io.tollgate.proxy.route.NumberFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What carriers take, and how their gateways are spoken to, in the configuration. */
class DispatchConfigTest {
  private static final String FIELDS =
      "id: fra1, priority: 1, weight: 70, plus: false, strip: 2, prefix: \"0\", setupTimer:"
          + " 1500ms,";
  private static final String CARRIER =
      "  c1:\n    destinations: [Austria, \"49\"]\n    except: [\"4390\", \"49180\"]\n";

  @TempDir private Path folder;

  private TollgateConfig check(String good, String bad) throws ConfigException {
    ConfigFolder files = new ConfigFolder(folder);
    String whole = ConfigFolder.GOOD.replace("id: fra1,", FIELDS).replace("  c1:\n", CARRIER);
    files.write("tollgate.yaml", whole.replace(good, bad));
    return files.check();
  }

  @Test
  void readsThem() throws ConfigException {
    Carrier carrier = check("", "").carriers().getFirst();
    assertThat(carrier.destinations().taken()).containsExactly("43", "49");
    assertThat(carrier.destinations().excepted()).containsExactly("4390", "49180");
    assertThat(carrier.gateways().get(0).dispatch())
        .isEqualTo(new Dispatch(1, 70, new NumberFormat(false, 2, "0"), Duration.ofMillis(1500)));
    assertThat(carrier.gateways().get(1).dispatch()).isEqualTo(Dispatch.DEFAULT);
  }

  /** Whose headers are believed, and which are sent: agreed with a carrier, or for one gateway. */
  @Test
  void whatIsSaidOfACarrierIsSaidOfItsGatewaysUnlessTheySayOtherwise() throws ConfigException {
    ConfigFolder files = new ConfigFolder(folder);
    files.write(
        "tollgate.yaml",
        ConfigFolder.GOOD
            .replace("  c1:\n", "  c1:\n    trusted: true\n    callerPlus: false\n    nat: auto\n")
            .replace(
                "id: fra1,",
                "id: fra1, trusted: false, redirect: gateways, nat: off, callerPlus: true,"));
    List<Gateway> gateways = files.check().carriers().getFirst().gateways();
    assertThat(gateways.get(0).terms())
        .isEqualTo(new GatewayTerms(Optional.empty(), false, true, Nat.OFF, true));
    assertThat(gateways.get(1).terms())
        .isEqualTo(new GatewayTerms(Optional.empty(), true, false, Nat.AUTO, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "priority: 1, | | gateways[0].weight: gateways share calls within a priority, and it has"
            + " none; add priority: 1",
        "priority: 1, | priority: 0, | gateways[0].priority: 0 is not within 1 and 1000; write a"
            + " number between the two",
        "plus: false, | | gateways[0].prefix: a number that is stripped or prefixed is no E.164;"
            + " write plus: false",
        "\"0\" | \"+\" | gateways[0].prefix: '+' is not a prefix; write up to 16 digits, * and #,"
            + " in quotes",
        "setupTimer: 1500ms | setupTimer: 1m | gateways[0].setupTimer: 1m is not within 200ms and"
            + " 30s; write a duration between the two",
        "plus: false, | 'plus: false, callerPlus: 1,' | gateways[0].callerPlus: it is a number, not"
            + " true or false; write carriers.c1.gateways[0].callerPlus: true",
        "plus: false, | 'plus: false, trusted: perhaps,' | gateways[0].trusted: it is a text, not"
            + " true or false; write carriers.c1.gateways[0].trusted: true",
        "plus: false, | 'plus: false, redirect: always,' | gateways[0].redirect: 'always' is none"
            + " of the choices; write gateways or never",
        "Austria | Atlantis | destinations[0]: 'Atlantis' is neither a prefix nor a country; write"
            + " \"43664\" or Austria",
        "\"4390\" | Austria | except[0]: 43 is among the destinations; take it out of one list"
      })
  void mistakesAreToldInOneLine(String good, String bad, String error) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> check(good, bad == null ? "" : bad))
        .withMessageEndingWith(": carriers.c1." + error);
  }
}
