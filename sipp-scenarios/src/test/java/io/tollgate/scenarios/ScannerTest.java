package io.tollgate.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Command;
import io.tollgate.scenarios.harness.DigestAnswer;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Phone;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import io.tollgate.scenarios.harness.StreamPhone;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * SIPVicious finds no edge by OPTIONS and is banned when it goes on, and so is who guesses a
 * password. Each has an address of its own.
 */
class ScannerTest {
  private static final String TOKEN = "the-token-of-this-test";
  private static final String USER = "1007";
  private static final String PASSWORD = "swordfish";
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          fresh ->
              fresh
                  .put(
                      "listen",
                      "[{transport: udp, bind: \"127.0.0.1:%1$d\"}, {transport: tcp, bind: \"127.0.0.1:%1$d\"}]"
                          .formatted(fresh.sipPort()))
                  .token("TOKEN")
                  .put("lists", "{here: [127.0.0.1/32, 127.0.0.63/32]}")
                  .put(
                      "trunks",
                      "{acme-hq: {account: acme, auth: list, lists: [here], cps: 1000},"
                          + " phone: {account: acme, auth: digest, user: \"1007\","
                          + " password: {env: PHONE}, cps: 100}}"),
          Map.of("TOKEN", TOKEN, "PHONE", PASSWORD));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  private static String run(String tool, String address, String... options) {
    Command.Result result =
        Command.run(
            PATIENCE,
            List.of(
                tool, "-b", address, "-x", address, "-p", Integer.toString(edge.sip().getPort())),
            List.of(options));
    return result.stdout() + result.stderr();
  }

  private static List<String> banned() {
    JsonNode bans =
        JsonMapper.builder().build().readTree(edge.process().get("/v1/bans").body()).path("bans");
    return bans.valueStream().map(ban -> ban.path("source").asString()).toList();
  }

  /** What an offence brings about comes a moment after its answer. */
  private static void awaitBan(String address) {
    Await.that("a ban of " + address, PATIENCE, () -> banned().contains(address));
  }

  @Test
  void svmapFindsNothingByOptions() {
    String found = run("svmap", "127.0.0.31", "127.0.0.1");
    assertThat(found).doesNotContain("127.0.0.1:" + edge.sip().getPort());
  }

  @Test
  void svmapThatGoesOnIsBanned() {
    run("svmap", "127.0.0.32", Collections.nCopies(20, "127.0.0.1").toArray(String[]::new));
    awaitBan("127.0.0.32");
  }

  /** Anybody can write a peer's address on his datagrams: he must not shut it out that way. */
  @Test
  void anAddressOfATrunksListIsNeverBanned() {
    String listed = "127.0.0.63";
    double before = wrongPasswords();
    sipp.uac("uac-wrong-password-expect-407", edge.sip(), listed)
        .call("+4366412345678", USER)
        .option("-au", USER, "-ap", "guess")
        .calls(20)
        .run();
    assertThat(wrongPasswords()).isGreaterThanOrEqualTo(before + 20);
    assertThat(banned()).doesNotContain(listed);
    sipp.uac("uac-not-e164-expect-484", edge.sip(), listed)
        .call("066412345678", "+33123456789")
        .run();
  }

  private static double wrongPasswords() {
    return edge.metrics().sum("tollgate_calls_refused_total", "code=\"auth-failed\"");
  }

  @Test
  void whoGuessesIsMetWithSilenceUntilHeIsLetInAgain() {
    String guesser = "127.0.0.61";
    for (int i = 0; i < 5; i++) {
      sipp.uac("uac-wrong-password-expect-407", edge.sip(), guesser)
          .call("+4366412345678", "+33123456789")
          .option("-au", USER, "-ap", "guess")
          .run();
    }
    awaitBan(guesser);
    assertThat(edge.metrics().sum("tollgate_bans_total", "offence=\"wrong-password\""))
        .isPositive();
    try (Phone phone = new Phone(guesser, edge.sip())) {
      double before = edge.metrics().sum("tollgate_bans_dropped_total");
      phone.send(phone.request("INVITE", "+4366412345678"));
      Await.that(
          "a datagram that was dropped",
          PATIENCE,
          () -> edge.metrics().sum("tollgate_bans_dropped_total") > before);
    }

    assertThat(edge.process().send("DELETE", "/v1/bans/" + guesser, "not-the-token").statusCode())
        .isEqualTo(401);
    assertThat(edge.process().send("DELETE", "/v1/bans/" + guesser, TOKEN).statusCode())
        .isEqualTo(200);
    sipp.uas("uas-answers", edge.carrierPort()).start();
    Sipp right =
        sipp.uac("uac-digest-expect-200", edge.sip(), guesser)
            .call("+4366412345678", "+33123456789")
            .option("-au", USER, "-ap", PASSWORD)
            .run();
    assertThat(edge.records().one(right).path("code").asString()).isEqualTo("normal");
  }

  /** And cannot connect either. */
  @Test
  void whoIsBannedCanStillEndHisCall() {
    String address = "127.0.0.62";
    String called = "+4366412345678";
    Sipp callee = sipp.uas("uas-answers", edge.carrierPort()).start();
    try (Phone phone = new Phone(address, edge.sip())) {
      phone.send(phone.invite(called));
      String refusal = phone.receiveUntil(answer -> answer.startsWith("SIP/2.0 407")).getLast();
      phone.send(phone.ackOf(refusal));
      String digest =
          DigestAnswer.to(refusal, "SHA-256", USER, PASSWORD, "INVITE", "sip:" + called, 1);
      phone.send(
          phone
              .invite(called)
              .replaceFirst("\r\nContact:", "\r\nProxy-Authorization: " + digest + "\r\nContact:"));
      String answer = phone.receiveUntil(status -> status.startsWith("SIP/2.0 200")).getLast();
      phone.send(phone.ackOfAnswer(answer));
      Await.that(
          "the ban of one that sends garbage",
          PATIENCE,
          () -> {
            Collections.nCopies(50, "garbage, and rather much of it, at that").forEach(phone::send);
            return banned().contains(address);
          });

      double dropped = edge.metrics().sum("tollgate_bans_dropped_total");
      phone.send(phone.request("OPTIONS", "anybody"));
      Await.that(
          "silence", PATIENCE, () -> edge.metrics().sum("tollgate_bans_dropped_total") > dropped);
      try (StreamPhone connection = StreamPhone.tcp(address, edge.sip())) {
        connection.awaitClose();
      }
      phone.send(phone.bye(answer));
      String done = phone.receiveUntil(status -> status.contains(" BYE\r\n")).getLast();
      assertThat(done).startsWith("SIP/2.0 200");
      callee.succeed();
      assertThat(edge.records().awaitCallId(phone.callId(), 1).getFirst().path("code").asString())
          .isEqualTo("normal");
    }
  }
}
