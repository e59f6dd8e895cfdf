package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Phone;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Trunks behind one address, told apart by what else they show. The calls are to what is no number:
 * the record says whose they were.
 */
class SharedAddressTest {
  private static final String NO_NUMBER = "066412345678";
  private static final String FRENCH = "+33123456789";
  private static final String PASSWORD = "correct-horse-battery-staple";

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          config ->
              config
                  .put("lists", "{sbc: [127.0.0.2], site: [127.0.0.3]}")
                  .put(
                      "trunks",
                      """
                      {plain: {account: acme, auth: list, lists: [sbc, site], cps: 100},
                        fax: {account: acme, auth: list, lists: [sbc], cps: 100,
                          called: {prefixes: ["0664"]}},
                        shop: {account: acme, auth: list, lists: [site], cps: 100,
                          fromDomains: [shop.acme.example]},
                        phone: {account: acme, auth: both, lists: [sbc], cps: 100, user: phone,
                          password: {env: PHONE_PASSWORD}}}\
                      """),
          Map.of("PHONE_PASSWORD", PASSWORD));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  @ParameterizedTest
  @CsvSource({"066412345678, fax", "014012345, plain"})
  void theCalledPrefixTellsThemApart(String called, String trunk) {
    Sipp caller =
        sipp.uac("uac-not-e164-expect-484", edge.sip(), "127.0.0.2").call(called, FRENCH).run();
    record()
        .with("trunk", trunk)
        .ended("not-e164", "edge", 484, 28)
        .matches(edge.records().one(caller));
  }

  @ParameterizedTest
  @CsvSource({"shop.acme.example, shop", "office.acme.example, plain"})
  void theFromDomainTellsThemApart(String domain, String trunk) {
    try (Phone phone = new Phone("127.0.0.3", edge.sip())) {
      String invite =
          phone
              .request("INVITE", "014012345")
              .replaceFirst("(\r\nFrom: [^\r]*sip:[^@>]*@)[^>;\r]*", "$1" + domain);
      assertThat(invite).contains("@" + domain);
      phone.send(invite);
      String answer = phone.receiveUntil(message -> !message.startsWith("SIP/2.0 100 ")).getLast();
      phone.send(phone.ackOf(answer));
      assertThat(edge.records().awaitCallId(phone.callId(), 1))
          .singleElement()
          .satisfies(
              record ->
                  record().with("trunk", trunk).ended("not-e164", "edge", 484, 28).matches(record));
    }
  }

  @Test
  void theUserTellsThemApart() {
    Sipp caller =
        sipp.uac("uac-nonce-again-expect-484", edge.sip(), "127.0.0.2")
            .call(NO_NUMBER, "phone")
            .option("-au", "phone", "-ap", PASSWORD)
            .run();
    assertThat(edge.records().await(caller, 2))
        .allSatisfy(record -> record().with("trunk", "phone").matches(record));
  }
}
