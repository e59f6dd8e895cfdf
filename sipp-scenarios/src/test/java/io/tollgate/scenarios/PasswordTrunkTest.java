package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A trunk with a user name and a password, and no address of its own; the demo carrier behind. One
 * call a second is enough: with its challenge and its answer it counts once.
 */
class PasswordTrunkTest {
  private static final String PASSWORD = "correct-horse-battery-staple";

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          config ->
              config
                  .put(
                      "trunks",
                      "{phone: {account: acme, auth: digest, user: phone, password: {env:"
                          + " PHONE_PASSWORD}, cps: 1}}")
                  .put("demo", "{bind: \"127.0.0.1:" + config.carrierPort() + "\", ringFor: 300ms}")
                  .put("carriers", "{demo: {gateways: [{id: echo, uri: demo}]}}"),
          Map.of("PHONE_PASSWORD", PASSWORD));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  @Test
  void theRightPasswordCalls() {
    Sipp caller = caller("uac-digest-expect-200", PASSWORD).run();
    // The challenge itself is no attempt: one record.
    record()
        .with("account", "acme")
        .with("trunk", "phone")
        .with("carrier", "demo")
        .with("gateway", "echo")
        .ended("normal", "caller", 200, 16)
        .billed(60, "0.0390")
        .matches(edge.records().one(caller));
  }

  @Test
  void aWrongPasswordIsChallengedAgainAndGoesNowhere() {
    Sipp caller = caller("uac-wrong-password-expect-407", "a guess").run();
    List<MatchResult> nonces =
        Pattern.compile("nonce=\"([^\"]+)\"")
            .matcher(caller.messages().replaceAll("(?m)^Proxy-Authorization:.*$", ""))
            .results()
            .toList();
    assertThat(nonces.stream().map(nonce -> nonce.group(1)).distinct()).hasSize(2);
    record()
        .without("account", "carrier", "callIdB")
        .ended("auth-failed", "edge", 407, 21)
        .matches(edge.records().one(caller));
  }

  private Sipp caller(String scenario, String password) {
    return sipp.uac(scenario, edge.sip())
        .call("+4366412345678", "+33123456789")
        .option("-au", "phone", "-ap", password);
  }
}
