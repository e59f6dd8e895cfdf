package io.tollgate.proxy.cli;

import io.tollgate.proxy.call.RouteExplainer;
import io.tollgate.proxy.call.RoutePlaces;
import io.tollgate.proxy.call.RouteQuestion;
import io.tollgate.proxy.config.ConfigException;
import io.tollgate.proxy.config.ConfigLoader;
import io.tollgate.proxy.config.TollgateConfig;
import io.tollgate.proxy.deck.LoadedDeck;
import io.tollgate.proxy.http.route.RouteJson;
import io.tollgate.proxy.route.Carrier;
import io.tollgate.proxy.route.CarrierDecks;
import io.tollgate.proxy.route.GatewayBook;
import io.tollgate.proxy.route.GatewayStates;
import io.tollgate.proxy.route.RouteSelector;
import io.tollgate.proxy.route.pop.PopSelector;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.deck.RateDecks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says where a call would go, and why, without placing it. */
@Command(
    name = "route",
    description = {
      "Say where a call would go, and why, without placing it.",
      "Shown are the steps of its number, its price, its point of presence, and the gateways in the"
          + " order in which they would be tried, with their cost and why others are left out.",
      "It goes by the configuration alone or, with --server, by a running edge, which knows what is"
          + " full, failed or drained.",
      "Exit code 1 where the call would be refused."
    },
    mixinStandardHelpOptions = true)
final class RouteCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Cli.Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOption config;
  @Mixin private AdminClient server;

  @Mixin private TrunkOption trunk;

  @Option(
      names = "--to",
      paramLabel = "NUMBER",
      required = true,
      description = "The called number as it is dialled: +436641234567, 0044…")
  private String to;

  @Option(
      names = "--from",
      paramLabel = "NUMBER",
      description = "The caller's number; without it he hides it.")
  private Optional<String> from;

  @Option(
      names = "--source",
      paramLabel = "ADDRESS",
      description = "Where he calls from: 198.51.100.7. Default: from this node's place.")
  private Optional<String> source;

  RouteCommand(Cli.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws ConfigException, InterruptedException {
    Optional<InetAddress> address = source.map(this::address);
    try {
      boolean live = spec.commandLine().getParseResult().hasMatchedOption("--server");
      JsonNode route = live ? ask() : JSON.readTree(explain(address));
      new RouteText(route, spec.commandLine().getOut()).print();
      if (route.path("refusedAs").isNull()) {
        return 0;
      }
      return fail(route.path("refusedAs").asString() + ": " + route.path("why").asString());
    } catch (IOException e) {
      return fail(e.getMessage());
    }
  }

  private JsonNode ask() throws IOException, InterruptedException {
    StringBuilder path = new StringBuilder("/v1/route?trunk=").append(encoded(trunk.name()));
    path.append("&to=").append(encoded(DialledText.of(to)));
    from.map(DialledText::of).ifPresent(number -> path.append("&from=").append(encoded(number)));
    source.ifPresent(text -> path.append("&source=").append(encoded(text)));
    AdminClient.Answer answer = server.send("GET", path.toString(), surroundings.environment());
    try {
      JsonNode json = JSON.readTree(answer.body());
      if (answer.isGood()) {
        return json;
      }
      throw new IOException(json.path("error").asString("the edge answered " + answer.status()));
    } catch (JacksonException e) {
      throw new IOException("the edge answered " + answer.status(), e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String explain(Optional<InetAddress> address) throws ConfigException, IOException {
    TollgateConfig read =
        new ConfigLoader(surroundings.environment()).check(config.file(surroundings.property()));
    Trunk caller = trunk.in(read, spec.commandLine());
    RateDecks decks = new RateDecks();
    read.decks().stream().map(LoadedDeck::deck).forEach(decks::put);
    RouteExplainer explainer =
        new RouteExplainer(
            decks,
            new CarrierDecks(
                id ->
                    read.carriers().stream()
                        .filter(carrier -> carrier.id().equals(id))
                        .findFirst()
                        .flatMap(Carrier::deck),
                decks),
            new RoutePlaces(
                PopSelector.of(read.pops()), read.node().pop(), read.pops().steering()));
    return RouteJson.of(
        explainer.explain(
            new RouteQuestion(
                caller, DialledText.of(to), from.map(DialledText::of), address, Instant.now()),
            new RouteSelector(
                read.carriers(), new GatewayBook(GatewayStates.ALWAYS_USABLE), read.routing()),
            read.numbers(),
            System.nanoTime()));
  }

  private InetAddress address(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw misuse("--source '" + text + "' is not an address such as 198.51.100.7");
    }
  }

  private ParameterException misuse(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  private int fail(String why) {
    spec.commandLine().getErr().println("tollgate route: " + why);
    return Cli.FAILED;
  }
}
