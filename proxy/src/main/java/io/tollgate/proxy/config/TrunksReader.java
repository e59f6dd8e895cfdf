package io.tollgate.proxy.config;

import static java.util.stream.Collectors.joining;

import io.tollgate.proxy.deck.LoadedDeck;
import io.tollgate.proxy.net.Nat;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AmbiguousTrunksException;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.DigestUser;
import io.tollgate.proxy.trunk.Recognition;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.proxy.trunk.TrunkDirectory;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.number.DialPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code accounts} and {@code trunks}: who may call. */
final class TrunksReader {
  private static final Map<String, AuthMode> MODES =
      Arrays.stream(AuthMode.values())
          .collect(Collectors.toMap(AuthMode::label, Function.identity()));

  private static final String[] FIELDS =
      Stream.of(
              List.of("account", "auth", "user", "password", "ha1", "cps", "announcePrice"),
              List.of(
                  "callerId",
                  "numbers",
                  "defaultNumber",
                  "trustIdentity",
                  "dialPlan",
                  "limits",
                  "routing"),
              List.of(NatReader.FIELD),
              RecognitionReader.FIELDS,
              RegistrationReader.FIELDS,
              List.of(ContactsReader.FIELD))
          .flatMap(List::stream)
          .toArray(String[]::new);

  private TrunksReader() {}

  /** The accounts by id. */
  static Map<String, Account> accounts(
      Field accounts, Map<String, LoadedDeck> decks, RoutingReader routing) throws ConfigException {
    Map<String, Account> read = new LinkedHashMap<>();
    for (Map.Entry<String, Field> account : accounts.named().entrySet()) {
      Section section =
          account.getValue().section("deck", "cps", "credit", "limits", "prices", "routing");
      routing.account(account.getKey(), section);
      RateDeck deck = section.need("deck", "demo").reference("deck", decks).deck();
      int cps = rate(section, Account.DEFAULT_CPS);
      Optional<Field> prices = section.find("prices");
      read.put(
          account.getKey(),
          new Account(
              account.getKey(),
              deck.id(),
              cps,
              LimitsReader.ofAccount(section),
              LimitsReader.credit(section),
              prices.isPresent()
                  ? Optional.of(PriceBookReader.read(account.getKey(), prices.get(), deck))
                  : Optional.empty()));
    }
    return read;
  }

  private static int rate(Section section, int unlessSaid) throws ConfigException {
    Optional<Field> cps = section.find("cps");
    return cps.isPresent() ? cps.get().wholeNumber(1, Account.MAX_CPS) : unlessSaid;
  }

  /** The directory of all trunks. */
  static TrunkDirectory trunks(
      Field trunks,
      Map<String, Account> accounts,
      RecognitionReader recognitions,
      Map<String, DialPlan> dialPlans,
      DigestUserReader users,
      RoutingReader routing)
      throws ConfigException {
    Map<String, Field> fields = trunks.named();
    List<Trunk> read = new ArrayList<>();
    for (Map.Entry<String, Field> trunk : fields.entrySet()) {
      Section section = trunk.getValue().section(FIELDS);
      read.add(trunk(trunk.getKey(), section, accounts, recognitions, dialPlans, users, routing));
    }
    try {
      return new TrunkDirectory(read);
    } catch (AmbiguousTrunksException e) {
      throw ambiguous(e, fields, recognitions.placesOf(e, read));
    }
  }

  private static Trunk trunk(
      String id,
      Section section,
      Map<String, Account> accounts,
      RecognitionReader recognitions,
      Map<String, DialPlan> dialPlans,
      DigestUserReader users,
      RoutingReader routing)
      throws ConfigException {
    Account account = section.need("account", "acme").reference("account", accounts);
    AuthMode auth = section.need("auth", "list").choice(MODES);
    Recognition recognition = recognitions.read(section, auth);
    Optional<DigestUser> user = Optional.empty();
    if (auth.wantsCredentials()) {
      user = Optional.of(users.read(id, section));
    } else {
      RecognitionReader.refuse(
          section, auth, "remove it, or write auth: both", "user", "password", "ha1");
    }
    Optional<Field> announcePrice = section.find("announcePrice");
    return Trunk.builder(id, account, auth)
        .recognisedBy(recognition)
        .user(user)
        .cps(rate(section, Trunk.DEFAULT_CPS))
        .announcePrice(announcePrice.isEmpty() || announcePrice.get().flag())
        .callerId(CallerIdReader.read(section))
        .dialPlan(DialPlansReader.ofTrunk(section, dialPlans))
        .limits(LimitsReader.ofTrunk(section))
        .routePolicy(routing.trunk(account.id(), section))
        .otherMethods(RegistrationReader.methods(section, auth))
        .nat(NatReader.read(section, Nat.AUTO))
        .build();
  }

  private static ConfigException ambiguous(
      AmbiguousTrunksException e, Map<String, Field> fields, List<Place> places) {
    Field second = fields.get(e.second());
    Field blamed = second.nearest(second.path() + (e.isByUser() ? ".user" : ".lists"));
    String block =
        places.isEmpty()
            ? ""
            : places.stream()
                .map(Place::toString)
                .collect(joining(" and at ", "; the block is at ", ""));
    return blamed.wrong(
        "%s (%s is at %s%s)"
            .formatted(e.getMessage(), e.first(), fields.get(e.first()).place(), block),
        e.isByUser()
            ? "give each trunk a user of its own"
            : "take the block out of one, or let called, fromDomains, hosts, only or credentials"
                + " (auth: both) tell them apart");
  }
}
