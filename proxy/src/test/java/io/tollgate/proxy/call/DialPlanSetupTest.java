package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.admission.AdmissionControl;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.RateDeckReader;
import io.tollgate.rating.deck.RateDecks;
import io.tollgate.rating.number.DialPlan;
import io.tollgate.rating.number.DialPlanSettings;
import io.tollgate.rating.number.DialRule;
import io.tollgate.rating.number.DialledNumber;
import io.tollgate.rating.number.E164;
import io.tollgate.rating.number.Extensions;
import io.tollgate.rating.number.NumberCheck;
import io.tollgate.rating.number.ServiceCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of a trunk that dials as people in Vienna do. */
class DialPlanSetupTest {
  private static final DialPlan VIENNA =
      DialPlan.of(
          new DialPlanSettings(
              Optional.of("AT"),
              List.of(),
              Optional.empty(),
              List.of(new DialRule("", 3, 3, 0, "+4315550")),
              new ServiceCodes(Set.of("112"), Set.of("118811")),
              Extensions.DROP,
              NumberCheck.SHAPE));

  @TempDir private Path folder;
  private final CallHarness harness = new CallHarness();
  private final RateDecks decks = new RateDecks();

  @BeforeEach
  void readDeck() throws IOException, DeckException {
    decks.put(
        RateDeckReader.read(
            Files.writeString(
                folder.resolve("deck.csv"), "destination,origin,rate\n43,,0.2\n43112,,0\n"),
            DeckSettings.of("demo", "USD")));
  }

  private void receive(String from, String to) {
    Trunk trunk =
        Trunk.builder("hq", new Account("acme", "demo", 2), AuthMode.LIST)
            .at(List.of(AddressPrefix.parse("127.0.0.1/32")))
            .dialPlan(VIENNA)
            .build();
    CallSetup setup = harness.setup(trunk, new AdmissionControl(), decks);
    setup.receive(request(from, to), harness.caller);
  }

  private CallRequest request(String from, String to) {
    return harness.request(ClaimedIdentity.ofFrom(from), to);
  }

  @ParameterizedTest
  @CsvSource({
    "204,             0664 1234567,                  +4315550204,  +436641234567",
    "0033123456789,   00436641234567,                +33123456789, +436641234567",
    "(0664) 765-4321, 664 1234567;phone-context=+43, +436647654321, +436641234567",
    "112,             +436641234567,                 '',           +436641234567",
  })
  void bothNumbersAreRead(String from, String to, String caller, String called) {
    receive(from, to);
    Invitation sent = harness.invitations.getFirst();
    assertThat(sent.caller().number().map(E164::toString).orElse("")).isEqualTo(caller);
    assertThat(sent.to()).isEqualTo(new DialledNumber.Number(E164.of(called)));
    Cdr.Parties parties = harness.registry.calls().getFirst().context().parties();
    assertThat(parties.fromReceived()).isEqualTo(from);
    assertThat(parties.toReceived()).isEqualTo(to);
    assertThat(parties.from()).isEqualTo(sent.caller().number());
  }

  @Test
  void anAllowedShortCodeGoesOutAsItWasDialledAndIsPricedUnderItsCountry() {
    receive("204", "112");
    assertThat(harness.invitations.getFirst().to())
        .isEqualTo(new DialledNumber.Code("112", E164.ofCode("43112"), true));
    Call call = harness.registry.calls().getFirst();
    assertThat(call.context().tariff().destinationPrefix()).isEqualTo("43112");
    assertThat(call.context().parties().to()).contains(E164.recorded("+43112"));
  }

  @ParameterizedTest
  @CsvSource({"118811, 403, destination-barred", "144, 484, not-e164"})
  void otherShortCodesAreRefused(String code, int status, String why) {
    receive("204", code);
    assertThat(harness.caller.asked()).containsExactly("refuse " + status + " " + why);
  }
}
