package io.tollgate.proxy.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.trunk.ClaimList.Claim;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Trunks on one block against a search through all of them. */
class ClaimsProperties {
  private static final Account ACME = new Account("acme", "deck");
  private static final AddressPrefix BLOCK = AddressPrefix.parse("192.0.2.0/24");

  @Property(edgeCases = EdgeCasesMode.NONE)
  void findsTheOneClaimThatNoOtherOneIsMoreSpecificThan(
      @ForAll("conditions") List<Conditions> wanted, @ForAll("requests") List<Presented> requests) {
    List<Claim> claims = new ArrayList<>();
    ClaimList list = ClaimList.root();
    for (Conditions conditions : wanted) {
      Claim claim = new Claim(conditions, trunk("t" + claims.size()), claims.size());
      boolean conflict = claims.stream().anyMatch(claim::conflictsWith);
      try {
        list = list.with(List.of(claim), BLOCK);
        assertThat(conflict).isFalse();
        claims.add(claim);
      } catch (AmbiguousTrunksException e) {
        assertThat(conflict).isTrue();
      }
    }
    for (Presented request : requests) {
      List<Claim> fitting = claims.stream().filter(claim -> fits(claim, request)).toList();
      Optional<Trunk> expected =
          fitting.stream()
              .filter(c -> fitting.stream().allMatch(o -> c.conditions().imply(o.conditions())))
              .map(Claim::trunk)
              .findFirst();
      assertThat(expected.isEmpty()).isEqualTo(fitting.isEmpty());
      assertThat(list.compiled().find(request)).isEqualTo(expected);
    }
  }

  private static boolean fits(Claim claim, Presented request) {
    Conditions wanted = claim.conditions();
    return (wanted.certificate().isEmpty()
            || request.arrival().certificateNames().contains(wanted.certificate()))
        && wanted.narrowing().admits(request.arrival())
        && (wanted.fromDomain().isEmpty() || wanted.fromDomain().equals(request.fromDomain()))
        && request.toUser().startsWith(wanted.calledPrefix());
  }

  private static Trunk trunk(String id) {
    return Trunk.builder(id, ACME, AuthMode.LIST).at(List.of(BLOCK)).build();
  }

  private static InetSocketAddress point(int i) {
    return new InetSocketAddress("192.0.2.100", 5060 + i);
  }

  @Provide
  Arbitrary<List<Conditions>> conditions() {
    Arbitrary<Narrowing> narrowings =
        Combinators.combine(few(), few(), few())
            .as(
                (port, transport, point) ->
                    new Narrowing(
                        port == 0 ? OptionalInt.empty() : OptionalInt.of(port),
                        transport == 0
                            ? Optional.empty()
                            : Optional.of(Transport.values()[transport]),
                        point == 0 ? Optional.empty() : Optional.of(point(point))));
    return Combinators.combine(
            Arbitraries.of("", "", "", "c1", "c2"),
            narrowings,
            Arbitraries.of("", "", "", "d1", "d2"),
            Arbitraries.of("", "", "", "9", "99", "98"))
        .as(Conditions::new)
        .list()
        .ofMaxSize(12);
  }

  private static Arbitrary<Integer> few() {
    return Arbitraries.of(0, 0, 0, 1, 2);
  }

  @Provide
  Arbitrary<List<Presented>> requests() {
    Arbitrary<Integer> some = Arbitraries.of(1, 2);
    Arbitrary<Arrival> arrivals =
        Combinators.combine(
                some,
                some,
                some,
                Arbitraries.<List<String>>of(List.of(), List.of("c1"), List.of("c2")))
            .as(
                (port, transport, point, names) ->
                    new Arrival(
                        new InetSocketAddress("192.0.2.1", port),
                        Transport.values()[transport],
                        point(point),
                        names));
    return Combinators.combine(
            arrivals, Arbitraries.of("d1", "d2", "d3"), Arbitraries.of("", "9", "98", "991", "1"))
        .as(
            (arrival, domain, called) ->
                new Presented(arrival, "INVITE", "sip:x", "", called, "", domain, "", List.of()))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }
}
