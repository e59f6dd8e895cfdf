package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.DigestAnswer;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Phone;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Digest authentication in what goes beyond the right and the wrong password: late answers, answers
 * that come again, the younger algorithms, credentials together with an address. The calls are to
 * what is no number: 484 says that the trunk was recognised.
 */
class DigestTrunkTest {
  private static final String NO_NUMBER = "066412345678";
  private static final String FRENCH = "+33123456789";
  private static final String PASSWORD = "correct-horse-battery-staple";

  /** Where nonces live for as long as a busy machine may need. */
  @RegisterExtension static final Edge edge = edge("1m");

  /** Where a nonce is stale after a short while. */
  @RegisterExtension static final Edge hurried = edge("3s");

  private static Edge edge(String nonceLife) {
    return Edge.with(
        config ->
            config
                .put(
                    "digest",
                    "{algorithms: [MD5, SHA-256, SHA-512-256], nonceLife: " + nonceLife + "}")
                .put("lists", "{vault: [127.0.0.3/32]}")
                .put(
                    "trunks",
                    """
                    {phone: {account: acme, auth: digest, user: phone,
                        password: {env: PHONE_PASSWORD}, cps: 100},
                      vault: {account: acme, auth: both, lists: [vault], user: vault,
                        password: {env: PHONE_PASSWORD}, cps: 100}}\
                    """),
        Map.of("PHONE_PASSWORD", PASSWORD));
  }

  @RegisterExtension final SippRuns sipp = new SippRuns();

  @Test
  void aLateAnswerIsStaleAndTheNextOneIsTaken() {
    Sipp caller = caller(hurried, "uac-stale-nonce-expect-484", "127.0.0.1", "phone").run();
    record()
        .with("trunk", "phone")
        .ended("not-e164", "edge", 484, 28)
        .matches(hurried.records().one(caller));
  }

  @Test
  void aChallengeCanBeAnsweredAgainWithTheNextCount() {
    caller(edge, "uac-nonce-again-expect-484", "127.0.0.1", "phone").run();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA-256", "SHA-512-256"})
  void theYoungerAlgorithmsAreTakenAndNoAnswerTwice(String algorithm) {
    try (Phone phone = new Phone("127.0.0.1", edge.sip())) {
      String challenge = answer(phone, phone.request("INVITE", NO_NUMBER));
      assertThat(challenge).startsWith("SIP/2.0 407 ");
      phone.send(phone.ackOf(challenge));
      String right = credentials(challenge, algorithm, PASSWORD, 1);
      assertThat(call(phone, right)).startsWith("SIP/2.0 484 ");
      assertThat(call(phone, right)).startsWith("SIP/2.0 407 ").contains("stale=true");
      assertThat(call(phone, credentials(challenge, algorithm, PASSWORD, 2)))
          .startsWith("SIP/2.0 484 ");
      assertThat(call(phone, credentials(challenge, algorithm, "guess", 3)))
          .startsWith("SIP/2.0 407 ")
          .doesNotContain("stale=true");
    }
  }

  @Test
  void addressAndPasswordTogetherAreBothWanted() {
    Sipp right = caller(hurried, "uac-stale-nonce-expect-484", "127.0.0.3", "vault").run();
    record()
        .with("trunk", "vault")
        .ended("not-e164", "edge", 484, 28)
        .matches(hurried.records().one(right));
    Sipp elsewhere = caller(edge, "uac-wrong-password-expect-407", "127.0.0.4", "vault").run();
    record()
        .without("account")
        .ended("auth-failed", "edge", 407, 21)
        .matches(edge.records().one(elsewhere));
  }

  private Sipp caller(Edge edge, String scenario, String ip, String user) {
    return sipp.uac(scenario, edge.sip(), ip)
        .call(NO_NUMBER, FRENCH)
        .option("-au", user, "-ap", PASSWORD);
  }

  private static String credentials(
      String challenge, String algorithm, String password, int count) {
    return DigestAnswer.to(
        challenge, algorithm, "phone", password, "INVITE", "sip:" + NO_NUMBER + "@edge", count);
  }

  private static String call(Phone phone, String credentials) {
    String request =
        phone
            .request("INVITE", NO_NUMBER)
            .replace(
                "Content-Length:", "Proxy-Authorization: " + credentials + "\r\nContent-Length:");
    String answer = answer(phone, request);
    phone.send(phone.ackOf(answer));
    return answer;
  }

  private static String answer(Phone phone, String request) {
    phone.send(request);
    String sequence = "\r\nCSeq: " + request.replaceAll("(?s).*\r\nCSeq: (\\d+) .*", "$1") + " ";
    return phone
        .receiveUntil(message -> !message.startsWith("SIP/2.0 100 ") && message.contains(sequence))
        .getLast();
  }
}
