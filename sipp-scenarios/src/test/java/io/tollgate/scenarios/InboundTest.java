package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.AddressTranslator;
import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Baresip;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.EdgeConfig;
import io.tollgate.scenarios.harness.Ports;
import io.tollgate.scenarios.harness.RecordFields;
import io.tollgate.scenarios.harness.SilentPeer;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Calls to our own numbers: from carriers, at 127.0.0.3 and, with credentials, at 127.0.0.4; and
 * from one trunk to another's.
 */
class InboundTest {
  private static final String TOKEN = "the-token-of-this-test";
  private static final String PASSWORD = "correct-horse-battery-staple";
  private static final String CARRIER = "127.0.0.3";
  private static final String CARRIER_WITH_CREDENTIALS = "127.0.0.4";
  private static final String FRENCH = "+33123456789";

  /** Nobody answers there, so an INVITE is sent again for half a minute: no place for others. */
  private static final int DEAD = Ports.free();

  private static final int FIRST = Ports.free();
  private static final int SECOND = Ports.free();
  private static final int THIRD = Ports.free();
  private static final String NUMBERS =
      """
      [{numbers: ["+49301234xx", "+4930123500-+4930123599"], trunk: pbx},
        {numbers: ["+4930123577"], trunk: phone},
        {numbers: ["+4930123588"], trunk: branch},
        {numbers: ["+4980012345"], trunk: shared, tollFree: true}]\
      """;

