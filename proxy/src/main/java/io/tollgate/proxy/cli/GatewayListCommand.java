package io.tollgate.proxy.cli;

import java.io.IOException;
import java.io.PrintWriter;
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
  private static final String LINE = "%-24s %-36s %-10s %8s %8s  %s";

  private final Cli.Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private AdminClient server;

  GatewayListCommand(Cli.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      AdminClient.Answer answer = server.send("GET", "/v1/gateways", surroundings.environment());
      if (!answer.isGood()) {
        return fail("the edge answered " + answer.status());
      }
      show(JSON.readTree(answer.body()).path("gateways"));
      return 0;
    } catch (IOException e) {
      return fail(e.getMessage());
    } catch (JacksonException e) {
      return fail("what answers there is no edge");
    }
  }

  private void show(JsonNode gateways) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(LINE.formatted("gateway", "address", "state", "calls", "failed", "OPTIONS ms"));
    for (JsonNode gateway : gateways) {
      String name = text(gateway, "carrier") + "/" + text(gateway, "gateway");
      if (gateway.path("addresses").isEmpty()) {
        out.println("%-24s %s: %s".formatted(name, text(gateway, "uri"), text(gateway, "problem")));
      }
      for (JsonNode at : gateway.path("addresses")) {
        out.println(
            LINE.formatted(
                    name,
                    text(at, "address"),
                    gateway.path("drained").asBoolean() ? "drained" : text(at, "breaker"),
                    at.path("attempts").asLong(),
                    at.path("failed").asLong(),
                    text(at, "roundTripMillis"))
                .stripTrailing());
      }
    }
    out.flush();
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  private int fail(String why) {
    spec.commandLine().getErr().println("tollgate gateway list: " + why);
    return Cli.FAILED;
  }
}
