package io.tollgate.proxy.trunk;

import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All trunks, found by what a request shows. Immutable.
 *
 * <p>Look-ups take time by the length of an address, not by the number of trunks, and allocate
 * nothing for IPv4.
 */
public final class TrunkDirectory {
  private final List<Trunk> trunks;
  private final AddressTable<Trunk> byAddress;
  private final Map<String, Member> byUser;
  private final boolean hasDigestOnly;

  /** A trunk with credentials; found by its user name. */
  private record Member(Optional<Trunk> trunk, AddressTable<Trunk> addresses) {}

  /**
   * A directory of {@code trunks}.
   *
   * @throws AmbiguousTrunksException where two of them have the same user name, or the same address
   *     block and nothing else to be recognised by; blocks that lie within one another are told
   *     apart by their lengths
   */
  public TrunkDirectory(Collection<Trunk> trunks) {
    this.trunks = List.copyOf(trunks);
    this.byAddress = new AddressTable<>(entries(trunks));
    this.byUser = members(trunks);
    this.hasDigestOnly = trunks.stream().anyMatch(t -> t.auth() == AuthMode.DIGEST);
  }

  private static Map<AddressPrefix, Trunk> entries(Collection<Trunk> trunks) {
    Map<AddressPrefix, Trunk> entries = new HashMap<>();
    for (Trunk trunk : trunks) {
      for (AddressPrefix prefix : trunk.addresses()) {
        Trunk other = entries.get(prefix);
        boolean byAddressAlone = !trunk.auth().wantsCredentials();
        if (other == null || other.auth().wantsCredentials()) {
          // Users tell those apart that have them; who shows none is the one without, if there is.
          entries.put(prefix, other == null || byAddressAlone ? trunk : other);
        } else if (byAddressAlone && other != trunk) {
          throw new AmbiguousTrunksException(other, trunk, false, prefix.toString());
        }
      }
    }
    return entries;
  }

  private static Map<String, Member> members(Collection<Trunk> trunks) {
    Map<String, Member> members = new HashMap<>();
    for (Trunk trunk : trunks) {
      trunk.user().ifPresent(user -> enter(members, user, trunk));
    }
    return Map.copyOf(members);
  }

  private static void enter(Map<String, Member> members, DigestUser user, Trunk trunk) {
    Member member = new Member(Optional.of(trunk), new AddressTable<>(entries(List.of(trunk))));
    Member other = members.putIfAbsent(user.name(), member);
    if (other != null) {
      throw new AmbiguousTrunksException(
          other.trunk().orElseThrow(), trunk, true, "user " + user.name());
    }
  }

  /** All trunks, in the order in which they were given. */
  public List<Trunk> trunks() {
    return trunks;
  }

  /**
   * The trunk with the most specific address block around {@code address}; of several with that
   * block, the one that is recognised by its address alone, if there is one.
   */
  public Optional<Trunk> byAddress(InetAddress address) {
    return byAddress.find(address);
  }

  /**
   * The trunk whose credentials have this user name, if it may call from {@code address}: always
   * where it is recognised by credentials alone, from its lists where it is recognised by both.
   */
  public Optional<Trunk> byUser(String name, InetAddress address) {
    Member member = byUser.get(name);
    if (member == null) {
      return Optional.empty();
    }
    boolean anywhere = member.trunk().orElseThrow().auth() == AuthMode.DIGEST;
    return anywhere ? member.trunk() : member.addresses().find(address);
  }

  /** Whether some trunk's list names this address: it is no stranger's. */
  public boolean knows(InetAddress address) {
    return byAddress.find(address).isPresent();
  }

  /** Whether some trunk is recognised by credentials alone, and so may call from anywhere. */
  public boolean hasDigestOnly() {
    return hasDigestOnly;
  }
}
