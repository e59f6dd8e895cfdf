package io.tollgate.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Baresip;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** REGISTER and OPTIONS where a trunk may use them. */
class RegistrationTest {
  private static final String PASSWORD = "correct-horse-battery-staple";

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          config ->
              config
                  .put("registration", "{minExpires: 2s}")
                  .put(
                      "trunks",
                      """
                      {pbx: {account: acme, auth: list, lists: [here], options: true},
                        phone: {account: acme, auth: digest, user: phone, registration: true,
                          password: {env: PHONE_PASSWORD}}}\
                      """),
          Map.of("PHONE_PASSWORD", PASSWORD));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  @TempDir Path folder;

  @Test
  void aTrunkRegistersRefreshesAsksAndLeaves() {
    Sipp phone = phone("uac-register-expect-200").pause(Duration.ofSeconds(3)).start();
    awaitRegistrations("\"contact\":\"sip:phone@127.0.0.2:" + phone.port() + "\"");
    assertThat(registrations())
        .contains("\"trunk\":\"phone\"", "\"source\":\"127.0.0.2:" + phone.port() + "\"");
    phone.succeed();
    assertThat(registrations()).contains("\"registrations\":[]");
    assertThat(edge.metrics().sum("tollgate_registrations")).isZero();
    assertThat(edge.metrics().sum("tollgate_sip_registers_total", "outcome=\"accepted\""))
        .isGreaterThanOrEqualTo(4);
  }

  @Test
  void aRegistrationRunsOut() {
    phone("uac-register-once-expect-200").option("-key", "expires", "2").run();
    awaitRegistrations("\"registrations\":[]");
    Await.that(
        "the binding to be forgotten",
        Duration.ofSeconds(60),
        () -> edge.metrics().sum("tollgate_registrations") == 0);
    assertThat(edge.metrics().sum("tollgate_registration_changes_total", "change=\"expired\""))
        .isPositive();
  }

  @Test
  void whatIsTooBriefIsRefused() {
    assertThat(phone("uac-register-briefly-expect-423").run().messages())
        .contains("Min-Expires: 2");
  }

  @Test
  void aTrunkThatMayAskIsAnswered() {
    sipp.uac("uac-options-expect-200", edge.sip()).call("x", "pbx").run();
  }

  @Test
  void aRealSoftphoneRegistersAndLeaves() {
    try (Baresip phone = Baresip.register(folder, edge.sip(), "phone", PASSWORD)) {
      awaitRegistrations("\"userAgent\":\"baresip");
      phone.quit();
    }
    awaitRegistrations("\"registrations\":[]");
  }

  private Sipp phone(String scenario) {
    return sipp.uac(scenario, edge.sip(), "127.0.0.2")
        .call("x", "phone")
        .option("-au", "phone", "-ap", PASSWORD);
  }

  private static String registrations() {
    return edge.process().get("/v1/registrations").body();
  }

  private static void awaitRegistrations(String words) {
    Await.that(
        words + " in /v1/registrations",
        Duration.ofSeconds(60),
        () -> registrations().contains(words));
  }
}
