package io.tollgate.proxy.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.sip.transport.Steering;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentifiersTest {
  private final Identifiers identifiers = new Identifiers(3);

  @Test
  void callIdsComeBackToTheirLoop() {
    String message = "BYE sip:a@b SIP/2.0\r\nCall-ID: " + identifiers.callId() + "\r\n\r\n";
    assertThat(Steering.loopOf(message.getBytes(StandardCharsets.UTF_8), 8)).isEqualTo(3);
  }

  @Test
  void branchesHaveTheCookieInItsOwnCase() {
    assertThat(identifiers.branch()).startsWith("z9hG4bK").hasSize(7 + 16);
  }

  @Test
  void nothingComesTwice() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      assertThat(seen.add(identifiers.tag())).isTrue();
    }
    assertThat(seen).allSatisfy(tag -> assertThat(tag).matches("[0-9a-z]{16}"));
  }
}
