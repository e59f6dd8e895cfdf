package io.tollgate.proxy.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The registrar's memory against a map from contact to expiry that is searched through. */
class RegistrationsProperties {
  private static final long SECOND = 1_000_000_000L;
  private static final int LIMIT = 3;
  private static final Account ACME = new Account("acme", "deck");

  /**
   * One REGISTER.
   *
   * @param later seconds after the one before
   */
  record Step(int later, int trunk, int contact, int expires, boolean all) {}

  private static Registrations registrations() {
    return new Registrations(
        new RegistrationSettings(
            Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(40), LIMIT));
  }

  private static Trunk trunk(int i) {
    DigestUser user = DigestUser.ofPassword("u" + i, "r", "p", List.of(DigestAlgorithm.MD5));
    return Trunk.builder("t" + i, ACME, AuthMode.DIGEST)
        .user(user)
        .otherMethods(new OtherMethods(true, false))
        .build();
  }

  /** The first two trunks are one PBX's. */
  private static InetSocketAddress sourceOf(int trunk) {
    return source(trunk / 2);
  }

  private static InetSocketAddress source(int i) {
    return new InetSocketAddress("192.0.2." + (i + 1), 5060);
  }

  private static RegisterRequest request(
      int source, long sequence, boolean all, OptionalInt expires, String... contacts) {
    return new RegisterRequest(
        List.of(contacts).stream()
            .map(uri -> new RegisterRequest.Contact(uri, uri, OptionalInt.empty()))
            .toList(),
        all,
        expires,
        Arrival.udp(source(source), source(200)),
        "",
        "call",
        sequence,
        Instant.EPOCH);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void holdsWhatANaiveModelHolds(@ForAll("steps") List<Step> steps) {
    Registrations registrations = registrations();
    Map<String, Map<String, Long>> model = new HashMap<>();
    Map<Long, Set<String>> timers = new TreeMap<>();
    long now = 0;
    long sequence = 0;
    for (Step step : steps) {
      long until = now + step.later() * SECOND;
      tidyUp(registrations, timers, until);
      now = until;
      Trunk trunk = trunk(step.trunk());
      Map<String, Long> mine = model.computeIfAbsent(trunk.id(), id -> new HashMap<>());
      long at = now;
      mine.values().removeIf(expires -> expires <= at);
      String contact = "sip:c" + step.contact();
      RegisterResult result =
          registrations.register(
              trunk,
              step.all()
                  ? request(step.trunk() / 2, ++sequence, true, OptionalInt.of(0))
                  : request(
                      step.trunk() / 2, ++sequence, false, OptionalInt.of(step.expires()), contact),
              now);
      boolean done = apply(mine, contact, step, now);
      assertThat(result instanceof RegisterResult.Done).isEqualTo(done);
      OptionalLong wait = registrations.claimTimer(trunk.id(), now);
      wait.ifPresent(
          delay -> timers.computeIfAbsent(at + delay, w -> new HashSet<>()).add(trunk.id()));
      assertSame(registrations, model, now);
    }
    tidyUp(registrations, timers, now + 41 * SECOND);
    assertThat(registrations.size()).isZero();
    assertThat(timers).isEmpty();
    assertThat(registrations.added()).isEqualTo(registrations.removed() + registrations.expired());
    for (int i = 0; i < 3; i++) {
      assertThat(registrations.knows(source(i).getAddress())).isFalse();
    }
  }

  private static boolean apply(Map<String, Long> mine, String contact, Step step, long now) {
    if (step.all()) {
      mine.clear();
      return true;
    }
    if (step.expires() == 0) {
      mine.remove(contact);
      return true;
    }
    if (step.expires() < 10 || !mine.containsKey(contact) && mine.size() == LIMIT) {
      return false;
    }
    mine.put(contact, now + Math.min(step.expires(), 40) * SECOND);
    return true;
  }

  private static void tidyUp(
      Registrations registrations, Map<Long, Set<String>> timers, long until) {
    while (!timers.isEmpty() && timers.keySet().iterator().next() <= until) {
      long due = timers.keySet().iterator().next();
      for (String trunk : timers.remove(due)) {
        registrations
            .tidyUp(trunk, due)
            .ifPresent(
                delay ->
                    timers
                        .computeIfAbsent(due + Math.max(1, delay), w -> new HashSet<>())
                        .add(trunk));
      }
    }
  }

  private static void assertSame(
      Registrations registrations, Map<String, Map<String, Long>> model, long now) {
    for (Map.Entry<String, Map<String, Long>> entry : model.entrySet()) {
      Map<String, Long> held = new HashMap<>();
      registrations
          .of(entry.getKey(), now)
          .forEach(binding -> held.put(binding.contact(), binding.expiresNanos()));
      Map<String, Long> expected = new HashMap<>(entry.getValue());
      expected.values().removeIf(expires -> expires <= now);
      assertThat(held).isEqualTo(expected);
      int number = entry.getKey().charAt(1) - '0';
      assertThat(registrations.trunksAt(sourceOf(number), now).contains(entry.getKey()))
          .isEqualTo(!expected.isEmpty());
    }
  }

  @Test
  void twoThatShareAnAddressAreKnownUntilBothAreGone() {
    Registrations registrations = registrations();
    registrations.register(trunk(0), request(7, 1, false, OptionalInt.of(20), "sip:a"), 0);
    registrations.register(trunk(1), request(7, 1, false, OptionalInt.of(20), "sip:b"), 0);
    registrations.register(trunk(0), request(7, 2, true, OptionalInt.of(0)), 1);
    assertThat(registrations.knows(source(7).getAddress())).isTrue();
    registrations.register(trunk(1), request(7, 2, true, OptionalInt.of(0)), 1);
    assertThat(registrations.knows(source(7).getAddress())).isFalse();
  }

  @Test
  void whoIsNoTrunkAnyMoreOrHasAnotherPasswordIsForgotten() {
    Registrations registrations = registrations();
    for (int i = 0; i < 4; i++) {
      registrations.register(trunk(i), request(i, 1, false, OptionalInt.of(20), "sip:a"), 0);
    }
    Trunk mayNot = trunk(1).but().otherMethods(OtherMethods.NONE).build();
    Trunk changed =
        trunk(2)
            .but()
            .user(DigestUser.ofPassword("u2", "r", "new", List.of(DigestAlgorithm.MD5)))
            .build();
    registrations.retain(new TrunkDirectory(List.of(mayNot, changed, trunk(3))), 1);
    assertThat(registrations.all(1)).containsOnlyKeys("t3");
    assertThat(registrations.removed()).isEqualTo(3);

    registrations.register(changed, request(2, 2, false, OptionalInt.of(20), "sip:a"), 2);
    registrations.retain(new TrunkDirectory(List.of(changed)), 3);
    assertThat(registrations.all(3)).containsOnlyKeys("t2");
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 15),
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 4),
            Arbitraries.of(0, 9, 10, 20, 40, 100),
            Arbitraries.of(false, false, false, false, true))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }
}
