package io.tollgate.proxy.route;

import io.tollgate.proxy.route.health.HealthSettings;
import io.tollgate.proxy.trunk.Binding;
import io.tollgate.proxy.trunk.Trunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where calls to a trunk's numbers go: to its fixed contacts, by priority, weight and order, or
 * where it has none to the clients that it has registered. Immutable.
 */
public final class TrunkContacts {
  private final Trunk trunk;
  private final boolean barred;
  private final GatewayTerms terms;
  private final List<Gateway> fixed;
  private final Candidates candidates;

  /**
   * The contacts of a trunk.
   *
   * @param barred whether it takes no calls at all
   * @param trusted whether it is within our trust domain, so that it is told who hides his number
   * @param fixed its contacts; where there are none, its registrations are
   */
  public TrunkContacts(Trunk trunk, boolean barred, boolean trusted, List<Gateway> fixed) {
    this.trunk = Objects.requireNonNull(trunk);
    this.barred = barred;
    this.terms = new GatewayTerms(Optional.empty(), trusted, false, trunk.nat());
    this.fixed = List.copyOf(fixed);
    this.candidates = new Candidates(fixed);
  }

  /** Whose they are. */
  public Trunk trunk() {
    return trunk;
  }

  /** Whether it takes no calls. */
  public boolean isBarred() {
    return barred;
  }

  /** Whether calls can ever reach it. */
  public boolean isReachable() {
    return !fixed.isEmpty() || trunk.otherMethods().registration();
  }

  /** Its fixed contacts, in the order of the configuration. */
  public List<Gateway> fixed() {
    return fixed;
  }

  /**
   * Where to try to reach it, in that order; empty where it is not registered.
   *
   * @param registered where it has registered
   * @param lot any number, another one for each call
   */
  public List<Gateway> inOrder(List<Binding> registered, long lot) {
    if (!fixed.isEmpty()) {
      return candidates.inOrder(lot);
    }
    List<Gateway> contacts = new ArrayList<>(registered.size());
    for (Binding binding : registered.reversed()) { // who came last is the likeliest to be there
      if (contacts.size() < Candidates.MOST_TRIED) {
        contacts.add(registered(binding));
      }
    }
    return contacts;
  }

  private Gateway registered(Binding binding) {
    return new Gateway(
        "registered",
        "",
        new GatewayUri(
            binding.arrival().source(),
            binding.arrival().transport(),
            binding.contact().regionMatches(true, 0, "sips:", 0, 5),
            Optional.empty()),
        terms,
        Dispatch.DEFAULT,
        HealthSettings.DEFAULT,
        Optional.of(new RegisteredFlow(binding.contact(), binding.arrival().listeningPoint())));
  }
}
