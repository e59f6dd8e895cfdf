package io.tollgate.proxy.sip.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.sip.Mutations;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The screen judges whatever comes in. */
class MessageScreenProperties {
  @Property(tries = 5_000)
  void theScreenJudgesAnything(@ForAll long seed) {
    byte[] message = Mutations.ofRequests(seed).next();
    MessageScreen screen = new MessageScreen(MessageLimits.DEFAULT);
    if (screen.look(message) == Screening.FINE) {
      screen.speaksSip2();
      assertThat(screen.bodyStart()).isBetween(0, message.length);
      assertThat(screen.bodyLength()).isBetween(0, message.length - screen.bodyStart());
    }
  }

  @Property
  void theScreenJudgesNoise(@ForAll byte[] noise) {
    new MessageScreen(MessageLimits.DEFAULT).look(noise);
  }
}
