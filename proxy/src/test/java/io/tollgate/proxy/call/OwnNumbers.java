package io.tollgate.proxy.call;

import io.tollgate.proxy.admission.AdmissionControl;
import io.tollgate.proxy.admission.CreditLedger;
import io.tollgate.proxy.route.Carrier;
import io.tollgate.proxy.route.Contacts;
import io.tollgate.proxy.route.Destinations;
import io.tollgate.proxy.route.InboundCarriers;
import io.tollgate.proxy.route.InboundRoutes;
import io.tollgate.proxy.route.InboundTerms;
import io.tollgate.proxy.route.NumberDirectory;
import io.tollgate.proxy.route.NumberDirectory.Entry;
import io.tollgate.proxy.route.RouteSelector;
import io.tollgate.proxy.route.TrunkContacts;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.DigestAuthenticator;
import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.DigestUser;
import io.tollgate.proxy.trunk.RegistrationSettings;
import io.tollgate.proxy.trunk.Registrations;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.proxy.trunk.TrunkAuthenticator;
import io.tollgate.proxy.trunk.TrunkBuilder;
import io.tollgate.proxy.trunk.TrunkDirectory;
import io.tollgate.rating.charge.CallKind;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.PriceBook;
import io.tollgate.rating.charge.Rounding;
import io.tollgate.rating.deck.RateDecks;
import io.tollgate.rating.number.DialPlan;
import io.tollgate.rating.number.NumberRange;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An edge with numbers of its own: +49301234xx and the toll-free +4980012345 of trunk {@code pbx},
 * account {@code beta}; trunk {@code hq} at 127.0.0.1, account {@code acme}; and a German carrier
 * {@code c1} at 192.0.2.1:5060 that sends calls.
 */
final class OwnNumbers {
  static final DigestSettings DIGEST =
      new DigestSettings(
          "tollgate.test", DigestSettings.DEFAULT_ALGORITHMS, DigestSettings.DEFAULT_NONCE_LIFE);

  final CallHarness harness = new CallHarness();
  final PaidInBank bank = new PaidInBank();
  final CreditLedger ledger =
      new CreditLedger(bank, CreditLedger.ALL, Runnable::run, harness.clock::nanos);
  final AdmissionControl admission = new AdmissionControl(ledger);
  final Registrations registrations = new Registrations(RegistrationSettings.DEFAULT);
  final Map<String, PriceBook> books = new HashMap<>();
  Trunk hq = trunk("hq", new Account("acme", "demo", 2), "127.0.0.1/32").build();
  Trunk pbx = trunk("pbx", new Account("beta", "demo", 2), "203.0.113.0/24").build();
  TrunkContacts contacts = Contacts.of(pbx, 2);
  Optional<DigestUser> carrierUser = Optional.empty();
  private int ids;

  OwnNumbers() {
    sell("beta", CallKind.INBOUND_LOCAL, "0.0085");
    sell("beta", CallKind.INBOUND_TOLLFREE, "0.0210");
    sell("beta", CallKind.INBOUND_IP, "0.0030");
    sell("acme", CallKind.OUTBOUND_IP, "0.0040");
  }

  static TrunkBuilder trunk(String id, Account account, String block) {
    return Trunk.builder(id, account, AuthMode.LIST).at(List.of(AddressPrefix.parse(block))).cps(1);
  }

  /** So many channels for the trunk that is called. */
  void channels(int most) {
    pbx = pbx.but().limits(CallLimits.NONE.withChannels(most)).build();
    contacts = Contacts.of(pbx, 2);
  }

  void sell(String account, CallKind kind, String rate) {
    Map<CallKind, Money> rates = new HashMap<>();
    if (books.containsKey(account)) {
      rates.putAll(books.get(account).rates());
    }
    rates.put(kind, Money.parse(rate));
    books.put(
        account,
        new PriceBook(
            PriceBook.idOf(account),
            1,
            "USD",
            Rounding.halfUp(4),
            new Increments(60, 60),
            rates,
            Optional.empty(),
            Optional.empty()));
  }

  /** Sets calls up as it is now. */
  CallSetup setup() {
    Carrier carrier =
        new Carrier(
            "c1",
            CallHarness.gateways(1),
            Destinations.ALL,
            Optional.empty(),
            Optional.of(new InboundTerms(DialPlan.ofCarrier("DE"), carrierUser)));
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(NumberRange.parse("+49301234xx"), contacts, false));
    entries.add(new Entry(NumberRange.parse("+4980012345"), contacts, true));
    TrunkDirectory trunks = new TrunkDirectory(List.of(hq, pbx));
    CallPolicy policy =
        new CallPolicy(
            new RouteSelector(List.of(carrier)),
            new InboundRoutes(
                new InboundCarriers(List.of(carrier), trunks::knows, address -> List.of()),
                new NumberDirectory(entries)),
            harness.settings);
    return new CallSetup(
        new TrunkAuthenticator(() -> trunks, new DigestAuthenticator(DIGEST, new SecureRandom())),
        admission,
        new RateDecks(),
        () -> policy,
        "fra",
        () -> "id-" + ++ids,
        () -> false,
        account -> Optional.ofNullable(books.get(account)),
        registrations,
        harness.environment());
  }

  /** An INVITE from there. */
  CallRequest request(String address, ClaimedIdentity identity, String to, List<String> shown) {
    return request(new InetSocketAddress(address, 5060), identity, to, shown);
  }

  /** An INVITE from there. */
  CallRequest request(
      InetSocketAddress source, ClaimedIdentity identity, String to, List<String> shown) {
    return harness.request(source, identity, to, shown);
  }

  /** The carrier sends a call. */
  void carrierCalls(String from, String to) {
    setup()
        .receive(request("192.0.2.1", ClaimedIdentity.ofFrom(from), to, List.of()), harness.caller);
  }

  /** Trunk {@code hq} calls. */
  void trunkCalls(String to) {
    setup()
        .receive(
            request("127.0.0.1", ClaimedIdentity.ofFrom("+33123456789"), to, List.of()),
            harness.caller);
  }
}
