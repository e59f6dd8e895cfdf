package io.tollgate.scenarios;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.SippRuns;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Decks that are replaced while calls come in, on a small scale. */
@Order(8)
class DeckSwapTest {
  @RegisterExtension static final Edge edge = Edge.with(DeckSwapLoad::config);
  @RegisterExtension final SippRuns sipp = new SippRuns();

  @Test
  void noCallIsLostAndEveryPriceIsThatOfItsVersion() {
    new DeckSwapLoad(20_000, 50, 500, Duration.ofSeconds(5)).run(edge, sipp);
  }
}
