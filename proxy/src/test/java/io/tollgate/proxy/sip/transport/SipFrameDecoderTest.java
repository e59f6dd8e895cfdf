package io.tollgate.proxy.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.tollgate.proxy.sip.transport.Unframeable.Why;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SipFrameDecoderTest {
  private static final StreamLimits LIMITS =
      new StreamLimits(
          10,
          10,
          10,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          200,
          50,
          1000);

  private final SipFrameDecoder decoder = new SipFrameDecoder(LIMITS);
  private final EmbeddedChannel channel = new EmbeddedChannel(decoder);

  private void receive(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text.replace("\n", "\r\n"), StandardCharsets.UTF_8));
  }

  private List<String> messages() {
    List<String> messages = new ArrayList<>();
    for (Object read = channel.readInbound(); read != null; read = channel.readInbound()) {
      messages.add(
          read instanceof byte[] bytes
              ? new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n")
              : read.toString());
    }
    return messages;
  }

  private Unframeable unframeable() {
    return (Unframeable) channel.readInbound();
  }

  private int pongs() {
    int pongs = 0;
    for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
      assertThat(sent.toString(StandardCharsets.UTF_8)).isEqualTo("\r\n");
      sent.release();
      pongs++;
    }
    return pongs;
  }

  @Test
  void cutsMessagesByTheirLength() {
    receive("A x SIP/2.0\nContent-Length: 3\n\nabcB y SIP/2.0\nl:0\n\nC z SIP/2.0\n");
    assertThat(messages())
        .containsExactly("A x SIP/2.0\nContent-Length: 3\n\nabc", "B y SIP/2.0\nl:0\n\n");
    assertThat(decoder.isHalfWay()).isTrue();
    receive("l: 1\n\nz");
    assertThat(messages()).containsExactly("C z SIP/2.0\nl: 1\n\nz");
    assertThat(decoder.isHalfWay()).isFalse();
    assertThat(decoder.begun()).isEqualTo(3);
  }

  @Test
  void takesBareLineFeeds() {
    channel.writeInbound(Unpooled.copiedBuffer("A x SIP/2.0\nl: 2\n\nab", StandardCharsets.UTF_8));
    assertThat(messages()).containsExactly("A x SIP/2.0\nl: 2\n\nab");
  }

  @Test
  void answersAPingWithAPong() {
    receive("\n\n");
    assertThat(pongs()).isEqualTo(1);
    assertThat(messages()).isEmpty();
    assertThat(decoder.isHalfWay()).isFalse();
  }

  @Test
  void answersAPingThatComesByteByByte() {
    for (char c : "\r\n\r\n".toCharArray()) {
      assertThat(pongs()).isZero();
      channel.writeInbound(Unpooled.copiedBuffer(String.valueOf(c), StandardCharsets.UTF_8));
    }
    assertThat(pongs()).isEqualTo(1);
  }

  @Test
  void aPongIsNoPing() {
    receive("\n");
    receive("A x SIP/2.0\nl: 0\n\n");
    receive("\n");
    assertThat(pongs()).isZero();
    assertThat(messages()).hasSize(1);
  }

  @Test
  void withoutALengthNothingThatFollowsCanBeUnderstood() {
    receive("A x SIP/2.0\nVia: y\n\nB x SIP/2.0\nl: 0\n\n");
    Unframeable what = unframeable();
    assertThat(what.why()).isEqualTo(Why.NO_LENGTH);
    assertThat(new String(what.head(), StandardCharsets.UTF_8)).startsWith("A x SIP/2.0\r\nVia: y");
    receive("C x SIP/2.0\nl: 0\n\n");
    assertThat(messages()).isEmpty();
    assertThat(decoder.isHalfWay()).isFalse();
  }

  @Test
  void aHeadIsTakenUpToItsBound() {
    String padding = "X: " + "x".repeat(200 - 11 - 2 - 6 - 2 - 3 - 2) + "\n";
    receive("A x SIP/2.0\n" + "l: 0\n" + padding.substring(0, padding.length() - 3) + "\n\n");
    assertThat(messages()).hasSize(1);
    receive("A x SIP/2.0\nX: " + "x".repeat(200) + "\nl: 0\n\n");
    assertThat(unframeable().why()).isEqualTo(Why.HEAD_TOO_LARGE);
  }

  @Test
  void aHeadWithoutEndIsGivenUpAtItsBound() {
    receive("A x SIP/2.0\n");
    for (int i = 0; i < 20; i++) {
      receive("X: 0123456789\n");
    }
    Unframeable what = unframeable();
    assertThat(what.why()).isEqualTo(Why.HEAD_TOO_LARGE);
    assertThat(what.head()).hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void aBodyIsTakenUpToItsBound() {
    receive("A x SIP/2.0\nl: 50\n\n" + "b".repeat(50));
    assertThat(messages()).hasSize(1);
    receive("A x SIP/2.0\nl: 51\n\n");
    assertThat(unframeable().why()).isEqualTo(Why.BODY_TOO_LARGE);
  }
}
