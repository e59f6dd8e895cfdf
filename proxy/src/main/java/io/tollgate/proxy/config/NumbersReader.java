package io.tollgate.proxy.config;

import io.tollgate.proxy.route.NumberDirectory;
import io.tollgate.proxy.route.NumberDirectory.Entry;
import io.tollgate.proxy.route.OverlappingNumbersException;
import io.tollgate.proxy.route.TrunkContacts;
import io.tollgate.rating.charge.CallKind;
import io.tollgate.rating.number.NumberRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code numbers}: which numbers are ours, and whose. */
final class NumbersReader {
  private NumbersReader() {}

  /**
   * The directory.
   *
   * @param field empty where the file has none
   * @param contacts of the trunks, by the trunks' ids
   */
  static NumberDirectory read(Optional<Field> field, Map<String, TrunkContacts> contacts)
      throws ConfigException {
    if (field.isEmpty()) {
      return NumberDirectory.EMPTY;
    }
    List<Entry> entries = new ArrayList<>();
    List<Field> places = new ArrayList<>();
    for (Field item : field.get().items()) {
      Section section = item.section("numbers", "trunk", "tollFree");
      Field trunk = section.need("trunk", "hq");
      TrunkContacts owner = trunk.reference("trunk", contacts);
      Optional<Field> tollFree = section.find("tollFree");
      boolean free = tollFree.isPresent() && tollFree.get().flag();
      requireReachable(trunk, owner);
      requirePrice(trunk, owner, CallKind.inbound(free));
      for (Field number : section.need("numbers", "[\"+4930123456\"]").someItems()) {
        entries.add(new Entry(number.parse(NumberRange::parse), owner, free));
        places.add(number);
      }
    }
    try {
      return new NumberDirectory(entries);
    } catch (OverlappingNumbersException e) {
      throw places
          .get(e.second())
          .wrong(
              "%s (at %s)".formatted(e.getMessage(), places.get(e.first()).place()),
              "let one of the two lie within the other, or keep them apart");
    }
  }

  private static void requireReachable(Field trunk, TrunkContacts owner) throws ConfigException {
    if (!owner.isBarred() && !owner.isReachable()) {
      throw trunk.wrong(
          "calls to trunk '%s' have nowhere to go".formatted(owner.trunk().id()),
          "give it inbound: {contacts: [{uri: \"sip:192.0.2.5:5060\"}]}, or registration: true");
    }
  }

  /** What is not sold is not connected, so that a missing price would be found by the callers. */
  private static void requirePrice(Field trunk, TrunkContacts owner, CallKind kind)
      throws ConfigException {
    boolean sold = owner.trunk().account().prices().flatMap(book -> book.rate(kind)).isPresent();
    if (!owner.isBarred() && !sold) {
      String account = owner.trunk().account().id();
      throw trunk.wrong(
          "account '%s' of trunk '%s' has no price for calls to them"
              .formatted(account, owner.trunk().id()),
          "add %s: 0.0085}, or 0, to accounts.%s.prices"
              .formatted(kind.label().replace(".", ": {"), account));
    }
  }
}
