package io.tollgate.proxy.config;

import io.tollgate.proxy.call.CallSettings;
import io.tollgate.proxy.deck.DeckLoader;
import io.tollgate.proxy.deck.LoadedDeck;
import io.tollgate.proxy.demo.DemoSettings;
import io.tollgate.proxy.http.HttpSettings;
import io.tollgate.proxy.route.Carrier;
import io.tollgate.proxy.route.FailoverPolicy;
import io.tollgate.proxy.route.NumberDirectory;
import io.tollgate.proxy.route.pop.PopSettings;
import io.tollgate.proxy.sip.ListenSettings;
import io.tollgate.proxy.sip.SipSettings;
import io.tollgate.proxy.store.StoreSettings;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.DigestAlgorithm;
import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.TrunkDirectory;
import io.tollgate.rating.number.DialPlan;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads a configuration file, whole or not at all: the first mistake in it is the exception's
 * message.
 *
 * <p>Strict: a field that is not known is an error, and so is one that would have no effect. Reads
 * files (itself, lists, decks, passwords) and nothing else: no name is looked up, no port tried.
 */
public final class ConfigLoader {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String[] SECTIONS = {
    "node",
    "pops",
    "geo",
    "steering",
    "listen",
    "loops",
    "connections",
    "tls",
    "http",
    "realm",
    "digest",
    "lists",
    "decks",
    "dialPlans",
    "accounts",
    "trunks",
    "carriers",
    "dns",
    "failover",
    "routing",
    "numbers",
    "registration",
    "calls",
    "abuse",
    "overload",
    "store",
    "demo"
  };
  private static final String[] NODE = {"id", "pop", "data", "watch"};

  private final Function<String, String> environment;
  private final SecureRandom random = new SecureRandom();

  /** Of the last reading that ended well; one reading at a time makes the most of it. */
  private volatile Rereading.Known known = Rereading.Known.NOTHING;

