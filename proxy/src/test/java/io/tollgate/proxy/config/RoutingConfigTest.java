package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.route.Dispatch;
import io.tollgate.proxy.route.GatewayCaps;
import io.tollgate.proxy.route.RoutingSettings;
import io.tollgate.proxy.trunk.RouteOrder;
import io.tollgate.proxy.trunk.RoutePolicy;
import io.tollgate.proxy.trunk.Trunk;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** Orders, caps and places of gateways in the configuration. */
class RoutingConfigTest extends BadConfig {
  private static final String POPS =
      "pops: {fra: {at: [50.11, 8.68], sip: \"sip:fra.example.net\"}}\n";

  static Stream<Arguments> mistakes() {
    return Stream.of(
        routing(
            "{order: cheapest}",
            "order: 'cheapest' is none of the choices; write least-cost or percentage or priority"
                + " or quality"),
        routing("{order: percentage}", "order: no gateway has a share; add share: 60 to one"),
        routing(
            "{order: least-cost}", "order: no carrier has a deck; add deck to those that differ"),
        routing(
            "{callLength: 2h}",
            "callLength: 2h is not within 1s and 1h; write a duration between the two"),
        routing(
            "{qualityWindow: 5s}",
            "qualityWindow: 5s is not within 1m and 24h; write a duration between the two"),
        Arguments.arguments(
            "cps: 3,",
            "cps: 3, routing: {order: percentage},",
            "tollgate.yaml:19: trunks.hq.routing.order: no gateway has a share; add share: 60 to"
                + " one"),
        gateway("cps: 0", "cps: 0 is not within 1 and 1000000; write a number between the two"),
        gateway(
            "channels: 0",
            "channels: 0 is not within 1 and 1000000; write a number between the two"),
        gateway("share: 101", "share: 101 is not within 0 and 100; write a number between the two"),
        gateway("pop: fra", "pop: there is no pop 'fra'; define it under pops"));
  }

  private static Arguments routing(String said, String error) {
    return Arguments.arguments(
        "loops: 2\n", "loops: 2\nrouting: " + said + "\n", "tollgate.yaml:31: routing." + error);
  }

  private static Arguments gateway(String said, String error) {
    return Arguments.arguments(
        "{id: fra1, ",
        "{id: fra1, " + said + ", ",
        "tollgate.yaml:25: carriers.c1.gateways[0]." + error);
  }

  private void say(Map<String, String> changes) {
    String text = ConfigFolder.GOOD;
    for (Map.Entry<String, String> change : changes.entrySet()) {
      assertThat(text).contains(change.getKey());
      text = text.replace(change.getKey(), change.getValue());
    }
    files.write("tollgate.yaml", text);
  }

  @Test
  void aTrunkSaysMoreThanItsAccountAndThatMoreThanTheFile() throws ConfigException {
    say(
        Map.of(
            "loops: 2\n", "loops: 2\nrouting: {order: quality, callLength: 1m}\n",
            "acme: {deck: demo, cps: 5}", "acme: {deck: demo, routing: {allowLoss: true}}",
            "cps: 3,", "cps: 3, routing: {order: priority},"));
    Map<String, RoutePolicy> policies =
        files.check().trunks().trunks().stream()
            .collect(Collectors.toMap(Trunk::id, Trunk::routePolicy));
    assertThat(policies)
        .containsEntry("hq", new RoutePolicy(RouteOrder.PRIORITY, true))
        .containsEntry("phone", new RoutePolicy(RouteOrder.QUALITY, true));
    assertThat(files.check().routing())
        .isEqualTo(
            new RoutingSettings(Duration.ofMinutes(1), RoutingSettings.DEFAULT.qualityWindow()));
  }

  @Test
  void whereNothingIsSaidItIsByPriorityAndNeverAtALoss() throws ConfigException {
    assertThat(files.check().routing()).isEqualTo(RoutingSettings.DEFAULT);
    assertThat(files.check().trunks().trunks())
        .allMatch(trunk -> trunk.routePolicy().equals(RoutePolicy.DEFAULT));
  }

  @Test
  void gatewaysHaveSharesCapsAndPlaces() throws ConfigException {
    say(
        Map.of(
            "loops: 2\n",
            "loops: 2\n" + POPS,
            "{id: fra1, ",
            "{id: fra1, share: 60, cps: 10, channels: 30, pop: fra, "));
    assertThat(files.check().carriers().getFirst().gateways().getFirst().dispatch())
        .isEqualTo(
            Dispatch.DEFAULT
                .withShare(60)
                .withCaps(new GatewayCaps(OptionalInt.of(10), OptionalInt.of(30)))
                .at("fra"));
  }
}
