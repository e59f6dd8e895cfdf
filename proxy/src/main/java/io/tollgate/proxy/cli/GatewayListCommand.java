package io.tollgate.proxy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows the gateways of a running edge and how they do. */
@Command(
    name = "list",
    description = "List a running edge's gateways, address by address, and how each of them does.",
    mixinStandardHelpOptions = true)
final class GatewayListCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String LINE = "%-24s %-36s %-11s %8s %8s  %s";

  private final Cli.Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private AdminClient server;

  GatewayListCommand(Cli.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      AdminClient.Answer gateways = server.send("GET", "/v1/gateways", surroundings.environment());
      AdminClient.Answer pops = server.send("GET", "/v1/pops", surroundings.environment());
      for (AdminClient.Answer answer : List.of(gateways, pops)) {
        if (!answer.isGood()) {
          return fail("the edge answered " + answer.status());
        }
      }
      show(
          JSON.readTree(gateways.body()).path("gateways"), JSON.readTree(pops.body()).path("pops"));
      return 0;
    } catch (IOException e) {
      return fail(e.getMessage());
    } catch (JacksonException e) {
      return fail("what answers there is no edge");
    }
  }

  private void show(JsonNode gateways, JsonNode pops) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(LINE.formatted("gateway", "address", "state", "calls", "failed", "OPTIONS ms"));
    for (JsonNode gateway : gateways) {
      show(text(gateway, "carrier") + "/" + text(gateway, "gateway"), gateway, out);
    }
    for (JsonNode pop : pops) {
      if (!pop.path("home").asBoolean()) {
        show("pop/" + text(pop, "pop"), pop, out);
      }
    }
    out.flush();
  }

  private static void show(String name, JsonNode peer, PrintWriter out) {
    if (peer.path("addresses").isEmpty()) {
      out.println("%-24s %s: %s".formatted(name, text(peer, "uri"), text(peer, "problem")));
    }
    for (JsonNode at : peer.path("addresses")) {
      out.println(
          LINE.formatted(
                  name,
                  text(at, "address"),
                  peer.path("drained").asBoolean() ? "drained" : state(text(at, "breaker")),
                  at.path("attempts").asLong(),
                  at.path("failed").asLong(),
                  text(at, "roundTripMillis"))
              .stripTrailing());
    }
  }

  /** An operator asks whether it takes calls; that a breaker is closed tells him the contrary. */
  private static String state(String breaker) {
    return switch (breaker) {
      case "closed" -> "takes calls";
      case "open" -> "paused";
      case "half-open" -> "on trial";
      default -> breaker;
    };
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  private int fail(String why) {
    spec.commandLine().getErr().println("tollgate gateway list: " + why);
    return Cli.FAILED;
  }
}
