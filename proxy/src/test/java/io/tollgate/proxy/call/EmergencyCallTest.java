package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.admission.AdmissionControl;
import io.tollgate.proxy.admission.CreditBank;
import io.tollgate.proxy.admission.CreditLedger;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.route.Cost;
import io.tollgate.proxy.store.CreditBook;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.CallerIdPolicy;
import io.tollgate.proxy.trunk.CallingHours;
import io.tollgate.proxy.trunk.CallingHoursText;
import io.tollgate.proxy.trunk.Credit;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.proxy.trunk.TrunkBuilder;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.RateDeckReader;
import io.tollgate.rating.deck.RateDecks;
import io.tollgate.rating.number.DialPlan;
import io.tollgate.rating.number.DialPlanSettings;
import io.tollgate.rating.number.Extensions;
import io.tollgate.rating.number.NumberBlock;
import io.tollgate.rating.number.NumberCheck;
import io.tollgate.rating.number.NumberSet;
import io.tollgate.rating.number.ServiceCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The emergency numbers that a trunk's dial plan allows are called whatever its limits say. */
class EmergencyCallTest {
  private static final String FRENCH = "+33123456789";
  private static final DialPlan VIENNA =
      DialPlan.of(
          new DialPlanSettings(
              Optional.of("AT"),
              List.of(),
              Optional.empty(),
              List.of(),
              new ServiceCodes(Set.of("112", "1503"), Set.of()),
              Extensions.DROP,
              NumberCheck.SHAPE));

  /** What stops an ordinary call, by the code that it is refused with. */
  private static final Map<String, UnaryOperator<TrunkBuilder>> OBSTACLES =
      Map.of(
          "cps-trunk", trunk -> trunk.cps(1),
          "channels", trunk -> trunk.limits(CallLimits.NONE.withChannels(1)),
          "calling-hours",
              trunk ->
                  trunk.limits(
                      CallLimits.NONE.withHours(
                          new CallingHours(
                              ZoneOffset.UTC, CallingHoursText.parse("sun 03:00-03:01")))),
          "rate-too-high",
              trunk -> trunk.limits(CallLimits.NONE.withRateCeiling(Money.parse("0.0001"))),
          "spend-day",
              trunk ->
                  trunk.limits(
                      CallLimits.NONE.withSpending(
                          new CallLimits.Spending(Optional.of(Money.ZERO), Optional.empty()))),
          "caller-id",
              trunk ->
                  trunk.callerId(
                      new CallerIdPolicy(
                          CallerIdPolicy.Choice.OWNED,
                          NumberSet.of(List.of(NumberBlock.parse("+4315550*"))),
                          Optional.empty(),
                          false)));

  @TempDir private Path folder;
  private final CallHarness harness = new CallHarness();
  private final RateDecks decks = new RateDecks();
  private final CreditLedger ledger =
      new CreditLedger(new Nothing(), CreditLedger.ALL, Runnable::run, harness.clock::nanos);
  private final AdmissionControl admission = new AdmissionControl(ledger);

  /** A bank without money. */
  private record Nothing() implements CreditBank {
    @Override
    public long draw(Account account, long wanted) {
      return 0;
    }

    @Override
    public void giveBack(String account, long nanos) {}

    @Override
    public void hold(List<CreditBook.Hold> holds) {}

    @Override
    public long adopt(String call) {
      return 0;
    }
  }

  @BeforeEach
  void readDeck() throws IOException, DeckException {
    decks.put(
        RateDeckReader.read(
            Files.writeString(
                folder.resolve("deck.csv"), "destination,origin,rate\n43,,0.2\n43112,,0.1\n"),
            DeckSettings.of("demo", "USD")));
  }

  private static TrunkBuilder trunk(Optional<Credit> credit) {
    return Trunk.builder(
            "hq", new Account("acme", "demo", 9, CallLimits.NONE, credit), AuthMode.LIST)
        .at(List.of(AddressPrefix.parse("127.0.0.1/32")))
        .cps(9)
        .dialPlan(VIENNA);
  }

  private void call(Trunk trunk, String number) {
    CallSetup setup = harness.setup(trunk, admission, decks);
    setup.receive(harness.request(ClaimedIdentity.ofFrom(FRENCH), number), harness.caller);
  }

  @Test
  void neitherALossNorACarrierWithoutAPriceStopsIt() {
    harness.costs = (carrier, to, from) -> Cost.NOT_TAKEN;
    call(trunk(Optional.empty()).build(), "112");
    assertThat(harness.invitations).hasSize(1);
    call(trunk(Optional.empty()).build(), "+436641234567");
    assertThat(harness.invitations).hasSize(1);
    assertThat(harness.caller.lastAsked()).endsWith("no-route");
  }

  private static Set<String> obstacles() {
    return OBSTACLES.keySet();
  }

  @ParameterizedTest
  @MethodSource("obstacles")
  void noLimitStopsIt(String code) {
    Trunk limited = OBSTACLES.get(code).apply(trunk(Optional.empty())).build();
    call(limited, "112");
    call(limited, "112");
    call(limited, "112");
    assertThat(harness.invitations).hasSize(3);
    assertThat(admission.activeCalls(limited)).isEqualTo(3);

    call(limited, "+436641234567");
    assertThat(harness.invitations).hasSize(3);
    assertThat(harness.caller.lastAsked()).endsWith(code);
  }

  @Test
  void noMoneyIsNeededAndWhatItCostsIsOwed() {
    Trunk poor = trunk(Optional.of(Credit.PREPAID)).build();
    call(poor, "112");
    Call up = harness.registry.calls().getFirst();
    up.calleeAnswered("", CallHarness.ANSWER);
    harness.turn(Duration.ofMinutes(90));
    assertThat(up.state()).isEqualTo(CallState.UP);
    up.hungUp(harness.caller);
    assertThat(harness.record().charge().amount()).isEqualTo(Money.parse("9"));
    assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.NORMAL);
    assertThat(ledger.onNode("acme", harness.clock.now()).free())
        .isEqualTo(-Money.parse("9").nanos());
    assertThat(admission.activeCalls()).isZero();

    call(poor, "+436641234567");
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 402 no-credit");
  }

  @Test
  void anotherShortCodeIsACallLikeAnyOther() {
    Trunk poor = trunk(Optional.of(Credit.PREPAID)).build();
    call(poor, "1503");
    assertThat(harness.invitations).isEmpty();
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 402 no-credit");
  }
}
