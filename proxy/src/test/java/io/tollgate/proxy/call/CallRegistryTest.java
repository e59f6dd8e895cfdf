package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CallRegistryTest {
  private final CallHarness harness = new CallHarness();

  @Test
  void aCallIsThereUntilItIsOver() {
    Call call = harness.start(1);
    assertThat(harness.registry.find("id-1")).contains(call);
    assertThat(harness.registry.calls()).containsExactly(call);
    harness.listener().calleeRefused(486, 17);
    assertThat(harness.registry.find("id-1")).isEmpty();
    assertThat(harness.registry.size()).isZero();
  }

  @Test
  void noCallHidesAnotherOfItsId() {
    Call call = harness.start(1);
    assertThatThrownBy(() -> harness.start(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("there is a call with id id-1");
    assertThat(harness.registry.find("id-1")).contains(call);
  }
}
