package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;

import io.tollgate.scenarios.harness.Baresip;
import io.tollgate.scenarios.harness.Edge;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real softphone calls with its password, and hears itself through the demonstration carrier.
 * Debian's baresip gives up where any algorithm but MD5 is offered, so it is offered no other.
 */
class SoftphoneTest {
  private static final String PASSWORD = "correct-horse-battery-staple";

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          config ->
              config
                  .put(
                      "trunks",
                      """
                      {phone: {account: acme, auth: digest, user: phone,
                        password: {env: PHONE_PASSWORD}}}\
                      """)
                  .put("demo", "{bind: \"127.0.0.1:" + config.carrierPort() + "\", ringFor: 300ms}")
                  .put("carriers", "{demo: {gateways: [{id: echo, uri: demo}]}}"),
          Map.of("PHONE_PASSWORD", PASSWORD));

  @TempDir Path folder;

  @Test
  void isAnsweredAndHearsItself() {
    try (Baresip phone = Baresip.call(folder, edge.sip(), "phone", PASSWORD, "+4366412345678")) {
      phone.awaitReport("Call established");
      phone.awaitReport("incoming rtp for 'audio' established");
      edge.metrics().awaitCalls(1);
      phone.quit();
    }
    // Its From is no number, so it pays what the dearest caller pays.
    record()
        .with("trunk", "phone")
        .with("to", "+4366412345678")
        .ended("normal", "caller", 200, 16)
        .billed(60, "0.3980")
        .matches(edge.records().awaitAnswered("from the softphone", "fromReceived", "phone"));
  }
}
