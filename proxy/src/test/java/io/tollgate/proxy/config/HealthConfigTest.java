package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.health.BreakerSettings;
import io.tollgate.proxy.route.health.HealthSettings;
import io.tollgate.proxy.route.health.ProbeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the health of gateways is watched, in the configuration. */
class HealthConfigTest {
  private static final String OF_CARRIER =
      "  c1:\n"
          + "    probe: {interval: 20s, jitter: 10, timeout: 1s}\n"
          + "    breaker: {failures: 5, pause: 15s, longestPause: 10m}\n";
  private static final String OF_GATEWAY = "probe: off, breaker: {pause: 5s},";

  @TempDir private Path folder;

  private List<Gateway> check(String good, String bad) throws ConfigException {
    ConfigFolder files = new ConfigFolder(folder);
    String whole =
        ConfigFolder.GOOD
            .replace("id: fra1,", "id: fra1, " + OF_GATEWAY)
            .replace("  c1:\n", OF_CARRIER);
    files.write("tollgate.yaml", whole.replace(good, bad));
    return files.check().carriers().getFirst().gateways();
  }

  @Test
  void aGatewaySaysItOverItsCarrier() throws ConfigException {
    List<Gateway> gateways = check("", "");
    assertThat(gateways.get(0).health())
        .isEqualTo(
            new HealthSettings(
                new BreakerSettings(5, Duration.ofSeconds(5), Duration.ofMinutes(10)),
                Optional.empty()));
    assertThat(gateways.get(1).health())
        .isEqualTo(
            new HealthSettings(
                new BreakerSettings(5, Duration.ofSeconds(15), Duration.ofMinutes(10)),
                Optional.of(new ProbeSettings(Duration.ofSeconds(20), 10, Duration.ofSeconds(1)))));
  }

  @Test
  void whoSaysNothingIsWatchedByItsCallsAlone() throws ConfigException {
    assertThat(new ConfigFolder(folder).check().carriers().getFirst().gateways())
        .extracting(Gateway::health)
        .containsOnly(HealthSettings.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timeout: 1s | timeout: 20s | probe.timeout: an answer could come after the next question;"
            + " make timeout shorter than interval",
        "interval: 20s | interval: 10ms | probe.interval: 10ms is not within 500ms and 1h; write a"
            + " duration between the two",
        "jitter: 10 | jitter: 51 | probe.jitter: 51 is not within 0 and 50; write a number between"
            + " the two",
        "probe: off | probe: on | gateways[0].probe: 'on' says nothing; write off, or {interval:"
            + " 30s, timeout: 2s}",
        "failures: 5 | failures: 0 | breaker.failures: 0 is not within 1 and 1000; write a number"
            + " between the two",
        "longestPause: 10m | longestPause: 14s | breaker.longestPause: pauses could only become"
            + " shorter; make longestPause at least as long as pause",
        "{pause: 5s} | {pase: 5s} | gateways[0].breaker.pase: there is no such field; did you mean"
            + " pause?"
      })
  void mistakesAreToldInOneLine(String good, String bad, String error) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> check(good, bad))
        .withMessageEndingWith(": carriers.c1." + error);
  }
}
