package io.tollgate.proxy.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.limit.CpsLimiter;
import io.tollgate.proxy.limit.Permit;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.Trunk;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdmissionControlTest {
  private static final long SECOND = 1_000_000_000L;

  private final AdmissionControl admission = new AdmissionControl();

  private static Trunk trunk(String id, Account account, int cps) {
    return Trunk.builder(id, account, AuthMode.LIST)
        .at(List.of(AddressPrefix.parse("192.0.2.1")))
        .cps(cps)
        .build();
  }

  private Permit admitted(Trunk trunk, long now) {
    Verdict verdict = admission.admit(trunk, now);
    assertThat(verdict).isInstanceOf(Verdict.Admitted.class);
    return ((Verdict.Admitted) verdict).permit();
  }

  private void assertRefused(Trunk trunk, long now, HangupCause cause) {
    assertThat(admission.admit(trunk, now))
        .isInstanceOfSatisfying(
            Verdict.Refused.class, refused -> assertThat(refused.cause()).isEqualTo(cause));
  }

  @Test
  void publishedPaceIsOneForATrunkAndTwoForItsAccount() {
    Account acme = new Account("acme", "deck");
    Trunk one = trunk("one", acme, Trunk.DEFAULT_CPS);
    Trunk two = trunk("two", acme, Trunk.DEFAULT_CPS);
    Trunk three = trunk("three", acme, Trunk.DEFAULT_CPS);
    admitted(one, 0);
    assertRefused(one, 0, HangupCause.CPS_TRUNK);
    admitted(two, 0);
    assertRefused(three, 0, HangupCause.CPS_ACCOUNT);
    admitted(three, SECOND);
  }

  @Test
  void whatTheAccountRefusesTheTrunkHasNotSpent() {
    Account acme = new Account("acme", "deck", 1);
    Trunk busy = trunk("busy", acme, 1);
    Trunk quiet = trunk("quiet", acme, 1);
    admitted(busy, 0);
    assertRefused(quiet, SECOND / 2, HangupCause.CPS_ACCOUNT);
    admitted(quiet, SECOND * 9 / 10);
  }

  @Test
  void whatTheTrunkRefusesTheAccountHasNotSpent() {
    Account acme = new Account("acme", "deck", 2);
    Trunk busy = trunk("busy", acme, 1);
    admitted(busy, 0);
    IntStream.range(0, 50).forEach(i -> assertRefused(busy, i, HangupCause.CPS_TRUNK));
    admitted(trunk("quiet", acme, 1), 50);
  }

  @Test
  void countsCallsUntilTheirPermitIsReleasedAndOnceOnly() {
    Account acme = new Account("acme", "deck", 10);
    Trunk one = trunk("one", acme, 10);
    Trunk two = trunk("two", acme, 10);
    Permit first = admitted(one, 0);
    admitted(two, 0);
    assertThat(admission.activeCalls()).isEqualTo(2);
    first.release();
    first.release();
    assertThat(admission.activeCalls()).isEqualTo(1);
    assertThat(admission.activeCalls(acme)).isEqualTo(1);
    assertThat(admission.activeCalls(one)).isZero();
    assertThat(admission.activeCalls(two)).isEqualTo(1);
  }

  @Test
  void aTrunkHasNoMoreCallsUpThanItMay() {
    Account acme = new Account("acme", "deck", 100);
    Trunk two = trunk("two", acme, 100).but().limits(CallLimits.NONE.withChannels(2)).build();
    Permit first = admitted(two, 0);
    admitted(two, 0);
    assertRefused(two, 0, HangupCause.CHANNELS);
    admitted(trunk("other", acme, 100), 0);
    first.release();
    admitted(two, 0);
    assertRefused(two, 0, HangupCause.CHANNELS);
  }

  @Test
  void anAccountHasNoMoreCallsUpThanItMayOverAllItsTrunks() {
    Account acme = new Account("acme", "deck", 100, CallLimits.NONE.withChannels(2));
    Permit first = admitted(trunk("one", acme, 100), 0);
    admitted(trunk("two", acme, 100), 0);
    assertRefused(trunk("three", acme, 100), 0, HangupCause.CHANNELS);
    first.release();
    admitted(trunk("three", acme, 100), 0);
  }

  @Test
  void whoIsRefusedForItsChannelsHasUsedUpItsPace() {
    Account acme = new Account("acme", "deck", 100);
    Trunk one = trunk("one", acme, 2).but().limits(CallLimits.NONE.withChannels(1)).build();
    Permit up = admitted(one, 0);
    assertRefused(one, 0, HangupCause.CHANNELS);
    up.release();
    assertRefused(one, 0, HangupCause.CPS_TRUNK);
  }

  @Test
  void aMillionTrunksThatCallOnceAndStopLeaveNothing() {
    Account acme = new Account("acme", "deck", Account.MAX_CPS);
    int most = 0;
    for (int i = 0; i < 1_000_000; i++) {
      long now = i * 1_000_000L; // a thousand calls a second
      admitted(trunk("t" + i, acme, 1), now).release();
      if (i % 10_000 == 0) {
        admission.sweep(now);
        most = Math.max(most, admission.trunksInUse());
      }
    }
    assertThat(most).as("what was kept after a sweep").isLessThanOrEqualTo(1_001);
    admission.sweep(2_000 * SECOND);
    assertThat(admission.trunksInUse()).isZero();
  }

  @Test
  void aSweepForgetsNeitherCallsThatAreUpNorAPaceThatIsUsedUp() {
    Account acme = new Account("acme", "deck", 100);
    Trunk talking = trunk("talking", acme, 1);
    Permit up = admitted(talking, 0);
    Trunk hasty = trunk("hasty", acme, 1);
    admitted(hasty, 5 * SECOND).release();
    admission.sweep(5 * SECOND);
    assertThat(admission.trunksInUse()).isEqualTo(2);
    assertRefused(hasty, 5 * SECOND, HangupCause.CPS_TRUNK);
    admission.sweep(10 * SECOND);
    assertThat(admission.trunksInUse()).isEqualTo(1);
    assertThat(admission.activeCalls(talking)).isEqualTo(1);
    up.release();
    admission.sweep(10 * SECOND);
    assertThat(admission.trunksInUse()).isZero();
    assertThat(admission.activeCalls(acme)).isZero();
    admitted(talking, 10 * SECOND);
  }

  @Test
  void everyPaceThatCanBeSoldCanBeKept() {
    assertThat(Account.MAX_CPS).isLessThanOrEqualTo(CpsLimiter.MAX_RATE);
  }

  @Test
  void aNewConfigurationFindsTheOldBuckets() {
    admitted(trunk("one", new Account("acme", "deck", 1), 1), 0);
    assertRefused(trunk("one", new Account("acme", "other", 1), 1), 0, HangupCause.CPS_TRUNK);
  }

  @Test
  void threadsTogetherGetNoMoreThanOneWould() throws Exception {
    Account acme = new Account("acme", "deck", 100);
    List<Trunk> trunks = IntStream.range(0, 8).mapToObj(i -> trunk("t" + i, acme, 20)).toList();
    List<Callable<Permit>> attempts =
        IntStream.range(0, 4_000)
            .<Callable<Permit>>mapToObj(
                i -> () -> permitOf(admission.admit(trunks.get(i % trunks.size()), 0)))
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Permit> permits =
          threads.invokeAll(attempts).stream()
              .map(Future::resultNow)
              .filter(p -> p != Permit.NONE)
              .toList();
      assertThat(permits).hasSize(110);
      assertThat(admission.activeCalls(acme)).isEqualTo(110);

      List<Callable<Void>> releases =
          Stream.concat(permits.stream(), permits.stream())
              .<Callable<Void>>map(
                  p ->
                      () -> {
                        p.release();
                        return null;
                      })
              .toList();
      threads.invokeAll(releases);
    }
    assertThat(admission.activeCalls()).isZero();
  }

  private static Permit permitOf(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Admitted(Permit permit) -> permit;
      case Verdict.Refused refused -> Permit.NONE;
    };
  }
}
