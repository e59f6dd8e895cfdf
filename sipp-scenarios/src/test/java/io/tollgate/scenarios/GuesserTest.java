package io.tollgate.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Command;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
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
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** SIPVicious would wait on for answers that do not come; it reports what it has when stopped. */
  private static final String STOPPED_AFTER = "4";

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

  @AfterEach
  void letIn() {
    edge.process().send("DELETE", "/v1/bans/" + SELF, TOKEN);
  }

  private static String run(String tool, String... options) {
    return runFor(STOPPED_AFTER, tool, options);
  }

  private static String runFor(String seconds, String tool, String... options) {
    Command.Result result =
        Command.run(
            PATIENCE,
            List.of("timeout", "-s", "INT", seconds),
            List.of(tool, "-t", "0.001", "-p", Integer.toString(edge.sip().getPort())),
            // It would take port 5060 of all addresses, on which answers to others may come.
            List.of("-P", Integer.toString(Ports.free())),
            List.of(options),
            List.of(SELF));
    return result.stdout() + result.stderr();
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
  private static List<String> scans(String method, int number) {
    try (ExecutorService scanners = Executors.newVirtualThreadPerTaskExecutor()) {
      return Stream.generate(
              () ->
                  CompletableFuture.supplyAsync(
                      () -> run("svwar", "--force", "-e", "1000-1099", "-m", method), scanners))
          .limit(number)
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    }
  }

  /** The right password is among those that it would have tried. */
  @ParameterizedTest
  @ValueSource(strings = {"REGISTER", "INVITE"})
  @Order(3)
  void svcrackFindsNoPasswordAndIsBanned(String method) {
    double bansBefore = edge.metrics().sum("tollgate_bans_total");
    double refusedBefore = refused();
    String found = run("svcrack", "-u", USER, "-r", "2000-2040", "-m", method);
    assertThat(found).doesNotContain(PASSWORD);
    assertThat(isBanned()).isTrue();
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
    assertThat(runFor("40", "svcrack", "-u", USER, "-r", "2029-2030")).contains(PASSWORD);
    assertThat(isBanned()).isFalse();
  }
}
