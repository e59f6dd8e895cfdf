package io.tollgate.proxy;

import io.tollgate.proxy.call.CallPolicy;
import io.tollgate.proxy.config.TollgateConfig;
import io.tollgate.proxy.http.access.AccessTokens;
import io.tollgate.proxy.route.Carrier;
import io.tollgate.proxy.route.GatewayBook;
import io.tollgate.proxy.route.InboundCarriers;
import io.tollgate.proxy.route.InboundRoutes;
import io.tollgate.proxy.route.RouteSelector;
import io.tollgate.proxy.route.dns.NameBook;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.TrunkDirectory;
import io.tollgate.rating.charge.PriceBook;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What of the configuration may change while calls run, as new calls find it. Immutable; one
 * volatile write puts another one in its place, so that no call sees half of a change.
 *
 * @param source the file, as it was when it was read
 * @param lists the blocks of the named address lists, in the order of the file
 * @param accounts by id
 * @param trunks all of them
 * @param calls where calls go and how long they may take
 * @param carrierDecks what carriers charge by: the ids of their decks by theirs
 * @param tokens who may use the administration server
 */
record InForce(
    TollgateConfig.Source source,
    Map<String, List<AddressPrefix>> lists,
    Map<String, Account> accounts,
    TrunkDirectory trunks,
    CallPolicy calls,
    Map<String, String> carrierDecks,
    AccessTokens tokens) {

  /**
   * What a configuration says.
   *
   * @param book what is known of gateways, whatever the configuration
   * @param names where they are whose URIs have names, likewise
   */
  static InForce of(TollgateConfig config, GatewayBook book, NameBook names) {
    return new InForce(
        config.source(),
        config.lists(),
        config.accounts().stream()
            .collect(Collectors.toUnmodifiableMap(Account::id, Function.identity())),
        config.trunks(),
        new CallPolicy(
            new RouteSelector(config.carriers(), book, config.routing()),
            new InboundRoutes(
                new InboundCarriers(config.carriers(), config.trunks()::knows, names::namesAt),
                config.numbers()),
            config.calls()),
        config.carriers().stream()
            .filter(carrier -> carrier.deck().isPresent())
            .collect(
                Collectors.toUnmodifiableMap(Carrier::id, carrier -> carrier.deck().orElseThrow())),
        config.http().tokens());
  }

  /** What the accounts pay for calls that no deck prices, by the accounts' ids. */
  Map<String, PriceBook> priceBooks() {
    return accounts.values().stream()
        .filter(account -> account.prices().isPresent())
        .collect(
            Collectors.toUnmodifiableMap(Account::id, account -> account.prices().orElseThrow()));
  }

  /** The id of the deck that a carrier charges us by; empty where nobody told us. */
  Optional<String> deckOf(String carrier) {
    return Optional.ofNullable(carrierDecks.get(carrier));
  }

  /** Whether some list, gateway or contact of a trunk names this address. */
  boolean knows(InetAddress address) {
    return trunks.knows(address) || calls.routes().knows(address) || calls.inbound().knows(address);
  }

  /** The host that a gateway or a trunk's contact must prove to be, where it is not its address. */
  Optional<String> tlsName(InetSocketAddress address) {
    return calls.routes().tlsName(address).or(() -> calls.inbound().tlsName(address));
  }
}
