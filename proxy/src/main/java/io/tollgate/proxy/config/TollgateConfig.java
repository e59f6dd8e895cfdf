package io.tollgate.proxy.config;

import io.tollgate.proxy.admission.AbuseSettings;
import io.tollgate.proxy.call.CallSettings;
import io.tollgate.proxy.deck.LoadedDeck;
import io.tollgate.proxy.demo.DemoSettings;
import io.tollgate.proxy.http.HttpSettings;
import io.tollgate.proxy.route.Carrier;
import io.tollgate.proxy.route.NumberDirectory;
import io.tollgate.proxy.route.RoutingSettings;
import io.tollgate.proxy.route.dns.DnsSettings;
import io.tollgate.proxy.route.pop.PopSettings;
import io.tollgate.proxy.sip.SipSettings;
import io.tollgate.proxy.store.StoreSettings;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.RegistrationSettings;
import io.tollgate.proxy.trunk.TrunkDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A whole configuration, checked, with its decks read. Immutable.
 *
 * @param node this process
 * @param pops where our edges stand, and how callers are placed on the map
 * @param sip where SIP is spoken
 * @param http where HTTP is
 * @param digest how credentials are asked for
 * @param lists the named address lists
 * @param decks in the order of the file
 * @param accounts in the order of the file; the deck of each is among {@code decks}
 * @param trunks all trunks; the account of each is among {@code accounts}
 * @param carriers in the order of the file
 * @param routing how their gateways are compared
 * @param numbers which numbers are ours, and whose
 * @param dns how their names are looked up
 * @param registration for how long trunks may register
 * @param calls how long calls may take
 * @param abuse how sources that guess and scan are kept out
 * @param store where records are kept
 * @param demo the demonstration carrier, where there is one
 * @param source the file that all this was read from
 */
public record TollgateConfig(
    NodeSettings node,
    PopSettings pops,
    SipSettings sip,
    HttpSettings http,
    DigestSettings digest,
    Map<String, List<AddressPrefix>> lists,
    List<LoadedDeck> decks,
    List<Account> accounts,
    TrunkDirectory trunks,
    List<Carrier> carriers,
    RoutingSettings routing,
    NumberDirectory numbers,
    DnsSettings dns,
    RegistrationSettings registration,
    CallSettings calls,
    AbuseSettings abuse,
    StoreSettings store,
    Optional<DemoSettings> demo,
    Source source) {

  /** What may change while calls run; whatever else changes needs a restart. */
  private static final Set<String> LIVE =
      Set.of(
          "lists",
          "decks",
          "dialPlans",
          "accounts",
          "trunks",
          "carriers",
          "failover",
          "routing",
          "numbers",
          "calls.noAnswer",
          "calls.maxDuration",
          "http.token",
          "http.readToken");

  /** The file, for errors that show only when the configuration is put to work, and for changes. */
  public static final class Source {
    private final Field root;
    private final Set<Path> files;
    private final Map<String, List<AddressPrefix>> lists;
    private final Map<String, Optional<Place>> provisioned;

    /**
     * What a configuration was read from.
     *
     * @param others the files that it names, decks aside
     * @param lists what those of them say that are address lists, by name
     * @param provisioned the paths of what was put over HTTP, each with the place of what it stands
     *     in the place of
     */
    Source(
        Field root,
        Set<Path> others,
        Map<String, List<AddressPrefix>> lists,
        Map<String, Optional<Place>> provisioned) {
      this.root = root;
      this.provisioned = provisioned;
      Set<Path> all = new LinkedHashSet<>(Set.of(root.place().file()));
      all.addAll(others);
      this.files = Collections.unmodifiableSet(all);
      this.lists = lists;
    }

    /**
     * The file itself and those that it takes secrets and address lists from; decks are watched by
     * themselves.
     */
    public Set<Path> files() {
      return files;
    }

    /** The paths of what was put over HTTP, such as {@code trunks.acme-hq}, in their order. */
    public Set<String> provisioned() {
      return Collections.unmodifiableSet(provisioned.keySet());
    }

    /** The place in the file of what this stands in the place of; empty where there is nothing. */
    Optional<Place> insteadOf(String path) {
      return provisioned.getOrDefault(path, Optional.empty());
    }

    /** Where a section's entry of this name stands; empty where there is none. */
    public Optional<Place> find(String section, String name) {
      return Provisioned.find(root, section, name).map(Field::place);
    }

    /** The paths of the fields that another state of the file changes. */
    public List<String> changesTo(Source fresh) {
      List<String> changes = new ArrayList<>(Differences.between(root, fresh.root));
      lists.forEach(
          (name, blocks) -> {
            if (!blocks.equals(fresh.lists.getOrDefault(name, blocks))) {
              changes.add(Field.member("lists", name));
            }
          });
      return changes;
    }

    /** Those of the changes that cannot be made while the edge runs. */
    public List<String> restartNeededFor(Source fresh) {
      return changesTo(fresh).stream().filter(path -> LIVE.stream().noneMatch(in(path))).toList();
    }

    private static Predicate<String> in(String path) {
      return live ->
          path.equals(live) || path.startsWith(live + ".") || path.startsWith(live + "[");
    }
  }

  /** The currency of an account's prices, and so of its balance and its limits. */
  public String currencyOf(Account account) {
    return currencyOf(account.deck());
  }

  /** The currency of the deck with this id, which must be one of these. */
  String currencyOf(String deckId) {
    return decks.stream()
        .map(LoadedDeck::deck)
        .filter(deck -> deck.id().equals(deckId))
        .findFirst()
        .orElseThrow()
        .currency();
  }

  /**
   * Where a field stands in the file; where the file leaves it out, where the section is that could
   * have said it.
   *
   * @param field a path such as {@code listen[0].bind}
   */
  public Place placeOf(String field) {
    return source.root.nearest(field).place();
  }

  /** What is right but not recommended, or hardly meant, one line each. */
  public List<String> warnings() {
    return new ConfigWarnings(this).lines();
  }

  /** The line that tells the operator of a failed start. */
  public ConfigException explain(StartFailure failure) {
    return new ConfigException(
        placeOf(failure.field()), failure.field(), failure.getMessage(), failure.remedy(), failure);
  }
}
