package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CarrierCurrencyTest {
  @TempDir private Path folder;
  private ConfigFolder files;

  @BeforeEach
  void write() {
    files = new ConfigFolder(folder);
    files.write("decks/wholesale.csv", "destination,rate\n43,0.0100\n");
  }

  @Test
  void warnsOfACarrierWhoseCostCannotBeComparedWithWhatIsPaid() throws ConfigException {
    carrierIn("EUR");
    assertThat(files.check().warnings())
        .containsExactly(
            files.file
                + ":25: carriers.c1.deck: it is in EUR, and others pay in other currencies, such as"
                + " acme (USD): for their calls it comes last in least-cost and is taken at any"
                + " loss");
  }

  @Test
  void saysNothingWhereAllAreInOneCurrency() throws ConfigException {
    carrierIn("USD");
    assertThat(files.check().warnings()).isEmpty();
  }

  private void carrierIn(String currency) {
    String file =
        ConfigFolder.GOOD
            .replace(
                "accounts:\n",
                "  wholesale: {file: decks/wholesale.csv, currency: " + currency + "}\naccounts:\n")
            .replace("  c1:\n", "  c1:\n    deck: wholesale\n");
    files.write("tollgate.yaml", file);
  }
}
