package io.tollgate.proxy.trunk;

import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All trunks, found by what a request shows. Immutable.
 *
 * <p>Look-ups take time by the length of an address, not by the number of trunks or of blocks.
 */
public final class TrunkDirectory {
  private static final String NO_HOST = "";

  private final List<Trunk> trunks;
  private final Map<String, Trunk> byId;
  private final Map<String, AddressTable<Claims>> byHost;
  private final AddressTable<Claims> elsewhere;
  private final AddressTable<?> blocks;
  private final Map<String, Member> byUser;
  private final boolean hasDigestOnly;
  private final boolean mayRegister;
  private final boolean mayAskOptions;

  /** A trunk with credentials, and what its lists are; found by its user name. */
  private record Member(Trunk trunk, List<Gate> gates) {

    boolean mayComeThisWay(Presented presented) {
      return trunk.recognition().admits(presented.arrival())
          && (!trunk.auth().wantsAddress() || isLetIn(presented));
    }

    private boolean isLetIn(Presented presented) {
      for (int i = 0; i < gates.size(); i++) {
        if (gates.get(i).isOpenTo(presented)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The use of a list. */
  private record Gate(AddressTable<Boolean> list, Narrowing narrowing) {

    boolean isOpenTo(Presented presented) {
      return narrowing.admits(presented.arrival()) && list.find(presented.address()).isPresent();
    }
  }

  /**
   * A directory of {@code trunks}.
   *
   * @throws AmbiguousTrunksException where two of them have the same user name, or where a request
   *     from the same address block could be either's; blocks that lie within one another are told
   *     apart by their lengths
   */
  public TrunkDirectory(Collection<Trunk> trunks) {
    this.trunks = List.copyOf(trunks);
    this.byId =
        trunks.stream().collect(Collectors.toUnmodifiableMap(Trunk::id, Function.identity()));
    this.byUser = members(trunks);
    Map<String, AddressTableBuilder<ClaimList>> entries = entries(trunks);
    Optional<AddressTable<?>> all =
        entries.size() > 1 ? Optional.of(union(entries.values())) : Optional.empty();
    Map<String, AddressTable<Claims>> tables = new HashMap<>();
    entries.forEach((host, blocks) -> tables.put(host, table(blocks)));
    this.elsewhere = tables.remove(NO_HOST);
    this.byHost = Map.copyOf(tables);
    this.blocks = all.orElse(elsewhere);
    this.hasDigestOnly = trunks.stream().anyMatch(t -> t.auth() == AuthMode.DIGEST);
    this.mayRegister = trunks.stream().anyMatch(t -> t.otherMethods().registration());
    this.mayAskOptions = trunks.stream().anyMatch(t -> t.otherMethods().options());
  }

  /** Who claims which blocks, for each host that is some trunk's own and for all others. */
  private static Map<String, AddressTableBuilder<ClaimList>> entries(Collection<Trunk> trunks) {
    Map<String, ListClaims> claims = new HashMap<>();
    claims.put(NO_HOST, new ListClaims());
    int order = 0;
    for (Trunk trunk : trunks) {
      Set<String> hosts = trunk.recognition().hosts();
      for (String host : hosts.isEmpty() ? Set.of(NO_HOST) : hosts) {
        claims.computeIfAbsent(host, _ -> new ListClaims()).add(trunk, order);
      }
      order++;
    }
    Map<String, AddressTableBuilder<ClaimList>> entries = new HashMap<>();
    claims.forEach((host, ofHost) -> entries.put(host, ofHost.byBlock()));
    return entries;
  }

  private static AddressTable<Claims> table(AddressTableBuilder<ClaimList> blocks) {
    return new AddressTable<>(blocks, ClaimList::compiled);
  }

  private static AddressTable<Boolean> union(
      Collection<AddressTableBuilder<ClaimList>> entriesOfHosts) {
    AddressTableBuilder<Boolean> union = new AddressTableBuilder<>();
    entriesOfHosts.forEach(
        blocks -> blocks.forEach(block -> union.update(block, true, (_, known) -> known)));
    return new AddressTable<>(union, Function.identity());
  }

  private static Map<String, Member> members(Collection<Trunk> trunks) {
    Map<List<AddressPrefix>, AddressTable<Boolean>> tables = new IdentityHashMap<>();
    Map<String, Member> members = new HashMap<>();
    for (Trunk trunk : trunks) {
      if (trunk.user().isPresent()) {
        String user = trunk.user().get().name();
        Member other = members.putIfAbsent(user, new Member(trunk, gates(trunk, tables)));
        if (other != null) {
          throw AmbiguousTrunksException.byUser(other.trunk(), trunk, user);
        }
      }
    }
    return Map.copyOf(members);
  }

  /** Trunks that share a list share its table, by the list's identity. */
  private static List<Gate> gates(
      Trunk trunk, Map<List<AddressPrefix>, AddressTable<Boolean>> tables) {
    return trunk.recognition().sources().stream()
        .map(
            source ->
                new Gate(
                    tables.computeIfAbsent(source.addresses(), TrunkDirectory::table),
                    source.narrowing()))
        .toList();
  }

  private static AddressTable<Boolean> table(List<AddressPrefix> list) {
    AddressTableBuilder<Boolean> blocks = new AddressTableBuilder<>();
    blocks.expect(list);
    list.forEach(block -> blocks.update(block, true, (_, known) -> known));
    return new AddressTable<>(blocks, Function.identity());
  }

  /** All trunks, in the order in which they were given. */
  public List<Trunk> trunks() {
    return trunks;
  }

  /**
   * The trunk whose a request is by its address and what else it shows: among the trunks that have
   * the Request-URI's host as their own, where some have, else among those without a host. The most
   * specific block counts around which the request shows what is wanted; of several trunks with
   * that block, the one that wants most of what is shown, and one without credentials before one
   * with.
   */
  public Optional<Trunk> byAddress(Presented presented) {
    AddressTable<Claims> table =
        byHost.isEmpty() ? elsewhere : byHost.getOrDefault(presented.requestHost(), elsewhere);
    return table.find(presented.address(), claims -> claims.find(presented));
  }

  /**
   * The trunk whose credentials have this user name, if the request may be its: where it is
   * recognised by credentials alone from anywhere, by both from its lists, and always as narrowed.
   */
  public Optional<Trunk> byUser(String name, Presented presented) {
    Member member = byUser.get(name);
    return member != null && member.mayComeThisWay(presented)
        ? Optional.of(member.trunk())
        : Optional.empty();
  }

  /** Whether some trunk's list names this address: it is no stranger's. */
  public boolean knows(InetAddress address) {
    return blocks.find(address).isPresent();
  }

  /** Whether some trunk is recognised by credentials alone, and so may call from anywhere. */
  public boolean hasDigestOnly() {
    return hasDigestOnly;
  }

  /** Whether some trunk may register. */
  public boolean mayRegister() {
    return mayRegister;
  }

  /** Whether some trunk may ask with OPTIONS whether the edge is there. */
  public boolean mayAskOptions() {
    return mayAskOptions;
  }

  /** The trunk with this id. */
  public Optional<Trunk> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }
}
