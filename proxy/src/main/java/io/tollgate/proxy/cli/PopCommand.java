package io.tollgate.proxy.cli;

import io.tollgate.proxy.config.ConfigException;
import io.tollgate.proxy.config.ConfigLoader;
import io.tollgate.proxy.route.pop.Pop;
import io.tollgate.proxy.route.pop.PopSelector;
import io.tollgate.proxy.route.pop.PopSettings;
import io.tollgate.proxy.trunk.AddressPrefix;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says where an address is, how far every point of presence is, and which one is nearest. */
@Command(
    name = "pop",
    description = {
      "Say which point of presence is nearest to an address, and how far from it each of them is.",
      "Exit code 1 where the configuration has none, or the database is damaged."
    },
    mixinStandardHelpOptions = true)
final class PopCommand implements Callable<Integer> {
  private final Cli.Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOption config;

  @Parameters(paramLabel = "ADDRESS", description = "Where somebody calls from: 198.51.100.7.")
  private String address;

  PopCommand(Cli.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws ConfigException {
    InetAddress source = source();
    PopSettings settings =
        new ConfigLoader(surroundings.environment())
            .check(config.file(surroundings.property()))
            .pops();
    Optional<PopSelector> selector;
    try {
      selector = PopSelector.of(settings);
    } catch (IOException e) {
      return fail(e.getMessage());
    }
    if (selector.isEmpty()) {
      return fail("the configuration has no pops");
    }
    show(selector.get().select(source), settings);
    return 0;
  }

  private void show(PopSelector.Choice choice, PopSettings settings) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        choice
            .at()
            .map(
                at ->
                    String.format(Locale.ROOT, "at      %.2f, %.2f", at.latitude(), at.longitude()))
            .orElse("at      nobody knows where: it stays with this node"));
    for (Pop pop : settings.pops()) {
      String distance =
          choice
              .at()
              .map(at -> String.format(Locale.ROOT, "%6.0f km", at.kilometresTo(pop.at())))
              .orElse("");
      String mark = pop.equals(choice.pop()) ? "nearest" : "       ";
      out.println("%s %-8s %s".formatted(mark, pop.id(), distance).stripTrailing());
    }
    out.flush();
  }

  private InetAddress source() {
    try {
      AddressPrefix.parse(address);
      return InetAddress.ofLiteral(address);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "'" + address + "' is not an address such as 198.51.100.7", e);
    }
  }

  private int fail(String why) {
    spec.commandLine().getErr().println("tollgate pop: " + why);
    return Cli.FAILED;
  }
}
