package io.tollgate.proxy.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettlingTest {
  private final Settling<String> state = new Settling<>("old");

  @Test
  void whatStaysAsItWasHasNotChanged() {
    assertThat(state.hasChanged("old")).isFalse();
    assertThat(state.hasChanged("old")).isFalse();
  }

  @Test
  void aChangeIsToldOnceAtTheSecondLookThatShowsIt() {
    assertThat(state.hasChanged("new")).as("it may be half written").isFalse();
    assertThat(state.hasChanged("new")).isTrue();
    assertThat(state.hasChanged("new")).isFalse();
  }

  @Test
  void whatGoesOnChangingIsNotToldBeforeItRests() {
    assertThat(state.hasChanged("1 row")).isFalse();
    assertThat(state.hasChanged("2 rows")).isFalse();
    assertThat(state.hasChanged("3 rows")).isFalse();
    assertThat(state.hasChanged("3 rows")).isTrue();
  }

  @Test
  void whatIsAsItWasAgainBeforeItWasToldIsNoChange() {
    assertThat(state.hasChanged("new")).isFalse();
    assertThat(state.hasChanged("old")).isFalse();
    assertThat(state.hasChanged("old")).isFalse();
  }

  @Test
  void whatIsKnownAlreadyIsNotTold() {
    state.know("new");
    assertThat(state.hasChanged("new")).isFalse();
    assertThat(state.hasChanged("new")).isFalse();
    assertThat(state.hasChanged("old")).isFalse();
    assertThat(state.hasChanged("old")).isTrue();
  }
}
