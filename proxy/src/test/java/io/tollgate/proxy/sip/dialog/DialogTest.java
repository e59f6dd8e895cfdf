package io.tollgate.proxy.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.proxy.net.Nat;
import io.tollgate.proxy.net.Transport;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class DialogTest {
  private static Dialog dialog(String peer, List<String> routes) {
    return new Dialog(
        "call@host",
        "ours",
        "",
        "\"A; B\" <sip:a@b>;tag=ours",
        "<sip:c@d>",
        "sip:c@192.0.2.7:5062;transport=udp",
        routes,
        new Hop(
            Transport.TLS, new InetSocketAddress(peer, 5062), new InetSocketAddress(peer, 40000)),
        Nat.OFF,
        7,
        -1);
  }

  @Test
  void whatIsWrittenDownIsReadAgain() {
    for (Dialog dialog :
        List.of(
            dialog("192.0.2.7", List.of()),
            dialog("2001:db8::7", List.of("<sip:p1;lr>", "<sip:p2;lr>")))) {
      assertThat(Dialog.parse(dialog.encode())).isEqualTo(dialog);
    }
  }

  @Test
  void anythingElseIsRefused() {
    assertThatThrownBy(() -> Dialog.parse("call@host\nours"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("14 lines");
  }

  @Test
  void everyRequestOfOursHasTheNextNumber() {
    Dialog dialog = dialog("192.0.2.7", List.of());
    assertThat(dialog.withNextSequence().localSequence()).isEqualTo(8);
    assertThat(dialog.withNextSequence().withNextSequence().localSequence()).isEqualTo(9);
  }

  @Test
  void aMessageBelongsToItByCallIdAndTag() {
    Dialog dialog = dialog("192.0.2.7", List.of());
    assertThat(dialog.matches("call@host", "")).isTrue();
    assertThat(dialog.matches("call@host", "theirs")).isFalse();
    assertThat(dialog.matches("other@host", "")).isFalse();
  }
}
