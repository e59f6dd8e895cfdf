package io.tollgate.proxy.config;

import io.tollgate.proxy.route.Carrier;
import io.tollgate.proxy.route.NumberDirectory.Entry;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.CallKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what is right in a configuration but not recommended, or hardly meant. */
final class ConfigWarnings {
  /** How many trunks an account should have at most, as published: a recommendation, no limit. */
  private static final int RECOMMENDED_TRUNKS = 100;

  /** How many accounts a line names. */
  private static final int MOST_NAMES = 3;

  private final TollgateConfig config;
  private final Map<Account, Long> trunks;
  private final List<String> lines = new ArrayList<>();

  ConfigWarnings(TollgateConfig config) {
    this.config = config;
    this.trunks =
        config.trunks().trunks().stream()
            .collect(Collectors.groupingBy(Trunk::account, Collectors.counting()));
  }

  /** One line each, with its place. */
  List<String> lines() {
    config.source().provisioned().forEach(this::instead);
    Set<Account> called = calledOnNet();
    for (Account account : config.accounts()) {
      long count = trunks.getOrDefault(account, 0L);
      if (count > RECOMMENDED_TRUNKS) {
        warn(
            "accounts." + account.id(),
            "it has %d trunks; at most %d are recommended".formatted(count, RECOMMENDED_TRUNKS));
      }
      if (!called.isEmpty() && count > 0 && isNotSold(account, CallKind.OUTBOUND_IP)) {
        unpriced(account, "its calls to numbers of this edge", "outbound");
      }
      if (called.contains(account) && isNotSold(account, CallKind.INBOUND_IP)) {
        unpriced(account, "calls of this edge's trunks to its numbers", "inbound");
      }
    }
    config.carriers().forEach(this::incomparable);
    return lines;
  }

  /** Costs in another currency than the price guard nothing: that has to be meant. */
  private void incomparable(Carrier carrier) {
    carrier.deck().map(config::currencyOf).ifPresent(currency -> incomparable(carrier, currency));
  }

  private void incomparable(Carrier carrier, String currency) {
    String payers =
        config.accounts().stream()
            .filter(account -> trunks.containsKey(account))
            .filter(account -> !config.currencyOf(account).equals(currency))
            .map(account -> account.id() + " (" + config.currencyOf(account) + ")")
            .limit(MOST_NAMES)
            .collect(Collectors.joining(", "));
    if (!payers.isEmpty()) {
      warn(
          "carriers." + carrier.id() + ".deck",
          "it is in %s, and others pay in other currencies, such as %s: for their calls it comes"
                  .formatted(currency, payers)
              + " last in least-cost and is taken at any loss");
    }
  }

  /** Whoever changes the file has to know that it is not what counts. */
  private void instead(String path) {
    config
        .source()
        .insteadOf(path)
        .ifPresent(
            place ->
                warn(
                    path,
                    "it was put over HTTP and stands in the place of what %s says; DELETE /v1/%s"
                            .formatted(place, path.replaceFirst("[.]", "/"))
                        + " has that count again"));
  }

  /** Whose numbers are called by other trunks, too: those stay on the edge. */
  private Set<Account> calledOnNet() {
    Set<Account> called = new HashSet<>();
    for (Entry entry : config.numbers().entries()) {
      if (!entry.owner().isBarred()) {
        called.add(entry.account());
      }
    }
    return called;
  }

  private static boolean isNotSold(Account account, CallKind kind) {
    return account.prices().flatMap(book -> book.rate(kind)).isEmpty();
  }

  private void unpriced(Account account, String calls, String direction) {
    warn(
        "accounts." + account.id() + ".prices",
        "%s have no price and are refused; add %s: {ip: 0.0040}, or 0".formatted(calls, direction));
  }

  private void warn(String field, String what) {
    lines.add("%s: %s: %s".formatted(config.placeOf(field), field, what));
  }
}
