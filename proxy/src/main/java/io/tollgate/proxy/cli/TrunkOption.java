package io.tollgate.proxy.cli;

import io.tollgate.proxy.config.Suggestion;
import io.tollgate.proxy.config.TollgateConfig;
import io.tollgate.proxy.trunk.Trunk;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The trunk whose call a command is about. */
final class TrunkOption {
  @Option(names = "--trunk", paramLabel = "TRUNK", required = true, description = "Who calls.")
  private String name;

  String name() {
    return name;
  }

  /**
   * The trunk.
   *
   * @throws ParameterException where the configuration has none of that name
   */
  Trunk in(TollgateConfig config, CommandLine command) {
    List<Trunk> trunks = config.trunks().trunks();
    return trunks.stream()
        .filter(known -> known.id().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    command,
                    "there is no trunk '"
                        + name
                        + "'"
                        + Suggestion.forName(name, trunks.stream().map(Trunk::id).toList())
                            .map(near -> " (did you mean " + near + "?)")
                            .orElse("")));
  }
}
