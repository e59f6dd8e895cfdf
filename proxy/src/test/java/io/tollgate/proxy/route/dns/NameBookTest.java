package io.tollgate.proxy.route.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.dns.Location.Target;
import io.tollgate.proxy.time.TurnedClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class NameBookTest {
  private static final ServerName NAME = new ServerName("C.test.", 0, Optional.empty(), false);
  private static final Duration LIFE = Duration.ofSeconds(100);
  private static final Duration KEEP = Duration.ofMinutes(10);

  private final TurnedClock clock = new TurnedClock();
  private final Deque<CompletableFuture<Location>> asked = new ArrayDeque<>();
  private final NameBook book =
      new NameBook(
          name -> {
            CompletableFuture<Location> answer = new CompletableFuture<>();
            asked.add(answer);
            return answer;
          },
          clock::nanos,
          KEEP);

  private static Target target(String address, int rank, int weight) {
    return new Target(new InetSocketAddress(address, 5060), Transport.UDP, rank, weight);
  }

  private static Location at(String address) {
    return new Location(List.of(target(address, 0, 0)), LIFE, "");
  }

  private void watched() {
    book.watch(List.of(NAME));
    book.look();
  }

  private void resolved() {
    watched();
    asked.remove().complete(at("192.0.2.1"));
  }

  private List<String> where() {
    return book.targets(NAME, 1).stream()
        .map(target -> target.address().getAddress().getHostAddress())
        .toList();
  }

  private void turn(Duration time) {
    clock.turn(time);
    book.look();
  }

  @Test
  void aNameIsOneHoweverItIsWritten() {
    assertThat(NAME).isEqualTo(new ServerName("c.test", 0, Optional.empty(), false));
    assertThat(NAME.toString()).isEqualTo("sip:c.test");
  }

  @Test
  void untilTheFirstAnswerNobodyKnows() {
    watched();
    assertThat(where()).isEmpty();
    assertThat(book.problem(NAME)).isEqualTo("its name is still being looked up");
    book.look();
    assertThat(asked).as("one question at a time").hasSize(1);
    asked.remove().complete(at("192.0.2.1"));
    assertThat(where()).containsExactly("192.0.2.1");
    assertThat(book.problem(NAME)).isEmpty();
    assertThat(book.knows(book.targets(NAME).getFirst().address().getAddress())).isTrue();
    assertThat(book.nameAt(book.targets(NAME).getFirst().address())).contains(NAME);
  }

  @Test
  void itIsAskedForAgainBeforeItsTimeRunsOut() {
    resolved();
    turn(Duration.ofSeconds(79));
    assertThat(asked).isEmpty();
    turn(Duration.ofSeconds(2));
    assertThat(asked).hasSize(1);
    assertThat(where()).as("meanwhile").containsExactly("192.0.2.1");
    asked.remove().complete(at("192.0.2.2"));
    assertThat(where()).containsExactly("192.0.2.2");
  }

  @Test
  void aLifeOfNothingDoesNotMeanAskingAllTheTime() {
    watched();
    asked.remove().complete(new Location(List.of(target("192.0.2.1", 0, 0)), Duration.ZERO, ""));
    turn(Duration.ofMillis(700));
    assertThat(asked).isEmpty();
    turn(Duration.ofMillis(200));
    assertThat(asked).hasSize(1);
  }

  @Test
  void whileDnsFailsTheLastGoodAnswerIsUsedForABoundedTime() {
    resolved();
    turn(Duration.ofSeconds(81));
    asked.remove().completeExceptionally(new IOException("SERVFAIL"));
    assertThat(where()).containsExactly("192.0.2.1");
    assertThat(book.problem(NAME)).isEqualTo("DNS gives no answer: SERVFAIL");
    clock.turn(LIFE.plus(KEEP).minusSeconds(82));
    assertThat(where()).containsExactly("192.0.2.1");
    clock.turn(Duration.ofSeconds(1));
    assertThat(where()).isEmpty();
    book.look();
    asked.remove().complete(at("192.0.2.3"));
    assertThat(where()).containsExactly("192.0.2.3");
  }

  @Test
  void anAnswerWithoutAddressesCountsAsNone() {
    resolved();
    turn(Duration.ofSeconds(81));
    asked.remove().complete(new Location(List.of(), LIFE, "c.test has no address"));
    assertThat(where()).containsExactly("192.0.2.1");
    assertThat(book.problem(NAME)).isEqualTo("c.test has no address");
  }

  @Test
  void aPartIsTakenWhereNothingMoreIsKnown() {
    String problem = "DNS gives no answer about some of its servers";
    Location part = new Location(List.of(target("192.0.2.2", 2, 0)), LIFE, problem);
    Location all =
        new Location(List.of(target("192.0.2.1", 1, 0), target("192.0.2.2", 2, 0)), LIFE, "");
    watched();
    asked.remove().complete(part);
    assertThat(where()).containsExactly("192.0.2.2");
    assertThat(book.problem(NAME)).isEqualTo(problem);
    turn(Duration.ofSeconds(81));
    asked.remove().complete(all);
    assertThat(where()).containsExactly("192.0.2.1", "192.0.2.2");
    assertThat(book.problem(NAME)).isEmpty();
    turn(Duration.ofSeconds(81));
    asked.remove().complete(part);
    assertThat(where()).as("all that is known").containsExactly("192.0.2.1", "192.0.2.2");
    assertThat(book.problem(NAME)).isEqualTo(problem);
  }

  @Test
  void whoFailsIsAskedEverMoreSlowly() {
    watched();
    for (long seconds : new long[] {1, 2, 4, 8, 16, 30, 30}) {
      asked.remove().completeExceptionally(new IOException("no"));
      turn(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(asked).isEmpty();
      turn(Duration.ofMillis(1));
      assertThat(asked).as("after " + seconds + " s").hasSize(1);
    }
  }

  @Test
  void namesThatAreGoneAreForgotten() {
    resolved();
    book.watch(List.of());
    assertThat(where()).isEmpty();
    turn(Duration.ofMinutes(5));
    assertThat(asked).isEmpty();
  }

  private List<ServerName> namesAt(String address) {
    return book.namesAt(InetAddress.ofLiteral(address));
  }

  @Test
  void whoIsAtAnAddressChangesWithTheAnswers() {
    ServerName other = new ServerName("a.test", 5070, Optional.of(Transport.TCP), false);
    book.watch(List.of(NAME, other));
    book.look();
    assertThat(namesAt("192.0.2.1")).isEmpty();
    Location both =
        new Location(List.of(target("192.0.2.1", 1, 0), target("192.0.2.2", 2, 0)), LIFE, "");
    asked.remove().complete(both);
    asked.remove().complete(both);
    assertThat(namesAt("192.0.2.1")).as("by their texts").containsExactly(other, NAME);
    assertThat(namesAt("192.0.2.2")).containsExactly(other, NAME);
    assertThat(namesAt("192.0.2.3")).isEmpty();
    book.watch(List.of(NAME));
    assertThat(namesAt("192.0.2.1")).containsExactly(NAME);
    turn(Duration.ofSeconds(81));
    asked.remove().complete(at("192.0.2.3"));
    assertThat(namesAt("192.0.2.1")).isEmpty();
    assertThat(namesAt("192.0.2.3")).containsExactly(NAME);
    assertThat(book.knows(InetAddress.ofLiteral("192.0.2.2"))).isFalse();
  }

  @Test
  void nobodyIsAtAnAddressThatWasKeptForTooLong() {
    resolved();
    turn(Duration.ofSeconds(81));
    asked.remove().completeExceptionally(new IOException("SERVFAIL"));
    turn(LIFE.plus(KEEP).minusSeconds(82));
    assertThat(namesAt("192.0.2.1")).containsExactly(NAME);
    turn(Duration.ofSeconds(1));
    assertThat(namesAt("192.0.2.1")).isEmpty();
    assertThat(book.knows(InetAddress.ofLiteral("192.0.2.1"))).isFalse();
  }

  @Test
  void whoeverWantsToKnowIsToldThatSomebodyHasMoved() {
    List<List<ServerName>> told = new ArrayList<>();
    book.whenMoved(() -> told.add(namesAt("192.0.2.1")));
    resolved();
    assertThat(told).containsExactly(List.of(), List.of(NAME));
    turn(Duration.ofSeconds(81));
    asked.remove().complete(at("192.0.2.1"));
    assertThat(told).as("where it was").hasSize(2);
  }

  @Test
  void ofOneRankTheWeightsDecideAndRanksAlways() {
    watched();
    asked
        .remove()
        .complete(
            new Location(
                List.of(
                    target("192.0.2.9", 2, 100),
                    target("192.0.2.1", 1, 10),
                    target("192.0.2.3", 1, 30),
                    target("192.0.2.0", 1, 0)),
                LIFE,
                ""));
    int first = 0;
    int none = 0;
    for (long lot = 0; lot < 4000; lot++) {
      List<Target> order = book.targets(NAME, lot);
      assertThat(order).hasSize(4).doesNotHaveDuplicates().isEqualTo(book.targets(NAME, lot));
      assertThat(order.getLast().rank()).isEqualTo(2);
      first += order.getFirst().weight() == 30 ? 1 : 0;
      none += order.getFirst().weight() == 0 ? 1 : 0;
    }
    assertThat(first).as("three of four").isBetween(2800, 3100);
    assertThat(none).as("hardly ever").isBetween(1, 250);
  }
}
