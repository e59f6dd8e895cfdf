package io.tollgate.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tollgate.proxy.net.Transport;
import io.tollgate.rating.number.E164;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteSelectorTest {
  private static final E164 MOBILE = E164.of("+436641234567");

  private static Gateway gateway(String id, int priority, int weight) {
    return new Gateway(
        id,
        "c",
        new GatewayUri(new InetSocketAddress("192.0.2.1", 5060), Transport.UDP),
        GatewayTerms.NONE,
        new Dispatch(priority, weight, NumberFormat.E164, Duration.ofSeconds(2)));
  }

  /** A carrier with one gateway of its own name, which is tried in its turn. */
  private static Carrier carrier(String id, String taken, String excepted) {
    return new Carrier(
        id,
        List.of(gateway(id, Dispatch.IN_ORDER, 1)),
        new Destinations(words(taken), words(excepted)));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  private static List<String> ids(List<Gateway> gateways) {
    return gateways.stream().map(Gateway::id).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "+436641234567, mobile all",
    "+4366412345,   mobile all",
    "+431234567,    austria all",
    "+439001234567, all",
    "+439010123456, austria all",
    "+12125550100,  all",
    "+8811234567,   ''"
  })
  void theLongestPrefixOfEachCarrierDecides(String number, String takers) {
    RouteSelector routes =
        new RouteSelector(
            List.of(
                carrier("mobile", "43664 43676", ""),
                carrier("austria", "43 43901", "43664 43676 4390"),
                carrier("nobody", "7", "7"),
                new Carrier(
                    "all",
                    List.of(gateway("all", Dispatch.IN_ORDER, 1)),
                    new Destinations(List.of(""), List.of("881")))));
    assertThat(ids(Ways.of(routes, E164.of(number), 1))).isEqualTo(words(takers));
  }

  @Test
  void withoutPrioritiesTheOrderIsThatOfTheConfiguration() {
    RouteSelector routes =
        new RouteSelector(
            List.of(
                new Carrier("b", List.of(gateway("b1", 0, 1), gateway("b2", 0, 1))),
                new Carrier("a", List.of(gateway("a1", 0, 1)))));
    List<Gateway> first = Ways.of(routes, MOBILE, 1);
    assertThat(ids(first)).containsExactly("b1", "b2", "a1");
    assertThat(Ways.of(routes, MOBILE, 2)).isEqualTo(first);
  }

  @Test
  void prioritiesComeBeforeTheOrderOfTheConfiguration() {
    RouteSelector routes =
        new RouteSelector(
            List.of(
                new Carrier("a", List.of(gateway("later", 0, 1), gateway("second", 20, 1))),
                new Carrier("b", List.of(gateway("first", 10, 1), gateway("last", 0, 1)))));
    assertThat(ids(Ways.of(routes, MOBILE, 5))).containsExactly("first", "second", "later", "last");
  }

  @Test
  void ofOnePriorityEachComesFirstAsOftenAsItsWeightSays() {
    RouteSelector routes =
        new RouteSelector(
            List.of(
                new Carrier(
                    "c",
                    List.of(
                        gateway("reserve", 2, 1),
                        gateway("seventy", 1, 70),
                        gateway("twenty", 1, 20),
                        gateway("ten", 1, 10)))));
    Map<String, Integer> firsts = new HashMap<>();
    for (int call = 0; call < 20_000; call++) {
      List<String> order = ids(Ways.of(routes, MOBILE, call * 1_000_003L));
      firsts.merge(order.getFirst(), 1, Integer::sum);
      assertThat(order).hasSize(4).endsWith("reserve").doesNotHaveDuplicates();
    }
    assertThat(firsts.get("seventy")).isCloseTo(14_000, Offset.offset(300));
    assertThat(firsts.get("twenty")).isCloseTo(4_000, Offset.offset(300));
    assertThat(firsts.get("ten")).isCloseTo(2_000, Offset.offset(300));
  }

  @Test
  void nobodyWaitsForMoreThanEightGateways() {
    List<Gateway> many = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      many.add(gateway("g" + i, 1, 1 + i % 3));
    }
    List<Gateway> order = Ways.of(new RouteSelector(List.of(new Carrier("c", many))), MOBILE, 42);
    assertThat(order).hasSize(Hunt.MOST_TRIED).doesNotHaveDuplicates().allMatch(many::contains);
  }

  @Provide
  Arbitrary<List<Carrier>> carriers() {
    Arbitrary<List<String>> prefixes =
        Arbitraries.strings().withChars("12").ofMaxLength(4).list().uniqueElements().ofMaxSize(6);
    Arbitrary<Destinations> destinations =
        prefixes.flatMap(
            all ->
                Arbitraries.integers()
                    .between(0, all.size())
                    .map(n -> new Destinations(all.subList(0, n), all.subList(n, all.size()))));
    return destinations
        .list()
        .ofMaxSize(5)
        .map(
            each -> {
              List<Carrier> carriers = new ArrayList<>();
              for (Destinations one : each) {
                String id = "c" + carriers.size();
                carriers.add(new Carrier(id, List.of(gateway(id, 0, 1)), one));
              }
              return carriers;
            });
  }

  @Provide
  Arbitrary<E164> numbers() {
    return Arbitraries.strings().withChars("12").ofLength(7).map(digits -> E164.of("+" + digits));
  }

  @Property
  void agreesWithAskingEveryCarrier(
      @ForAll @From("carriers") List<Carrier> carriers, @ForAll @From("numbers") E164 number) {
    List<String> takers =
        carriers.stream().filter(carrier -> takes(carrier, number)).map(Carrier::id).toList();
    assertThat(ids(Ways.of(new RouteSelector(carriers), number, 7))).isEqualTo(takers);
  }

  private static boolean takes(Carrier carrier, E164 number) {
    Destinations all = carrier.destinations();
    return longest(all.taken(), number) > longest(all.excepted(), number);
  }

  private static int longest(List<String> prefixes, E164 number) {
    return prefixes.stream()
        .filter(number.digits()::startsWith)
        .mapToInt(String::length)
        .max()
        .orElse(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "true,  0, '',      +436641234567",
    "false, 0, '',      436641234567",
    "false, 0, 00,      00436641234567",
    "false, 2, 0,       06641234567",
    "false, 0, 7788*,   7788*436641234567"
  })
  void gatewaysSeeNumbersAsTheyWantThem(boolean plus, int strip, String prefix, String sent) {
    StringBuilder text = new StringBuilder();
    new NumberFormat(plus, strip, prefix).append(text, MOBILE);
    assertThat(text).hasToString(sent);
  }

  @ParameterizedTest
  @CsvSource({"true, 2, ''", "true, 0, 00", "false, 7, ''", "false, 0, +"})
  void aFormatMustMakeSense(boolean plus, int strip, String prefix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NumberFormat(plus, strip, prefix))
        .withMessageContaining("; ");
  }
}
