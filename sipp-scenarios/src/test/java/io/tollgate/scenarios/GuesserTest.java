package io.tollgate.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Sipvicious;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * SIPVicious looks for users (svwar) and guesses passwords (svcrack), finds neither and is banned.
 * These two send from 127.0.0.1 whatever they are told, so this edge has no peer there.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuesserTest {
  private static final String TOKEN = "the-token-of-this-test";
  private static final String SELF = "127.0.0.1";
  private static final String USER = "1007";
  private static final String PASSWORD = "2029";
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** Who has sent nothing for so long has nothing more to send. */
  private static final long SILENCE_NANOS = 2_000_000_000L;

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          fresh ->
              fresh
                  .token("TOKEN")
                  .put("lists", "{here: [127.0.0.41/32]}")
                  .put("carriers", "{c1: {gateways: [{id: g1, uri: \"sip:127.0.0.42\"}]}}")
                  .put(
                      "trunks",
                      "{acme-hq: {account: acme, auth: list, lists: [here]},"
                          + " phone: {account: acme, auth: digest, user: \"1007\","
                          + " password: {env: PHONE}, cps: 100, registration: true}}"),
          Map.of("TOKEN", TOKEN, "PHONE", PASSWORD));

  @TempDir Path folder;

  @AfterEach
  void letIn() {
    edge.process().send("DELETE", "/v1/bans/" + SELF, TOKEN);
  }

  /** Runs several of one tool at once until the edge has heard nothing more for a while. */
  private List<String> run(int number, String tool, String... options) {
    List<Sipvicious> tools = new ArrayList<>();
    try {
      for (int i = 0; i < number; i++) {
        tools.add(start(tool, options));
      }
      tools.forEach(Sipvicious::awaitBegun);
      awaitSilence();
      tools.forEach(Sipvicious::interrupt);
      return tools.stream().map(Sipvicious::report).toList();
    } finally {
      tools.forEach(Sipvicious::close);
    }
  }

  private Sipvicious start(String tool, String... options) {
    List<String> all =
        new ArrayList<>(List.of("-t", "0.001", "-p", Integer.toString(edge.sip().getPort())));
    all.addAll(List.of(options));
    all.add(SELF);
    return Sipvicious.start(folder, tool, all);
  }

  private static void awaitSilence() {
    AtomicReference<Double> last = new AtomicReference<>(-1.0);
    AtomicLong since = new AtomicLong();
    Await.that(
        "the end of all requests",
        PATIENCE,
        () -> {
          double heard = refused() + edge.metrics().sum("tollgate_bans_dropped_total");
          if (last.getAndSet(heard) != heard) {
            since.set(System.nanoTime());
          }
          return System.nanoTime() - since.get() > SILENCE_NANOS;
        });
  }

  private static boolean isBanned() {
    JsonNode bans =
        JsonMapper.builder().build().readTree(edge.process().get("/v1/bans").body()).path("bans");
    return bans.valueStream().anyMatch(ban -> ban.path("source").asString().equals(SELF));
  }

  private static double bansFor(String offence) {
    return edge.metrics().sum("tollgate_bans_total", "offence=\"" + offence + "\"");
  }

  /** All that was asked for credentials, or got them wrong. */
  private static double refused() {
    return edge.metrics().sum("tollgate_sip_registers_total", "outcome=\"challenged\"")
        + edge.metrics().sum("tollgate_calls_challenged_total")
        + edge.metrics().sum("tollgate_calls_refused_total", "code=\"auth-failed\"");
  }

  /** Every answer is the same whether there is such a user or not, at which it soon gives up. */
  @Test
  @Order(1)
  void svwarFindsNoUserAndIsBannedWhenItGoesOn() {
    double bansBefore = bansFor("unproved");
    double refusedBefore = refused();
    for (int round = 0; !isBanned(); round++) {
      assertThat(round).as("rounds without a ban").isLessThan(8);
      assertFoundNothing(scans("REGISTER", 8));
    }
    assertThat(bansFor("unproved")).isEqualTo(bansBefore + 1);
    assertThat(refused()).isGreaterThanOrEqualTo(refusedBefore + 100);

    double dropped = edge.metrics().sum("tollgate_bans_dropped_total");
    assertFoundNothing(scans("REGISTER", 1));
    assertThat(edge.metrics().sum("tollgate_bans_dropped_total")).isGreaterThan(dropped);
  }

  @Test
  @Order(2)
  void svwarFindsNoUserByCallingAll() {
    double refusedBefore = refused();
    assertFoundNothing(scans("INVITE", 1));
    assertThat(refused()).isGreaterThan(refusedBefore);
  }

  private static void assertFoundNothing(List<String> reports) {
    assertThat(reports)
        .allSatisfy(
            report -> assertThat(report).contains("found nothing").doesNotContain("reqauth"));
  }

  /** Several at once, since each gives up after some 30 requests. */
  private List<String> scans(String method, int number) {
    return run(number, "svwar", "--force", "-e", "1000-1099", "-m", method);
  }

  /** The right password is among those that it would have tried. */
  @ParameterizedTest
  @ValueSource(strings = {"REGISTER", "INVITE"})
  @Order(3)
  void svcrackFindsNoPasswordAndIsBanned(String method) {
    double bansBefore = edge.metrics().sum("tollgate_bans_total");
    double refusedBefore = refused();
    String found = run(1, "svcrack", "-u", USER, "-r", "2000-2040", "-m", method).getFirst();
    assertThat(found).doesNotContain(PASSWORD);
    Await.that("a ban", PATIENCE, GuesserTest::isBanned);
    assertThat(edge.metrics().sum("tollgate_bans_total")).isEqualTo(bansBefore + 1);
    assertThat(refused()).isGreaterThan(refusedBefore);
  }

  /**
   * It is the ban that stops it: a password that is guessed at once is found. Last, because who has
   * shown a right password is borne with for longer.
   */
  @Test
  @Order(4)
  void svcrackKnowsTheRightPasswordWhereItComesAcrossIt() {
    // It ends by itself once it has it.
    try (Sipvicious svcrack = start("svcrack", "-u", USER, "-r", "2029-2030")) {
      assertThat(svcrack.report()).contains(PASSWORD);
    }
    assertThat(isBanned()).isFalse();
  }
}
