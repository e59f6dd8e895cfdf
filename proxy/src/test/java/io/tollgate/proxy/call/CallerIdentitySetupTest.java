package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.CallerIdPolicy;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.proxy.trunk.TrunkDirectory;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.number.E164;
import io.tollgate.rating.number.NumberBlock;
import io.tollgate.rating.number.NumberSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is taken for the caller: he is rated, asserted and recorded. */
class CallerIdentitySetupTest extends OneTrunkSetup {
  @Test
  void whatIsRatedIsWhatTheSecondLegAsserts() {
    receive("+33123456789", "+436641234567");
    assertThat(harness.invitations.getFirst().caller().number())
        .hasToString("Optional[+33123456789]");
    assertThat(harness.invitations.getFirst().to().e164()).hasToString("+436641234567");
  }

  @Test
  void aCallerWithoutANumberStaysAnonymous() {
    receive("softphone", "+436641234567");
    assertThat(harness.invitations.getFirst().caller().number()).isEmpty();
  }

  /** Headers by weight, who is believed, and who is rated and asserted. */
  @ParameterizedTest
  @CsvSource({
    "false, '',                    '',           '',           +33123456789, +33123456789,"
        + " +33123456789",
    "false, +12125550100,          '',           '',           +33123456789, +33123456789,"
        + " +33123456789",
    "true,  +12125550100,          '',           '',           +33123456789, +12125550100,"
        + " +12125550100",
    "true,  x +12125550100,        '',           '',           +33123456789, +12125550100,"
        + " +12125550100",
    "true,  +12125550100 +3311111, +33123456781, +33123456782, +33123456783, +12125550100,"
        + " +12125550100",
    "true,  x,                     +33123456781, '',           +33123456783, x,            nobody",
    "false, x,                     +33123456781, +12125550100, anonymous,    +33123456781,"
        + " +33123456781",
    "false, '',                    '',           +33123456782, anonymous,    +33123456782,"
        + " +33123456782",
    "false, '',                    100,          +33123456782, +33123456783, 100,          nobody",
    "false, '',                    '',           '',           anonymous,    anonymous,    nobody",
    "false, '',                    '',           '',           '',           '',           nobody"
  })
  void theWeightiestHeaderDecidesWhoIsRatedAndAsserted(
      boolean trust,
      String asserted,
      String preferred,
      String remoteParty,
      String from,
      String received,
      String caller) {
    listedBy(CallerIdPolicy.ANY.trusting(trust));
    receive(
        new ClaimedIdentity(words(asserted), words(preferred), words(remoteParty), from, false));
    assertRatedIsAsserted(caller, false);
    Call call = harness.registry.calls().getFirst();
    assertThat(call.context().parties().fromReceived()).isEqualTo(received);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  private void listedBy(CallerIdPolicy policy) {
    trunks =
        new TrunkDirectory(
            List.of(
                Trunk.builder("hq", account, AuthMode.LIST)
                    .at(listed.addresses())
                    .callerId(policy)
                    .build()));
  }

  private void receive(ClaimedIdentity identity) {
    setup().receive(request(identity, "+436641234567", "127.0.0.1"), harness.caller);
  }

  /** The price, the record and the second leg speak of one and the same caller. */
  private void assertRatedIsAsserted(String caller, boolean restricted) {
    CallContext context = harness.registry.calls().getFirst().context();
    CallerIdentity sent = harness.invitations.getFirst().caller();
    assertThat(sent.number().map(E164::toString).orElse("nobody")).isEqualTo(caller);
    assertThat(sent.restricted()).isEqualTo(restricted);
    assertThat(context.parties().from()).isEqualTo(sent.number());
    boolean cheap = sent.number().filter(number -> number.toString().startsWith("+33")).isPresent();
    assertThat(context.tariff().originPrefix()).isEqualTo(cheap ? "33" : "");
    assertThat(context.tariff().ratePerMinute())
        .isEqualTo(Money.parse(cheap ? "0.0390" : "0.3980"));
  }

  @Test
  void aHiddenCallerIsRatedByTheNumberThatIsHidden() {
    receive(new ClaimedIdentity(List.of(), List.of("+33123456789"), List.of(), "anonymous", true));
    assertRatedIsAsserted("+33123456789", true);
  }

  /** The dear caller +1212… who says that he is the cheap +33…, under each choice. */
  @ParameterizedTest
  @CsvSource({
    "ANY,     '',           +33123456789, +33123456789", // his own word: for trunks that are
    // trusted
    "OWNED,   '',           +33123456789, refused",
    "OWNED,   '',           +12125550100, +12125550100",
    "OWNED,   '',           anonymous,    refused",
    "OWNED,   '',           '',           refused",
    "OWNED,   '',           33123456789,  refused",
    "OWNED,   +12125550199, anonymous,    +12125550199",
    "OWNED,   +12125550199, +33123456789, refused",
    "DEFAULT, +12125550199, +33123456789, +12125550199",
    "DEFAULT, +12125550199, anonymous,    +12125550199",
    "DEFAULT, +12125550199, +12125550100, +12125550100"
  })
  void aSpoofedCheapOriginIsRefusedOrReplaced(
      CallerIdPolicy.Choice choice, String defaultNumber, String from, String caller) {
    listedBy(
        new CallerIdPolicy(
            choice,
            NumberSet.of(List.of(NumberBlock.parse("+1212555010*"))),
            defaultNumber.isEmpty() ? Optional.empty() : Optional.of(E164.of(defaultNumber)),
            false));
    // Whatever header he says it in.
    for (ClaimedIdentity claimed :
        List.of(
            ClaimedIdentity.ofFrom(from),
            new ClaimedIdentity(List.of(), List.of(from), List.of(), "+12125550100", false),
            new ClaimedIdentity(
                List.of("+33123456789"), List.of(), List.of(from), "+12125550100", false))) {
      harness.invitations.clear();
      harness.records.clear();
      receive(claimed);
      if (caller.equals("refused")) {
        assertThat(harness.caller.lastAsked()).isEqualTo("refuse 403 caller-id");
        assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.CALLER_ID);
        assertThat(harness.record().parties().from()).isEmpty();
        assertThat(harness.record().parties().fromReceived()).isEqualTo(from);
        assertThat(harness.record().tariff()).isEmpty();
        assertThat(harness.invitations).isEmpty();
        assertThat(admission.activeCalls()).isZero();
      } else {
        assertRatedIsAsserted(caller, false);
        harness.registry.calls().forEach(call -> call.hangUp(HangupCause.ADMIN));
        harness.listener().calleeUnreachable();
      }
      harness.turn(Duration.ofSeconds(2)); // a call a second
    }
  }

  @Test
  void aWrongNumberIsToldBeforeAWrongCaller() {
    listedBy(
        new CallerIdPolicy(
            CallerIdPolicy.Choice.OWNED,
            NumberSet.of(List.of(NumberBlock.parse("+1212555010*"))),
            Optional.empty(),
            false));
    receive("+33123456789", "0043664123456");
    assertThat(harness.caller.asked()).containsExactly("refuse 484 not-e164");
  }
}
