package io.tollgate.proxy.cli;

import io.tollgate.proxy.config.ConfigException;
import io.tollgate.proxy.config.ConfigLoader;
import io.tollgate.proxy.config.TollgateConfig;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.number.DialledNumber;
import io.tollgate.rating.number.E164;
import io.tollgate.rating.number.NumberFacts;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says step by step what a trunk's dial plan makes of a number. */
@Command(
    name = "number",
    description = {
      "Read a number as a trunk dials it, and say each step of its dial plan.",
      "Exit code 1 where the plan refuses it. Whether a call there would be let through is for"
          + " tollgate route to say."
    },
    mixinStandardHelpOptions = true)
final class NumberCommand implements Callable<Integer> {
  private static final String LINE = "%-44s %s%n";

  private final Cli.Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOption config;

  @Mixin private TrunkOption trunk;

  @Parameters(
      paramLabel = "NUMBER",
      description = "As it is dialled: 0044…, \"(0664) 123 45\", \"1234;phone-context=+43\".")
  private String dialled;

  NumberCommand(Cli.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws ConfigException {
    TollgateConfig read =
        new ConfigLoader(surroundings.environment()).check(config.file(surroundings.property()));
    Trunk dialler = trunk.in(read, spec.commandLine());
    PrintWriter out = spec.commandLine().getOut();
    out.printf(LINE, "received", dialled);
    String user = DialledText.of(dialled);
    String called = dialler.recognition().called().dialled(user);
    if (!called.equals(user)) {
      out.printf(LINE, "the trunk's prefix left out", called);
    }
    DialledNumber number =
        dialler.dialPlan().read(called, (step, text) -> out.printf(LINE, step, text));
    out.flush();
    return switch (number) {
      case DialledNumber.Number(E164 e164) -> {
        out.printf(LINE, "number", e164 + ": " + NumberFacts.of(e164));
        out.flush();
        yield 0;
      }
      case DialledNumber.Code(String code, E164 priced, boolean emergency) -> {
        String kind = emergency ? "emergency number" : "short code";
        out.printf(LINE, kind, code + ", priced as " + priced);
        out.flush();
        yield 0;
      }
      case DialledNumber.Barred(String reason) -> refused(reason);
      case DialledNumber.Unreadable(String reason) -> refused(reason);
    };
  }

  private int refused(String why) {
    spec.commandLine().getErr().println("tollgate number: " + why);
    return Cli.FAILED;
  }
}