  /**
   * A loader.
   *
   * @param environment the value of an environment variable, or null; {@code System::getenv}
   */
  public ConfigLoader(Function<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads the configuration for a start. Secrets that have to be made are made and kept.
   *
   * @param announce is told each new secret, once it is kept
   */
  public TollgateConfig load(Path file, Consumer<? super GeneratedSecret> announce)
      throws ConfigException {
    Candidate candidate = read(file, DeckLoader.FROM_FILE);
    candidate.keep().forEach(announce);
    return candidate.config();
  }

  /** Reads the configuration to see whether it is right. Writes nothing. */
  public TollgateConfig check(Path file) throws ConfigException {
    return read(file, DeckLoader.FROM_FILE).config();
  }

  /**
   * Reads the configuration. Writes nothing yet.
   *
   * @param decks reads decks, or has them
   */
  Candidate read(Path file, DeckLoader decks) throws ConfigException {
    return read(new Reading(file, decks, Optional.empty()));
  }

  /** The same with a change to what was put over HTTP. Writes nothing yet. */
  Candidate read(Path file, DeckLoader decks, ConfigEdit edit) throws ConfigException {
    return read(new Reading(file, decks, Optional.of(edit)));
  }

  private Candidate read(Reading reading) throws ConfigException {
    try {
      Candidate candidate = reading.candidate();
      known = reading.rereading.known();
      return candidate;
    } catch (ConfigException e) {
      throw e.after(reading.lookedAt);
    }
  }

  /** One pass over one file, section by section, so that references lead back. */
  private final class Reading {
    private final Path folder;
    private final DeckLoader deckLoader;
    private final Field root;
    private final Section file;
    private final Set<Path> lookedAt = new LinkedHashSet<>();
    private final Rereading rereading = new Rereading(known, Instant.now());
    private final NodeSettings node;
    private final boolean edited;
    private final Optional<String> newPassword;
    private final Provisioned provisioned;
    private final Map<String, Optional<Place>> places;

    Reading(Path path, DeckLoader deckLoader, Optional<ConfigEdit> edit) throws ConfigException {
      this.folder = Paths.folderOf(path);
      this.deckLoader = deckLoader;
      this.edited = edit.isPresent();
      Field written = YamlReader.read(path, rereading);
      this.node = node(section(written, written.section(SECTIONS), "node", NODE));
      Provisioned kept = Provisioned.read(node.data(), rereading);
      this.newPassword = edit.flatMap(change -> kept.newPasswordFor(change, written));
      this.provisioned = edit.isPresent() ? kept.after(edit.get(), written) : kept;
      this.places = provisioned.places(written);
      this.root = provisioned.over(written);
      this.file = root.section(SECTIONS);
    }

    Candidate candidate() throws ConfigException {
      DigestSettings digest = digest(section("digest", "algorithms", "nonceLife"));
      Section calls = section("calls", "noAnswer", "maxDuration", "sessionTimer");
      SipSettings sip = sip(digest.realm(), node, calls);
      SecretReader secrets = new SecretReader(folder, environment, lookedAt::add);
      GeneratedSecrets generated =
          new GeneratedSecrets(
              new CredentialsFile(node.data(), newPassword, random),
              new TokensFile(node.data(), random));
      HttpSettings http =
          new HttpReader(secrets, generated.tokens())
              .read(section("http", "bind", "token", "readToken"));
      Optional<DemoSettings> demo = demo(sip.listen());
      Map<String, LoadedDeck> decks = DecksReader.read(names("decks"), folder, deckLoader);
      AddressLists lists =
          new ListsReader(folder, places.keySet(), lookedAt::add, rereading).read(names("lists"));
      RoutingReader routing =
          new RoutingReader(
              section("routing", "order", "allowLoss", "callLength", "qualityWindow"));
      Map<String, Account> accounts = TrunksReader.accounts(names("accounts"), decks, routing);
      DigestUserReader users = new DigestUserReader(digest, secrets, generated.passwords());
      Map<String, DialPlan> dialPlans = DialPlansReader.read(names("dialPlans"));
      TrunkDirectory trunks =
          TrunksReader.trunks(
              names("trunks"),
              accounts,
              new RecognitionReader(lists, sip.listen()),
              dialPlans,
              users,
              routing);
      PopSettings pops =
          new PopsReader(folder, secrets)
              .read(
                  names("pops"),
                  names("geo"),
                  file.find("steering"),
                  node.pop(),
                  root.nearest("node.pop"));
      FailoverPolicy failover = FailoverReader.read(file.find("failover"), FailoverPolicy.DEFAULT);
      CarriersReader gateways =
          new CarriersReader(
              demo,
              sip.listen(),
              secrets,
              decks,
              new DispatchReader(failover, pops.names()),
              new InboundTermsReader(digest, secrets));
      List<Carrier> carriers = gateways.read(names("carriers"));
      InboundTermsReader.refuseMistakable(names("carriers"), carriers, trunks);
      RoutingReader.refuseIdle(root, trunks.trunks(), carriers);
      NumberDirectory numbers =
          NumbersReader.read(
              file.find("numbers"), new ContactsReader(gateways).read(names("trunks"), trunks));
      TollgateConfig config =
          new TollgateConfig(
              node,
              pops,
              sip,
              http,
              digest,
              lists.blocks(),
              List.copyOf(decks.values()),
              List.copyOf(accounts.values()),
              trunks,
              carriers,
              routing.settings(),
              numbers,
              DnsReader.read(section("dns", "servers", "timeout", "keep")),
              RegistrationReader.read(
                  section(
                      "registration", "minExpires", "defaultExpires", "maxExpires", "contacts")),
              calls(calls),
              AbuseReader.read(section("abuse", "bans", "firstBan", "longestBan")),
              store(section("store", "file"), node),
              demo,
              new TollgateConfig.Source(root, lookedAt, lists.ofFiles(), places));
      return new Candidate(config, generated, edited ? Optional.of(provisioned) : Optional.empty());
    }

    /** A section that may be left out. */
    private Section section(String name, String... known) throws ConfigException {
      return section(root, file, name, known);
    }

    private static Section section(Field root, Section file, String name, String... known)
        throws ConfigException {
      Field field = file.find(name).orElse(absent(root, name));
      return field.section(known);
    }

    /** Named things, of which there may be none. */
    private Field names(String name) {
      return file.find(name).orElse(absent(root, name));
    }

    private static Field absent(Field root, String name) {
      return root.at(name, new Node.Member(root.place().line(), new Node.Mapping(1, Map.of())));
    }

    private NodeSettings node(Section section) throws ConfigException {
      Optional<Field> id = section.find("id");
      Optional<Field> pop = section.find("pop");
      Optional<Field> data = section.find("data");
      Optional<Field> watch = section.find("watch");
      return new NodeSettings(
          id.isPresent() ? id.get().name() : "edge1",
          pop.isPresent() ? pop.get().name() : "",
          data.isPresent() ? Paths.in(folder, data.get()) : Path.of("data"),
          watch.isEmpty() || watch.get().flag());
    }

    private DigestSettings digest(Section section) throws ConfigException {
      Optional<Field> realm = file.find("realm");
      Optional<Field> life = section.find("nonceLife");
      return new DigestSettings(
          realm.isPresent()
              ? realm.get().parse(DigestSettings::requireRealm)
              : DigestSettings.DEFAULT_REALM,
          algorithms(section.find("algorithms")),
          life.isPresent()
              ? life.get().duration(SECOND, Duration.ofHours(1))
              : DigestSettings.DEFAULT_NONCE_LIFE);
    }

    private static List<DigestAlgorithm> algorithms(Optional<Field> field) throws ConfigException {
      if (field.isEmpty()) {
        return DigestSettings.DEFAULT_ALGORITHMS;
      }
      List<DigestAlgorithm> algorithms = new ArrayList<>();
      for (Field item : field.get().someItems()) {
        DigestAlgorithm algorithm =
            item.parse(
                text ->
                    DigestAlgorithm.ofToken(text)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "'%s' is no algorithm; write MD5, SHA-256 or SHA-512-256"
                                        .formatted(text))));
        if (algorithms.contains(algorithm)) {
          throw item.wrong(algorithm.token() + " is offered twice", "take one out");
        }
        algorithms.add(algorithm);
      }
      return algorithms;
    }

