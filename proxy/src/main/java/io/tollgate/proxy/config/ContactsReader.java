package io.tollgate.proxy.config;

import io.tollgate.proxy.net.Nat;
import io.tollgate.proxy.route.FailoverPolicy;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayTerms;
import io.tollgate.proxy.route.GatewayUri;
import io.tollgate.proxy.route.TrunkContacts;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.proxy.trunk.TrunkDirectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a trunk's {@code inbound}: where calls to its numbers go. */
final class ContactsReader {
  /** The field of a trunk that is read here. */
  static final String FIELD = "inbound";

  private final CarriersReader gateways;

  /**
   * A reader.
   *
   * @param gateways reads URIs and credentials, which are alike
   */
  ContactsReader(CarriersReader gateways) {
    this.gateways = gateways;
  }

  /** The contacts of all trunks by the trunks' ids. */
  Map<String, TrunkContacts> read(Field trunks, TrunkDirectory directory) throws ConfigException {
    Map<String, TrunkContacts> read = new LinkedHashMap<>();
    Map<String, Field> fields = trunks.named();
    for (Trunk trunk : directory.trunks()) {
      Field section = fields.get(trunk.id());
      String path = Field.member(section.path(), FIELD);
      Field inbound = section.nearest(path); // or what is around it
      read.put(
          trunk.id(),
          inbound.path().equals(path) && !inbound.isEmpty()
              ? contacts(trunk, inbound)
              : new TrunkContacts(trunk, false, false, List.of()));
    }
    return read;
  }

  private TrunkContacts contacts(Trunk trunk, Field field) throws ConfigException {
    if (!field.isMapping()) {
      return new TrunkContacts(trunk, !field.flag(), false, List.of());
    }
    Section section = field.section("contacts", "trusted");
    Optional<Field> contacts = section.find("contacts");
    Optional<Field> trusted = section.find("trusted");
    boolean trust = trusted.isPresent() && trusted.get().flag();
    List<Gateway> fixed = new ArrayList<>();
    if (contacts.isPresent()) {
      for (Field item : contacts.get().someItems()) {
        fixed.add(contact(item, trust, trunk.nat(), fixed.size() + 1));
      }
    }
    return new TrunkContacts(trunk, false, trust, fixed);
  }

  private Gateway contact(Field item, boolean trusted, Nat nat, int number) throws ConfigException {
    Section section =
        item.section(
            "uri",
            "tlsName",
            "user",
            "password",
            "priority",
            "weight",
            "plus",
            "strip",
            "prefix",
            "setupTimer");
    Field uri = section.need("uri", "\"sip:192.0.2.5:5060\"");
    GatewayUri where = gateways.uri(uri);
    return new Gateway(
        "contact" + number,
        "",
        CarriersReader.tlsName(section, where),
        new GatewayTerms(gateways.login(section), trusted, false, nat),
        new DispatchReader(FailoverPolicy.DEFAULT, Set.of()).read(section));
  }
}
