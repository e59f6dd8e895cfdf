package io.tollgate.scenarios;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.SippRuns;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Decks of a million rows that are replaced while three hundred calls a second come in. It tells
 * how long answers took: nothing else runs meanwhile, and the JVM compiles as it does in service.
 */
@Tag("full")
@Isolated
class MillionRowDeckSwapTest {
  @RegisterExtension
  static final Edge edge = Edge.with(DeckSwapLoad::config, Map.of("TOLLGATE_JAVA_OPTS", ""));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  @Test
  void noCallIsLostAndEveryPriceIsThatOfItsVersion() {
    new DeckSwapLoad(1_000_000, 300, 12_000, Duration.ofSeconds(30)).run(edge, sipp);
  }
}
