package io.tollgate.proxy.config;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.sip.ListenSettings;
import io.tollgate.proxy.trunk.AmbiguousTrunksException;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.Narrowing;
import io.tollgate.proxy.trunk.Recognition;
import io.tollgate.proxy.trunk.Recognition.CalledPrefixes;
import io.tollgate.proxy.trunk.Recognition.Source;
import io.tollgate.proxy.trunk.Trunk;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what shows that a request is a trunk's, beside its credentials. */
final class RecognitionReader {
  /** The fields of a trunk that are read here. */
  static final List<String> FIELDS =
      List.of("lists", "only", "certificate", "hosts", "fromDomains", "called");

  private static final Pattern CALLED_PREFIX = Pattern.compile("[+]?[0-9A-Za-z*#]{1,32}");
  private static final int LAST_PORT = 65_535;

  private final AddressLists lists;
  private final List<ListenSettings> listen;

  /**
   * A reader.
   *
   * @param lists the address lists
   * @param listen where the edge listens
   */
  RecognitionReader(AddressLists lists, List<ListenSettings> listen) {
    this.lists = lists;
    this.listen = listen;
  }

  Recognition read(Section trunk, AuthMode auth) throws ConfigException {
    if (!auth.wantsAddress()) {
      refuse(trunk, auth, "remove it, or write auth: both", "lists");
    }
    if (auth.wantsCredentials()) {
      refuse(
          trunk,
          auth,
          "remove it, its user tells it apart; or write auth: list",
          "fromDomains",
          "called");
    }
    Optional<Field> only = trunk.find("only");
    Narrowing narrowing =
        only.isPresent()
            ? narrowing(only.get().section("port", "transport", "listen"))
            : Narrowing.NONE;
    Optional<Field> certificate = trunk.find("certificate");
    return new Recognition(
        auth.wantsAddress() ? sources(trunk.need("lists", "[office]"), narrowing) : List.of(),
        narrowing,
        certificate.isPresent() ? Optional.of(certificate(certificate.get())) : Optional.empty(),
        distinct(trunk.find("hosts"), Addresses::host),
        distinct(trunk.find("fromDomains"), Addresses::host),
        called(trunk.find("called")));
  }

  /** Fields that the way of authentication has no use for are more likely a mistake than idle. */
  static void refuse(Section section, AuthMode auth, String remedy, String... fields)
      throws ConfigException {
    for (String name : fields) {
      Optional<Field> field = section.find(name);
      if (field.isPresent()) {
        throw field.get().wrong("auth: " + auth.label() + " does not look at it", remedy);
      }
    }
  }

  private List<Source> sources(Field uses, Narrowing narrowing) throws ConfigException {
    List<Source> sources = new ArrayList<>();
    for (Field use : uses.someItems()) {
      if (use.isMapping()) {
        Section section = use.section("list", "port", "transport", "listen");
        Narrowing ofUse = narrowing(section);
        use.check(() -> narrowing.and(ofUse));
        sources.add(
            new Source(section.need("list", "office").reference("list", lists.blocks()), ofUse));
      } else {
        sources.add(new Source(use.reference("list", lists.blocks()), Narrowing.NONE));
      }
    }
    return sources;
  }

  /**
   * Where the block stands that two trunks could both be meant at, each place once.
   *
   * @param trunks the two among others
   */
  List<Place> placesOf(AmbiguousTrunksException ambiguity, List<Trunk> trunks) {
    return ambiguity.block().stream()
        .flatMap(
            block ->
                Stream.of(ambiguity.first(), ambiguity.second())
                    .flatMap(id -> trunks.stream().filter(trunk -> trunk.id().equals(id)))
                    .flatMap(trunk -> lists.placeOf(block, trunk).stream()))
        .distinct()
        .toList();
  }

  private Narrowing narrowing(Section section) throws ConfigException {
    Optional<Field> port = section.find("port");
    Optional<Field> transport = section.find("transport");
    Optional<Field> point = section.find("listen");
    return new Narrowing(
        port.isPresent()
            ? OptionalInt.of(port.get().wholeNumber(1, LAST_PORT))
            : OptionalInt.empty(),
        transport.isPresent() ? Optional.of(transport(transport.get())) : Optional.empty(),
        point.isPresent() ? Optional.of(listeningPoint(point.get())) : Optional.empty());
  }

  private Transport transport(Field field) throws ConfigException {
    return field.choice(
        listen.stream()
            .map(ListenSettings::transport)
            .distinct()
            .collect(Collectors.toMap(Transport::label, Function.identity())));
  }

  private InetSocketAddress listeningPoint(Field field) throws ConfigException {
    InetSocketAddress address = field.parse(Addresses::bind);
    if (address.getPort() == 0) {
      throw field.wrong("port 0 is another one at each start", "give that entry of listen a port");
    }
    if (listen.stream().noneMatch(point -> point.bind().equals(address))) {
      throw field.wrong(
          "nothing listens at " + field.text(), "write the bind of one of the entries of listen");
    }
    return address;
  }

  private static String certificate(Field field) throws ConfigException {
    return field.parse(Addresses::host);
  }

  private static CalledPrefixes called(Optional<Field> field) throws ConfigException {
    if (field.isEmpty()) {
      return CalledPrefixes.ANY;
    }
    Section section = field.get().section("prefixes", "strip");
    section.need("prefixes", "[\"991\"]");
    Optional<Field> strip = section.find("strip");
    return new CalledPrefixes(
        List.copyOf(distinct(section.find("prefixes"), RecognitionReader::calledPrefix)),
        strip.isPresent() && strip.get().flag());
  }

  private static String calledPrefix(String text) {
    if (!CALLED_PREFIX.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not what a number starts with; write digits, letters, * or #");
    }
    return text;
  }

  private static Set<String> distinct(Optional<Field> field, Function<String, String> parser)
      throws ConfigException {
    Set<String> values = new LinkedHashSet<>();
    if (field.isPresent()) {
      for (Field item : field.get().someItems()) {
        if (!values.add(item.parse(parser))) {
          throw item.wrong(item.text() + " is there twice", "take one out");
        }
      }
    }
    return values;
  }
}
