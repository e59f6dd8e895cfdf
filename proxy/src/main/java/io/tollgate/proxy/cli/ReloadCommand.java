package io.tollgate.proxy.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Has a running edge read its configuration again, and says what came of it. */
@Command(
    name = "reload",
    description = {
      "Have a running edge read its configuration again.",
      "Trunks, lists, passwords, limits, carriers and price lists change while calls run; calls"
          + " that are up keep what they have.",
      "A mistake is told with its place, and then nothing has changed."
    },
    mixinStandardHelpOptions = true)
final class ReloadCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Cli.Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private AdminClient server;

  ReloadCommand(Cli.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    AdminClient.Answer answer;
    try {
      answer = server.send("POST", "/v1/reload", surroundings.environment());
    } catch (IOException e) {
      spec.commandLine().getErr().println("tollgate reload: " + e.getMessage());
      return Cli.FAILED;
    }
    JsonNode json = parsed(answer.body());
    if (answer.isGood()) {
      List<String> changed = new ArrayList<>();
      json.path("changed").forEach(field -> changed.add(field.asString()));
      spec.commandLine()
          .getOut()
          .println(changed.isEmpty() ? "no change" : "changed: " + String.join(", ", changed));
      json.path("made").forEach(this::show);
      return 0;
    }
    String error = json.path("error").asString("the edge answered " + answer.status());
    spec.commandLine().getErr().println(error);
    boolean isTheFiles = answer.status() == 422 || answer.status() == 409;
    return isTheFiles ? Cli.WRONG : Cli.FAILED;
  }

  /** The only time that anybody sees it. */
  private void show(JsonNode made) {
    spec.commandLine()
        .getOut()
        .printf("made for %s: %s%n", made.path("field").asString(), made.path("secret").asString());
  }

  /** What is no JSON has no fields. */
  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      return JSON.createObjectNode();
    }
  }
}
