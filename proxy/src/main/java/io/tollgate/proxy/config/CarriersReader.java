package io.tollgate.proxy.config;

import io.tollgate.proxy.deck.LoadedDeck;
import io.tollgate.proxy.demo.DemoSettings;
import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.Carrier;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayTerms;
import io.tollgate.proxy.route.GatewayUri;
import io.tollgate.proxy.route.health.HealthSettings;
import io.tollgate.proxy.route.pop.SteeringSettings;
import io.tollgate.proxy.sip.ListenSettings;
import io.tollgate.proxy.trunk.DigestLogin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code carriers}: where calls go. */
final class CarriersReader {
  private static final String DEMO = "demo";

  /** Whether 3xx are followed. */
  private static final Map<String, Boolean> REDIRECT = Map.of("never", false, "gateways", true);

  private final Optional<DemoSettings> demo;
  private final List<ListenSettings> listen;
  private final SecretReader secrets;
  private final Map<String, LoadedDeck> decks;
  private final DispatchReader dispatch;
  private final InboundTermsReader inbound;

  CarriersReader(
      Optional<DemoSettings> demo,
      List<ListenSettings> listen,
      SecretReader secrets,
      Map<String, LoadedDeck> decks,
      DispatchReader dispatch,
      InboundTermsReader inbound) {
    this.demo = demo;
    this.listen = listen;
    this.secrets = secrets;
    this.decks = decks;
    this.dispatch = dispatch;
    this.inbound = inbound;
  }

  List<Carrier> read(Field carriers) throws ConfigException {
    List<Carrier> read = new ArrayList<>();
    for (Map.Entry<String, Field> carrier : carriers.named().entrySet()) {
      if (carrier.getKey().equals(SteeringSettings.CARRIER)) {
        throw carrier.getValue().wrong("records call the other points of presence so", "rename it");
      }
      Section section =
          carrier
              .getValue()
              .section(
                  "gateways",
                  "deck",
                  "trusted",
                  "redirect",
                  "callerPlus",
                  "destinations",
                  "except",
                  "probe",
                  "breaker",
                  "failover",
                  NatReader.FIELD,
                  "inbound");
      Field gateways = section.need("gateways", "[{uri: \"sip:192.0.2.9:5060\"}]");
      GatewayTerms terms = terms(section, GatewayTerms.NONE);
      read.add(
          new Carrier(
              carrier.getKey(),
              gateways(
                  carrier.getKey(),
                  gateways,
                  terms,
                  dispatch.of(section),
                  HealthReader.read(section, HealthSettings.DEFAULT)),
              DispatchReader.destinations(section),
              deck(section),
              inbound.terms(section)));
    }
    return read;
  }

  /** What is said of a carrier, or of one of its gateways in particular. */
  private static GatewayTerms terms(Section section, GatewayTerms unlessSaid)
      throws ConfigException {
    Optional<Field> trusted = section.find("trusted");
    Optional<Field> redirect = section.find("redirect");
    Optional<Field> callerPlus = section.find("callerPlus");
    return new GatewayTerms(
        unlessSaid.login(),
        trusted.isPresent() ? trusted.get().flag() : unlessSaid.trusted(),
        redirect.isPresent() ? redirect.get().choice(REDIRECT) : unlessSaid.mayRedirect(),
        NatReader.read(section, unlessSaid.nat()),
        callerPlus.isPresent() ? callerPlus.get().flag() : unlessSaid.callerPlus());
  }

  private Optional<String> deck(Section section) throws ConfigException {
    Optional<Field> deck = section.find("deck");
    return deck.isPresent()
        ? Optional.of(deck.get().reference("deck", decks).deck().id())
        : Optional.empty();
  }

  private List<Gateway> gateways(
      String carrier,
      Field field,
      GatewayTerms terms,
      DispatchReader dispatches,
      HealthSettings health)
      throws ConfigException {
    List<Gateway> gateways = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Field item : field.someItems()) {
      Section section =
          item.section(
              "id",
              "uri",
              "tlsName",
              "user",
              "password",
              "priority",
              "weight",
              "plus",
              "strip",
              "prefix",
              "setupTimer",
              "share",
              "cps",
              "channels",
              "pop",
              "probe",
              "breaker",
              "trusted",
              "redirect",
              "callerPlus",
              NatReader.FIELD);
      Optional<Field> id = section.find("id");
      String name = id.isPresent() ? id.get().name() : "gw" + (gateways.size() + 1);
      if (!ids.add(name)) {
        throw id.orElse(item)
            .wrong("carrier " + carrier + " has another gateway '" + name + "'", "rename one");
      }
      Field uri = section.need("uri", "\"sip:192.0.2.9:5060\"");
      GatewayTerms own = terms(section, terms).with(login(section));
      gateways.add(
          new Gateway(name, carrier, tlsName(section, uri(uri)), own, dispatches.read(section))
              .watchedAs(HealthReader.read(section, health)));
    }
    return gateways;
  }

  /** What the gateway, or a trunk's contact, is shown where it asks for credentials. */
  Optional<DigestLogin> login(Section section) throws ConfigException {
    Optional<Field> user = section.find("user");
    Optional<Field> password = section.find("password");
    if (user.isEmpty() && password.isEmpty()) {
      return Optional.empty();
    }
    if (user.isEmpty()) {
      throw password.get().wrong("there is no user to it", "add user");
    }
    String name = user.get().parse(DigestLogin::requireUser);
    Field field = section.need("password", "{env: NAME}");
    Optional<String> secret = secrets.read(field, "password");
    if (secret.isEmpty()) {
      throw field.wrong(
          "the carrier gave it, so it cannot be made", "write {env: NAME} or {file: PATH}");
    }
    return Optional.of(new DigestLogin(name, secret.get()));
  }

  /** Where a gateway, or a trunk's contact, is. */
  GatewayUri uri(Field field) throws ConfigException {
    if (field.text().equals(DEMO)) {
      if (demo.isEmpty()) {
        throw field.wrong(
            "there is no demonstration carrier", "add demo: {bind: 127.0.0.1:5080, ringFor: 2s}");
      }
      return new GatewayUri(demo.get().bind(), Transport.UDP);
    }
    GatewayUri uri = field.parse(Addresses::gateway);
    boolean isOpen = uri.name().isPresent() && uri.name().get().transport().isEmpty();
    if (!isOpen && listen.stream().noneMatch(point -> point.transport() == uri.transport())) {
      throw field.wrong(
          "the edge does not speak " + uri.transport().label() + " itself",
          "add a listen entry with transport: " + uri.transport().label());
    }
    if (listen.stream().anyMatch(point -> isAt(point, uri))) {
      throw field.wrong("this edge listens there itself", "write the carrier's address");
    }
    return uri;
  }

  private static boolean isAt(ListenSettings point, GatewayUri uri) {
    return point.transport() == uri.transport() && point.bind().equals(uri.address());
  }

  /** The same with the name that its certificate must be for, where one is given. */
  static GatewayUri tlsName(Section section, GatewayUri uri) throws ConfigException {
    Optional<Field> name = section.find("tlsName");
    if (name.isEmpty()) {
      return uri;
    }
    boolean isOpen = uri.name().isPresent() && uri.name().get().transport().isEmpty();
    if (!isOpen && uri.transport() != Transport.TLS) {
      throw name.get().wrong("the gateway does not speak tls", "add ;transport=tls to its uri");
    }
    String host = name.get().parse(Addresses::advertised).host();
    return uri.certifiedAs(host);
  }
}
