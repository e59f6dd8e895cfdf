package io.tollgate.proxy.config;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.Carrier;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.InboundTerms;
import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.DigestUser;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.proxy.trunk.TrunkDirectory;
import io.tollgate.rating.number.DialPlan;
import io.tollgate.rating.number.DialPlanSettings;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a carrier's {@code inbound}: whether and how it sends us calls. */
final class InboundTermsReader {
  private static final String FIELD = "inbound";

  private final DigestSettings digest;
  private final SecretReader secrets;

  /** A reader for credentials of this realm. */
  InboundTermsReader(DigestSettings digest, SecretReader secrets) {
    this.digest = digest;
    this.secrets = secrets;
  }

  Optional<InboundTerms> terms(Section carrier) throws ConfigException {
    Optional<Field> field = carrier.find(FIELD);
    if (field.isEmpty()) {
      return Optional.empty();
    }
    if (!field.get().isMapping()) {
      return field.get().flag()
          ? Optional.of(new InboundTerms(DialPlan.strict(), Optional.empty()))
          : Optional.empty();
    }
    Section section = field.get().section("country", "user", "password");
    Optional<Field> country = section.find("country");
    return Optional.of(
        new InboundTerms(
            country.isPresent()
                ? DialPlan.ofCarrier(country.get().parse(DialPlanSettings::requireCountry))
                : DialPlan.strict(),
            user(section)));
  }

  private Optional<DigestUser> user(Section section) throws ConfigException {
    Optional<Field> user = section.find("user");
    Optional<Field> password = section.find("password");
    if (user.isEmpty() && password.isPresent()) {
      throw password.get().wrong("there is no user to it", "add user");
    }
    if (user.isEmpty()) {
      return Optional.empty();
    }
    String name = user.get().parse(DigestUser::requireName);
    Field field = section.need("password", "{env: NAME}");
    Optional<String> secret = secrets.read(field, "password");
    if (secret.isEmpty()) {
      throw field.wrong(
          "it is agreed on with the carrier, so it cannot be made",
          "write {env: NAME} or {file: PATH}");
    }
    return Optional.of(
        DigestUser.ofPassword(name, digest.realm(), secret.get(), digest.algorithms()));
  }

  /**
   * Refuses a carrier that sends us calls over connections, from an address that is in a trunk's
   * list: connections come from any port, so nothing would tell the two apart.
   */
  static void refuseMistakable(Field fields, List<Carrier> carriers, TrunkDirectory trunks)
      throws ConfigException {
    Map<String, Field> named = fields.named();
    for (Carrier carrier : carriers) {
      for (int i = 0; carrier.inbound().isPresent() && i < carrier.gateways().size(); i++) {
        Gateway gateway = carrier.gateways().get(i);
        if (gateway.uri().isUnresolved()) {
          continue; // where its name leads, and whom that belongs to, can change at any time
        }
        InetAddress address = gateway.address().getAddress();
        if (gateway.uri().transport() != Transport.UDP && trunks.knows(address)) {
          throw uriOf(named.get(carrier.id()), i)
              .wrong(
                  "its calls would be taken for those of trunk %s, whose lists have %s"
                      .formatted(owner(trunks, address), address.getHostAddress()),
                  "take the address out of them, or speak udp, where the port tells them apart");
        }
      }
    }
  }

  private static Field uriOf(Field carrier, int gateway) {
    return carrier.nearest(
        Field.member(Field.item(Field.member(carrier.path(), "gateways"), gateway), "uri"));
  }

  private static String owner(TrunkDirectory trunks, InetAddress address) {
    return trunks.trunks().stream()
        .filter(trunk -> trunk.addresses().stream().anyMatch(block -> block.contains(address)))
        .map(Trunk::id)
        .findFirst()
        .orElseThrow();
  }
}
