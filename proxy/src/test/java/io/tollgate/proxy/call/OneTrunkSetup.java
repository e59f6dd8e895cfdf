package io.tollgate.proxy.call;

import io.tollgate.proxy.admission.AdmissionControl;
import io.tollgate.proxy.route.Carrier;
import io.tollgate.proxy.route.RouteSelector;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.DigestAuthenticator;
import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.proxy.trunk.TrunkAuthenticator;
import io.tollgate.proxy.trunk.TrunkDirectory;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDeckReader;
import io.tollgate.rating.deck.RateDecks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * An edge with one trunk, {@code hq} of account {@code acme} at 127.0.0.1, which sells calls to
 * Austria, the dearer ones to callers whose number is not French, and sends them to one carrier.
 */
abstract class OneTrunkSetup {
  private static final String DECK =
      """
      destination,origin,rate,increments,blocked
      43664,,0.3980,60/60,
      43664,33,0.0390,60/60,
      881,,9.0000,60/60,yes
      """;

  static final DigestSettings DIGEST =
      new DigestSettings(
          "tollgate.test", DigestSettings.DEFAULT_ALGORITHMS, DigestSettings.DEFAULT_NONCE_LIFE);

  @TempDir private Path folder;

  final CallHarness harness = new CallHarness();
  final AdmissionControl admission = new AdmissionControl();
  final RateDecks decks = new RateDecks();
  RouteSelector routes = new RouteSelector(List.of(new Carrier("c1", CallHarness.gateways(1))));
  boolean overloaded;
  int ids;
  final Account account = new Account("acme", "demo", 2);
  final Trunk listed =
      Trunk.builder("hq", account, AuthMode.LIST)
          .at(List.of(AddressPrefix.parse("127.0.0.1/32")))
          .build();
  TrunkDirectory trunks = new TrunkDirectory(List.of(listed));

  @BeforeEach
  void readDeck() throws IOException, DeckException {
    RateDeck deck =
        RateDeckReader.read(
            Files.writeString(folder.resolve("deck.csv"), DECK),
            DeckSettings.of("demo", "USD").withUnknownOrigin(RateDeck.UnknownOrigin.HIGHEST));
    decks.put(deck);
  }

  CallSetup setup() {
    return new CallSetup(
        new TrunkAuthenticator(() -> trunks, new DigestAuthenticator(DIGEST, new SecureRandom())),
        admission,
        decks,
        () -> new CallPolicy(routes, harness.settings),
        "fra",
        () -> "id-" + ++ids,
        () -> overloaded,
        harness.environment());
  }

  CallRequest request(String from, String to, String address) {
    return request(ClaimedIdentity.ofFrom(from), to, address);
  }

  CallRequest request(ClaimedIdentity identity, String to, String address) {
    return harness.request(new InetSocketAddress(address, 5061), identity, to, List.of());
  }

  void receive(String from, String to) {
    setup().receive(request(from, to, "127.0.0.1"), harness.caller);
  }
}