    private SipSettings sip(String realm, NodeSettings node, Section calls) throws ConfigException {
      CertificatesReader certificates = new CertificatesReader(folder);
      Field listen = file.need("listen", "[{transport: udp, bind: 127.0.0.1:5060}]");
      Optional<Field> loops = file.find("loops");
      return new SipSettings(
          new ListenReader(certificates, node.data().resolve("tls")).read(listen),
          loops.isPresent() ? loops.get().wholeNumber(0, 256) : 0,
          realm,
          SessionTimerReader.read(calls.find("sessionTimer")),
          ConnectionsReader.read(section("connections", ConnectionsReader.FIELDS)),
          certificates.client(section("tls", "authorities", "certificate", "key")),
          OverloadReader.read(file.find("overload")));
    }

    private static InetSocketAddress loopback(Field bind, String example) throws ConfigException {
      InetSocketAddress address = bind.parse(Addresses::bind);
      if (!address.getAddress().isLoopbackAddress()) {
        throw bind.wrong(
            "anybody who reaches " + bind.text() + " could use it",
            "write a loopback address such as " + example);
      }
      return address;
    }

    private Optional<DemoSettings> demo(List<ListenSettings> listen) throws ConfigException {
      if (file.find("demo").isEmpty()) {
        return Optional.empty();
      }
      Section section = section("demo", "bind", "ringFor");
      Field bind = section.need("bind", "127.0.0.1:5080");
      InetSocketAddress address = loopback(bind, "127.0.0.1:5080");
      if (address.getPort() == 0 || listen.stream().anyMatch(p -> p.bind().equals(address))) {
        throw bind.wrong("its port is not its own", "write a port that nothing else listens at");
      }
      Optional<Field> ringFor = section.find("ringFor");
      return Optional.of(
          new DemoSettings(
              address,
              ringFor.isPresent()
                  ? ringFor.get().duration(Duration.ZERO, Duration.ofMinutes(10))
                  : Duration.ofSeconds(2)));
    }

    private static CallSettings calls(Section section) throws ConfigException {
      Optional<Field> noAnswer = section.find("noAnswer");
      Optional<Field> maxDuration = section.find("maxDuration");
      return new CallSettings(
          noAnswer.isPresent()
              ? noAnswer.get().duration(SECOND, Duration.ofMinutes(10))
              : CallSettings.DEFAULT.noAnswer(),
          maxDuration.isPresent()
              ? maxDuration.get().duration(SECOND, Duration.ofHours(24))
              : CallSettings.DEFAULT.maxDuration());
    }

    private StoreSettings store(Section section, NodeSettings node) throws ConfigException {
      Optional<Field> store = section.find("file");
      return new StoreSettings(
          store.isPresent() ? Paths.in(folder, store.get()) : node.data().resolve("tollgate.db"));
    }
  }
}