  private static EdgeConfig config;

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          fresh -> {
            config =
                fresh
                    .put("node", "{id: edge1, pop: fra, data: data, watch: false}")
                    .token("TOKEN")
                    .put(
                        "accounts",
                        """
                        {acme: {deck: test, cps: 1000, prices: {outbound: {ip: 0.0040}}},
                          beta: {deck: test, prices: {
                            inbound: {ip: 0.0030, local: 0.0085, tollfree: 0.0210}}}}\
                        """)
                    .put("lists", "{here: [127.0.0.1/32], there: [127.0.0.9/32]}")
                    .put("trunks", trunks())
                    .put("numbers", NUMBERS)
                    .put(
                        "carriers",
                        """
                        {c1: {inbound: {country: DE}, gateways: [
                            {id: g1, uri: "sip:127.0.0.3:5060"}]},
                          c2: {inbound: {user: c2, password: {env: C2}}, gateways: [
                            {id: g2, uri: "sip:127.0.0.4:5060"}]}}\
                        """);
            return config;
          },
          Map.of("TOKEN", TOKEN, "C2", PASSWORD, "PHONE_PASSWORD", PASSWORD));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  @TempDir Path folder;

  private static String trunks() {
    return """
    {acme-hq: {account: acme, auth: list, lists: [here], cps: 1000},
      pbx: {account: beta, auth: list, lists: [there], inbound: {contacts: [
        {setupTimer: 30s, uri: "sip:127.0.0.1:%d"}, {setupTimer: 30s, uri: "sip:127.0.0.1:%d"}]}},
      branch: {account: beta, auth: digest, user: branch, password: {env: PHONE_PASSWORD},
        inbound: {contacts: [
          {uri: "sip:127.0.0.1:%d", setupTimer: 500ms}, {setupTimer: 30s, uri: "sip:127.0.0.1:%d"}]}},
      shared: {account: beta, auth: digest, user: shared, password: {env: PHONE_PASSWORD},
        inbound: {trusted: true, contacts: [
          {uri: "sip:127.0.0.1:%d", priority: 1, weight: 1, setupTimer: 30s},
          {uri: "sip:127.0.0.1:%d", priority: 1, weight: 1, setupTimer: 30s}]}},
      phone: {account: beta, auth: digest, user: phone, registration: true,
        password: {env: PHONE_PASSWORD}}}\
    """
        .formatted(FIRST, SECOND, DEAD, SECOND, SECOND, THIRD);
  }

  private Sipp callee(int port) {
    return sipp.uas("uas-answers", port).pause(Duration.ZERO).start();
  }

  private Sipp carrier(String scenario, String called, String caller) {
    return sipp.uac(scenario, edge.sip(), CARRIER)
        .call(called, caller)
        .pause(Duration.ofMillis(50));
  }

  private static RecordFields inbound(String trunk, String to) {
    return record()
        .with("direction", "inbound")
        .with("account", "beta")
        .with("trunk", trunk)
        .with("carrier", "c1")
        .with("gateway", "g1")
        .with("to", to)
        .without("leg", "link", "cost");
  }

  @Test
  void goesToTheFirstContactInE164() {
    Sipp callee = callee(FIRST);
    Sipp caller = carrier("uac-call-expect-200", "030123411", "0305557788").run();
    callee.succeed();
    assertThat(callee.messages())
        .contains("INVITE sip:+4930123411@127.0.0.1:" + FIRST, "<sip:+49305557788@127.0.0.1");
    assertThat(caller.messages()).doesNotContain("X-Tollgate-Rate");
    inbound("pbx", "+4930123411")
        .with("from", "+49305557788")
        .with("fromReceived", "0305557788")
        .with("toReceived", "030123411")
        .ended("normal", "caller", 200, 16)
        .billed(60, "0.0085")
        .matches(edge.records().one(caller));
  }

  @Test
  void aNumberThatIsNotOursIsUnknown() {
    inbound("pbx", "+4930999999")
        .without("account", "trunk", "answeredAt", "rate")
        .ended("unknown-number", "edge", 404, 1)
        .matches(
            edge.records()
                .one(carrier("uac-unknown-number-expect-404", "+4930999999", FRENCH).run()));
  }

  @Test
  void theNextContactTakesWhatTheFirstDoesNotAnswer() {
    try (SilentPeer dead = new SilentPeer(DEAD)) {
      Sipp callee = callee(SECOND);
      Sipp caller = carrier("uac-call-expect-200", "+4930123588", FRENCH).run();
      callee.succeed();
      assertThat(dead.received()).as("INVITEs that got no answer").isNotEmpty();
      JsonNode answered = edge.records().one(caller);
      inbound("branch", "+4930123588").ended("normal", "caller", 200, 16).matches(answered);
      assertThat(answered.path("attempts").valueStream().map(a -> a.path("gateway").asString()))
          .containsExactly("contact1", "contact2");
    }
  }

  @Test
  void aFailingContactIsFollowedByTheNextAndABusyOneIsNot() {
    Sipp failing = sipp.uas("uas-fails", FIRST).start();
    Sipp busy = sipp.uas("uas-busy", SECOND).start();
    Sipp caller = carrier("uac-busy-expect-486", "+4930123413", FRENCH).run();
    failing.succeed();
    busy.succeed();
    inbound("pbx", "+4930123413")
        .ended("busy", "callee", 486, 17)
        .billed(0, "0.0000")
        .matches(edge.records().one(caller));
  }

  @Test
  void contactsOfOnePriorityShareTheCalls() {
    Sipp second = sipp.uas("uas-answers", SECOND).pause(Duration.ZERO).calls(100).start();
    Sipp third = sipp.uas("uas-answers", THIRD).pause(Duration.ZERO).calls(100).start();
    Sipp caller =
        carrier("uac-call-expect-200", "+4980012345", FRENCH).calls(40).option("-r", "40").run();
    List<JsonNode> records = edge.records().await(caller, 40);
    inbound("shared", "+4980012345").billed(60, "0.0210").matches(records.getFirst());
    // Each call falls to either with one half: all forty to one of them in one of 2^39 runs.
    assertThat(second.messages()).contains("INVITE sip:+4980012345@");
    assertThat(third.messages()).contains("INVITE sip:+4980012345@");
  }

  @Test
  void aCarrierShowsItsCredentials() {
    Sipp callee = callee(FIRST);
    Sipp caller =
        sipp.uac("uac-digest-expect-200", edge.sip(), CARRIER_WITH_CREDENTIALS)
            .call("+4930123414", FRENCH)
            .option("-au", "c2", "-ap", PASSWORD)
            .pause(Duration.ofMillis(50))
            .run();
    callee.succeed();
    inbound("pbx", "+4930123414")
        .with("carrier", "c2")
        .with("gateway", "g2")
        .ended("normal", "caller", 200, 16)
        .matches(edge.records().one(caller));
    Sipp guessing =
        sipp.uac("uac-wrong-password-expect-407", edge.sip(), CARRIER_WITH_CREDENTIALS)
            .call("+4930123414", FRENCH)
            .option("-au", "c2", "-ap", "guessed")
            .run();
    inbound("pbx", "")
        .with("carrier", "c2")
        .with("gateway", "g2")
        .without("account", "trunk", "to")
        .ended("auth-failed", "edge", 407, 21)
        .matches(edge.records().one(guessing));
  }

  @Test
  void aSoftphoneBehindAddressTranslationIsReachedWhereItRegisteredFrom() {
    try (AddressTranslator router = new AddressTranslator("127.0.0.7", edge.sip());
        Baresip phone = Baresip.answer(folder, edge.sip(), router.inside(), "phone", PASSWORD)) {
      Await.that(
          "the registration",
          Duration.ofSeconds(60),
          () ->
              edge.process()
                  .get("/v1/registrations")
                  .body()
                  .contains("\"source\":\"127.0.0.7:" + router.outside().getPort() + "\""));
      Sipp caller =
          carrier("uac-call-expect-200", "+4930123577", FRENCH).pause(Duration.ofSeconds(1)).run();
      phone.awaitReport("Call established");
      for (String request : List.of("INVITE sip:phone", "ACK ", "BYE ")) {
        Await.that(
            request + " through the router",
            Duration.ofSeconds(60),
            () -> router.broughtIn().stream().anyMatch(message -> message.startsWith(request)));
      }
      assertThat(router.broughtIn())
          .filteredOn(message -> message.startsWith("INVITE "))
          .allMatch(message -> message.contains("To: <sip:+4930123577@127.0.0.1"));
      inbound("phone", "+4930123577")
          .ended("normal", "caller", 200, 16)
          .matches(edge.records().one(caller));
      phone.quit();
      Await.that(
          "the phone's leave",
          Duration.ofSeconds(60),
          () -> edge.process().get("/v1/registrations").body().contains("\"registrations\":[]"));
    }
    JsonNode gone =
        edge.records().one(carrier("uac-not-registered-expect-480", "+4930123577", FRENCH).run());
    inbound("phone", "+4930123577").ended("not-registered", "edge", 480, 20).matches(gone);
  }

  @Test
  void aCallBetweenTrunksIsTwoRecordsAndNoCarriers() {
    Sipp callee = callee(FIRST);
    Sipp caller =
        sipp.uac("uac-call-expect-200", edge.sip())
            .call("+4930123415", FRENCH)
            .pause(Duration.ofMillis(1_500))
            .run();
    callee.succeed();
    List<JsonNode> halves = edge.records().await(caller, 2);
    JsonNode originating =
        halves.stream().filter(h -> h.path("leg").asString().equals("originating")).toList().get(0);
    JsonNode terminating =
        halves.stream().filter(h -> h.path("leg").asString().equals("terminating")).toList().get(0);
    String link = originating.path("id").asString();
    record()
        .with("direction", "on-net")
        .with("account", "acme")
        .with("trunk", "acme-hq")
        .with("link", link)
        .with("deck", "prices:acme:outbound.ip")
        .without("carrier", "gateway")
        .ended("normal", "caller", 200, 16)
        .billed(60, "0.0040")
        .matches(originating);
    record()
        .with("direction", "on-net")
        .with("account", "beta")
        .with("trunk", "pbx")
        .with("link", link)
        .with("deck", "prices:beta:inbound.ip")
        .with("callIdB", originating.path("callIdB").asString())
        .without("carrier", "gateway")
        .ended("normal", "caller", 200, 16)
        .billed(60, "0.0030")
        .matches(terminating);
    assertThat(callee.messages()).contains("Call-ID: " + originating.path("callIdB").asString());
    assertThat(caller.messages()).contains("X-Tollgate-Rate");
  }

  @Test
  void numbersMoveToAnotherTrunkWhileACallIsUp() {
    Sipp before = callee(FIRST);
    Sipp up = carrier("uac-call-until-told-expect-200", "+4930123416", FRENCH).start().awaitUp(1);
    config.put("numbers", NUMBERS.replaceFirst("trunk: pbx", "trunk: shared"));
    config.put(
        "accounts",
        """
        {acme: {deck: test, cps: 1000, prices: {outbound: {ip: 0.0040}}},
          beta: {deck: test, prices: {
            inbound: {ip: 0.0030, local: 0.0090, tollfree: 0.0210}}}}\
        """);
    edge.rewrite();
    try {
      assertThat(edge.process().send("POST", "/v1/reload", TOKEN).statusCode()).isEqualTo(200);
      assertThat(edge.process().get("/v1/numbers?number=%2B4930123416").body())
          .isEqualTo(
              "{\"numbers\":[{\"numbers\":\"+49301234xx\",\"account\":\"beta\","
                  + "\"trunk\":\"shared\",\"tollFree\":false}]}\n");
      Sipp second = sipp.uas("uas-answers", SECOND).pause(Duration.ZERO).calls(9).start();
      Sipp third = sipp.uas("uas-answers", THIRD).pause(Duration.ZERO).calls(9).start();
      Sipp after = carrier("uac-call-expect-200", "+4930123416", FRENCH).run();
      inbound("shared", "+4930123416").billed(60, "0.0090").matches(edge.records().one(after));
      assertThat(second.messages() + third.messages()).contains("INVITE sip:+4930123416@");
      up.hangUp();
      before.succeed();
      inbound("pbx", "+4930123416")
          .ended("normal", "caller", 200, 16)
          .billed(60, "0.0085")
          .matches(edge.records().one(up));
    } finally {
      config.put("numbers", NUMBERS);
      edge.rewrite();
      edge.process().send("POST", "/v1/reload", TOKEN);
    }
  }
}
