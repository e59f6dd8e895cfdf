package io.tollgate.proxy.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.limit.Permit;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.Trunk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AdmissionControlProperties {
  private static final long MILLI = 1_000_000L;

  /**
   * One thing that happens.
   *
   * @param after milliseconds since the last
   * @param trunk who calls, 0 to 2
   * @param release which of the calls that are up ends first, if there are as many
   * @param sweep whether idle state is dropped
   */
  record Step(long after, int trunk, int release, boolean sweep) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 700),
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 6),
            Arbitraries.of(true, false))
        .as(Step::new)
        .list()
        .ofMaxSize(150);
  }

  /** Passed calls by who made them; asks the published sentence of every window that ends now. */
  private static final class NaiveModel {
    private final Map<String, List<Long>> passed = new HashMap<>();

    boolean hasRoom(String who, int rate, long nowMillis) {
      List<Long> calls = passed.getOrDefault(who, List.of());
      for (int i = 0; i < calls.size(); i++) {
        long allowed = rate * 1_000L + rate * (nowMillis - calls.get(i) + 100);
        if ((calls.size() - i + 1) * 1_000L > allowed) {
          return false;
        }
      }
      return true;
    }

    void take(String who, long nowMillis) {
      passed.computeIfAbsent(who, w -> new ArrayList<>()).add(nowMillis);
    }
  }

  @Property
  void decidesAsTheModelDoesAndLeaksNoPermit(
      @ForAll @IntRange(min = 1, max = 4) int trunkRate,
      @ForAll @IntRange(min = 1, max = 6) int accountRate,
      @ForAll("steps") List<Step> steps) {
    AdmissionControl admission = new AdmissionControl();
    NaiveModel model = new NaiveModel();
    List<Trunk> trunks = trunks(new Account("acme", "deck", accountRate), trunkRate);
    List<Permit> up = new ArrayList<>();
    long now = 0;
    for (Step step : steps) {
      now += step.after();
      Trunk trunk = trunks.get(step.trunk());
      Verdict verdict = admission.admit(trunk, now * MILLI);
      if (!model.hasRoom(trunk.id(), trunkRate, now)) {
        assertThat(causeOf(verdict)).isEqualTo(HangupCause.CPS_TRUNK);
      } else if (!model.hasRoom("acme", accountRate, now)) {
        assertThat(causeOf(verdict)).isEqualTo(HangupCause.CPS_ACCOUNT);
      } else {
        assertThat(verdict).isInstanceOf(Verdict.Admitted.class);
        up.add(((Verdict.Admitted) verdict).permit());
        model.take(trunk.id(), now);
        model.take("acme", now);
      }
      if (step.sweep()) {
        admission.sweep(now * MILLI);
      }
      if (step.release() < up.size()) {
        up.remove(step.release()).release();
      }
      assertThat(admission.activeCalls()).isEqualTo(up.size());
    }
    up.forEach(Permit::release);
    assertThat(admission.activeCalls()).isZero();
    assertThat(trunks).allSatisfy(t -> assertThat(admission.activeCalls(t)).isZero());
    admission.sweep((now + 200_000) * MILLI);
    assertThat(admission.trunksInUse()).isZero();
  }

  private static HangupCause causeOf(Verdict verdict) {
    return verdict instanceof Verdict.Refused refused ? refused.cause() : HangupCause.NORMAL;
  }

  private static List<Trunk> trunks(Account account, int rate) {
    List<AddressPrefix> anywhere = List.of(AddressPrefix.parse("192.0.2.1"));
    return List.of("a", "b", "c").stream()
        .map(id -> Trunk.builder(id, account, AuthMode.LIST).at(anywhere).cps(rate).build())
        .toList();
  }
}
