package io.tollgate.proxy.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps new calls from a gateway of a running edge, or lets them through again. */
abstract class GatewayDrainCommand implements Callable<Integer> {
  private static final String NAME = "[A-Za-z0-9._-]{1,64}/[A-Za-z0-9._-]{1,64}";

  private final Cli.Surroundings surroundings;
  private final String what;
  private final String done;

  @Spec private CommandSpec spec;
  @Mixin private AdminClient server;

  @Parameters(
      paramLabel = "CARRIER/GATEWAY",
      description = "As `gateway list` has it: c1/fra1. For another point of presence: pop/gru.")
  private String gateway;

  /** Keeps them away. */
  @Command(
      name = "drain",
      description = {
        "Keep new calls from a gateway; those that are up go on.",
        "It holds until undrain, also when the edge is started anew."
      },
      mixinStandardHelpOptions = true)
  static final class Drain extends GatewayDrainCommand {
    Drain(Cli.Surroundings surroundings) {
      super(surroundings, "drain", "gets no new calls");
    }
  }

  /** Lets them through. */
  @Command(
      name = "undrain",
      description = "Let calls through again to a gateway that was drained.",
      mixinStandardHelpOptions = true)
  static final class Undrain extends GatewayDrainCommand {
    Undrain(Cli.Surroundings surroundings) {
      super(surroundings, "undrain", "gets calls again");
    }
  }

  private GatewayDrainCommand(Cli.Surroundings surroundings, String what, String done) {
    this.surroundings = surroundings;
    this.what = what;
    this.done = done;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!gateway.matches(NAME)) {
      throw new ParameterException(
          spec.commandLine(), "'" + gateway + "' does not name a carrier and its gateway: c1/fra1");
    }
    try {
      AdminClient.Answer answer =
          server.send("POST", "/v1/gateways/" + gateway + "/" + what, surroundings.environment());
      return switch (answer.status()) {
        case 200 -> {
          spec.commandLine().getOut().println(gateway + " " + done);
          yield 0;
        }
        case 401 -> fail("the edge wants its http.token: --token-file, or TOLLGATE_ADMIN_TOKEN");
        case 403 -> fail("the token is for reading only; this needs http.token");
        case 404 -> fail("the edge has no gateway " + gateway);
        default -> fail("the edge answered " + answer.status());
      };
    } catch (IOException e) {
      return fail(e.getMessage());
    }
  }

  private int fail(String why) {
    spec.commandLine().getErr().println("tollgate gateway " + what + ": " + why);
    return Cli.FAILED;
  }
}
