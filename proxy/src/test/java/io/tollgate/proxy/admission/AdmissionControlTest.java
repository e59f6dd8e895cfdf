package io.tollgate.proxy.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.limit.CpsLimiter;
import io.tollgate.proxy.limit.Permit;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.Trunk;
import java.util.List;
import java.util.Optional;
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
    return new Trunk(
        id,
        account,
        AuthMode.LIST,
        List.of(AddressPrefix.parse("192.0.2.1")),
        Optional.empty(),
        cps);
  }

  private Permit admitted(Trunk trunk, long now) {
    Verdict verdict = admission.admit(trunk, now);
    assertThat(verdict).isInstanceOf(Verdict.Admitted.class);
    return ((Verdict.Admitted) verdict).permit();
  }

  private void assertRefused(Trunk trunk, long now, HangupCause cause) {
    assertThat(admission.admit(trunk, now)).isEqualTo(new Verdict.Refused(cause));
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
