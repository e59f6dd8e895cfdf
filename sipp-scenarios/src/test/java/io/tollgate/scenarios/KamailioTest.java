package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Kamailio;
import io.tollgate.scenarios.harness.Ports;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A real Kamailio beside the edge, as the carrier's border and as the customer's proxy. It records
 * its route and answers 404 to whoever does not follow it: calls that go well followed it.
 */
class KamailioTest {
  private static final String AUSTRIAN_MOBILE = "+4366412345678";
  private static final String FRENCH = "+33123456789";

  @RegisterExtension static final Edge edge = Edge.plain();
  @RegisterExtension final SippRuns sipp = new SippRuns();
  @TempDir Path folder;

  /** Kamailio where the edge sends calls to, and its called side behind it. */
  private Kamailio asCarrier(int calledPort) {
    return Kamailio.start(folder, edge.carrierPort(), calledPort);
  }

  /** Kamailio where the customer's phones send calls to. */
  private Kamailio asProxy() {
    return Kamailio.start(folder, Ports.free(), edge.sip().getPort());
  }

  private Sipp call(Sipp caller) {
    return caller.call(AUSTRIAN_MOBILE, FRENCH).pause(Duration.ofMillis(300)).run();
  }

  @ParameterizedTest
  @CsvSource({
    "uac-call-expect-200,                 uas-answers,               normal,    caller, 200, 16",
    "uac-hung-up-by-callee-expect-200,    uas-hangs-up,              normal,    callee, 200, 16",
    "uac-reinvite-expect-200,             uas-reinvite,              normal,    caller, 200, 16",
    "uac-early-media-expect-200,          uas-early-media,           normal,    caller, 200, 16",
    "uac-cancel-while-ringing-expect-487, uas-rings-behind-a-proxy,  cancelled, caller, 487, 16",
    "uac-busy-expect-486,                 uas-busy,                  busy,      callee, 486, 17",
  })
  void asTheCarriersBorder(
      String uac, String uas, String code, String hungUpBy, int status, int q850) {
    Sipp callee = sipp.uas(uas, Ports.free()).start();
    try (Kamailio kamailio = asCarrier(callee.port())) {
      Sipp caller = call(sipp.uac(uac, edge.sip()));
      callee.succeed();
      record().ended(code, hungUpBy, status, q850).matches(edge.records().one(caller));
      assertThat(requestsAt(callee)).allMatch(request -> cameThrough(kamailio, request));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "uac-call-expect-200,                 uas-answers,               normal,    caller, 200, 16",
    "uac-hung-up-by-callee-expect-200,    uas-hangs-up,              normal,    callee, 200, 16",
    "uac-reinvite-expect-200,             uas-reinvite,              normal,    caller, 200, 16",
    "uac-early-media-expect-200,          uas-early-media,           normal,    caller, 200, 16",
    "uac-cancel-while-ringing-expect-487, uas-rings-until-cancelled, cancelled, caller, 487, 16",
    "uac-busy-expect-486,                 uas-busy,                  busy,      callee, 486, 17",
  })
  void asTheCustomersProxy(
      String uac, String uas, String code, String hungUpBy, int status, int q850) {
    Sipp callee = sipp.uas(uas, edge.carrierPort()).start();
    try (Kamailio kamailio = asProxy()) {
      Sipp caller = call(sipp.uac(uac, new InetSocketAddress("127.0.0.1", kamailio.port())));
      callee.succeed();
      record().ended(code, hungUpBy, status, q850).matches(edge.records().one(caller));
      assertThat(requestsAt(caller)).allMatch(request -> cameThrough(kamailio, request));
      assertThat(callee.messages())
          .as("what the carrier sees of the customer's network")
          .doesNotContain(":" + kamailio.port());
    }
  }

  @Test
  void onBothSides() {
    Sipp callee = sipp.uas("uas-reinvite", Ports.free()).start();
    try (Kamailio carrier = asCarrier(callee.port());
        Kamailio proxy = asProxy()) {
      Sipp caller =
          call(
              sipp.uac(
                  "uac-reinvite-expect-200", new InetSocketAddress("127.0.0.1", proxy.port())));
      callee.succeed();
      record().ended("normal", "caller", 200, 16).matches(edge.records().one(caller));
      assertThat(requestsAt(callee)).allMatch(request -> cameThrough(carrier, request));
    }
  }

  /** The requests that a SIPp received. */
  private static List<String> requestsAt(Sipp run) {
    return Arrays.stream(run.messages().split("\\n-{10,}[^\\n]*\\n"))
        .filter(entry -> entry.contains("message received"))
        .map(entry -> entry.substring(entry.indexOf("\n\n") + 2))
        .filter(message -> !message.startsWith("SIP/2.0"))
        .toList();
  }

  private static boolean cameThrough(Kamailio kamailio, String request) {
    return request.contains("Via: SIP/2.0/UDP 127.0.0.1:" + kamailio.port() + ";branch=");
  }
}
