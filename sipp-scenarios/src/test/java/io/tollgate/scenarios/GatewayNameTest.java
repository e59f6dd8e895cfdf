package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Dnsmasq;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Ports;
import io.tollgate.scenarios.harness.SilentPeer;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gateways by name (RFC 3263): a real DNS server says where they are, stops, and changes its mind.
 */
class GatewayNameTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A name that DNS had no answer for is asked for again ever later. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final int DNS = Ports.free();
  private static final int SILENT = Ports.free();
  private static final int FIRST = Ports.free();
  private static final int PBX = Ports.free();
  private static final int SECOND = Ports.free();

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          config ->
              config
                  .put("dns", "{servers: [\"127.0.0.1:%d\"], timeout: 1s}".formatted(DNS))
                  .put(
                      "listen",
                      ("[{transport: udp, bind: \"127.0.0.1:%1$d\"},"
                              + " {transport: tcp, bind: \"127.0.0.1:%1$d\"}]")
                          .formatted(config.sipPort()))
                  .put(
                      "carriers",
                      "{named: {gateways: [{id: g1, uri: \"sip:carrier.test\", setupTimer: 3s},"
                          + " {id: g2, uri: \"sip:nowhere.test\"}]},"
                          + " calling: {destinations: [\"99\"], inbound: true,"
                          + " gateways: [{id: c1, uri: \"sip:calls.test\"}]}}")
                  .put(
                      "accounts",
                      "{acme: {deck: test, cps: 1000, prices: {inbound: {ip: 0.003, local: 0.008},"
                          + " outbound: {ip: 0.004}}}}")
                  .put(
                      "trunks",
                      "{acme-hq: {account: acme, auth: list, lists: [here], cps: 1000},"
                          + " pbx: {account: acme, auth: list, lists: [there],"
                          + " inbound: {contacts: [{setupTimer: 30s, uri: \"sip:pbx.test:%d\"}]}}}"
                              .formatted(PBX))
                  .put("lists", "{here: [127.0.0.1/32], there: [127.0.0.9/32]}")
                  .put("numbers", "[{numbers: [\"+49301234xx\"], trunk: pbx}]"));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  @TempDir Path folder;

  private Dnsmasq dns(String... servers) {
    List<String> records =
        new ArrayList<>(
            List.of(
                "--naptr-record=carrier.test,10,10,S,SIP+D2T,,_sip._tcp.carrier.test",
                "--naptr-record=carrier.test,20,10,S,SIP+D2U,,_sip._udp.carrier.test",
                "--host-record=gw.carrier.test,127.0.0.1",
                "--host-record=pbx.test,127.0.0.1",
                "--host-record=calls.test,127.0.0.5"));
    records.addAll(List.of(servers));
    return Dnsmasq.start(folder, DNS, 2, records);
  }

  private static String srv(String transport, int port, int priority) {
    return "--srv-host=_sip._%s.carrier.test,gw.carrier.test,%d,%d,10"
        .formatted(transport, port, priority);
  }

  private static JsonNode gateway(int index) {
    return JSON.readTree(edge.process().get("/v1/gateways").body()).path("gateways").get(index);
  }

  private static List<String> addresses(int index) {
    List<String> addresses = new ArrayList<>();
    gateway(index).path("addresses").forEach(at -> addresses.add(at.path("address").asString()));
    return addresses;
  }

  private static void awaitAddresses(String... expected) {
    Await.that(
        "addresses " + List.of(expected), PATIENCE, () -> addresses(0).equals(List.of(expected)));
  }

  private static String at(int port, String transport) {
    return "sip:127.0.0.1:" + port + ";transport=" + transport;
  }

  private JsonNode call() {
    Sipp caller =
        sipp.uac("uac-call-expect-200", edge.sip())
            .call("+4366412345678", "+33123456789")
            .pause(Duration.ofMillis(50))
            .run();
    JsonNode answered = edge.records().one(caller);
    record()
        .with("carrier", "named")
        .with("gateway", "g1")
        .ended("normal", "caller", 200, 16)
        .matches(answered);
    return answered;
  }

  private void theContactOfATrunkIsFoundByItsName() {
    Await.that(
        "the contact's address",
        PATIENCE,
        () -> edge.process().log().stream().anyMatch(l -> l.matches(".*pbx\\.test\\S* is at .*")));
    Sipp pbx = sipp.uas("uas-answers", PBX).pause(Duration.ZERO).start();
    Sipp caller =
        sipp.uac("uac-call-expect-200", edge.sip())
            .call("+4930123411", "+33123456789")
            .pause(Duration.ofMillis(50))
            .run();
    pbx.succeed();
    assertThat(pbx.messages()).contains("INVITE sip:+4930123411@pbx.test:" + PBX + " ");
    assertThat(edge.records().await(caller, 2))
        .allMatch(half -> half.path("direction").asString().equals("on-net"))
        .allMatch(half -> half.path("code").asString().equals("normal"));
  }

  private void aCarrierCallsFromWhereItsNameLeads() {
    Await.that(
        "the address of the carrier that calls",
        Duration.ofSeconds(30),
        () -> addresses(2).equals(List.of("sip:127.0.0.5:5060;transport=udp")));
    Sipp pbx = sipp.uas("uas-answers", PBX).pause(Duration.ZERO).start();
    Sipp caller =
        sipp.uac("uac-call-expect-200", edge.sip(), "127.0.0.5")
            .call("+4930123422", "+33123456789")
            .pause(Duration.ofMillis(50))
            .run();
    pbx.succeed();
    record()
        .with("direction", "inbound")
        .with("carrier", "calling")
        .with("gateway", "c1")
        .with("trunk", "pbx")
        .ended("normal", "caller", 200, 16)
        .matches(edge.records().one(caller));
  }

  @Test
  void callsGoWhereDnsSaysAndNeverWaitForIt() {
    // Nobody knows yet where anything is: nothing waits for that.
    assertThat(addresses(0)).isEmpty();
    sipp.uac("uac-carrier-fails-expect-503", edge.sip())
        .call("+4366412345678", "+33123456789")
        .run();
    Sipp early =
        sipp.uac("uac-stranger-expect-403", edge.sip(), "127.0.0.5")
            .call("+4930123422", "+33123456789")
            .run();
    record().with("code", "unknown-source").matches(edge.records().one(early));

    Sipp first = sipp.uas("uas-answers", FIRST).calls(2).pause(Duration.ZERO).start();
    try (Dnsmasq _ = dns(srv("udp", FIRST, 20), srv("udp", SILENT, 10));
        SilentPeer silent = new SilentPeer(SILENT)) {
      awaitAddresses(at(SILENT, "udp"), at(FIRST, "udp"));
      assertThat(call().path("attempts")).as("in the order of SRV").hasSize(2);
      assertThat(silent.received().getFirst())
          .startsWith("INVITE sip:+4366412345678@carrier.test ");
      // Each name is asked for in its own time.
      Await.that(
          "the problem of the other gateway",
          PATIENCE,
          () -> gateway(1).path("problem").asString().equals("nowhere.test has no address"));
      theContactOfATrunkIsFoundByItsName();
      aCarrierCallsFromWhereItsNameLeads();
    }
    // DNS is gone, and the answer's time runs out.
    Await.that(
        "the problem that DNS has",
        PATIENCE,
        () -> gateway(0).path("problem").asString().startsWith("DNS gives no answer"));
    assertThat(call().path("gateway").asString()).as("where it was").isEqualTo("g1");
    first.succeed();

    Sipp second = sipp.uas("uas-answers", SECOND).overTcp().pause(Duration.ZERO).start();
    try (Dnsmasq _ = dns(srv("tcp", SECOND, 10), srv("udp", FIRST, 10))) {
      awaitAddresses(at(SECOND, "tcp"), at(FIRST, "udp"));
      assertThat(call().path("attempts")).as("by TCP, as NAPTR prefers").hasSize(1);
      second.succeed();
    }
  }
}
