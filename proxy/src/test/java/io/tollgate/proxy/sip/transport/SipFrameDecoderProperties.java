package io.tollgate.proxy.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However a network cuts a stream, the same messages come out; whatever comes, nothing is held. */
class SipFrameDecoderProperties {
  private static final StreamLimits LIMITS = StreamLimits.DEFAULT;

  @Provide
  Arbitrary<String> message() {
    Arbitrary<String> body = Arbitraries.strings().withChars("ab:\r\n l0").ofMaxLength(40);
    Arbitrary<String> header = Arbitraries.of("Content-Length: ", "l:", "CONTENT-LENGTH :  ");
    Arbitrary<String> others = Arbitraries.of("", "Via: x\r\n", "Subject: a\r\n folded\r\n");
    return net.jqwik.api.Combinators.combine(body, header, others)
        .as(
            (text, name, other) ->
                "INVITE sip:a@b SIP/2.0\r\n" + other + name + text.length() + "\r\n\r\n" + text);
  }

  @Property(tries = 500)
  void theSameMessagesComeOutHoweverTheyAreCut(
      @ForAll @Size(min = 1, max = 6) List<@net.jqwik.api.From("message") String> messages,
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 60) Integer> cuts) {
    byte[] stream = String.join("\r\n", messages).getBytes(StandardCharsets.UTF_8);
    EmbeddedChannel channel = new EmbeddedChannel(new SipFrameDecoder(LIMITS));
    int at = 0;
    for (int i = 0; at < stream.length; i++) {
      int length = Math.min(cuts.get(i % cuts.size()), stream.length - at);
      channel.writeInbound(Unpooled.copiedBuffer(stream, at, length));
      at += length;
    }
    assertThat(texts(channel)).isEqualTo(messages);
    assertThat(channel.finishAndReleaseAll()).isFalse();
  }

  @Property(tries = 500)
  void whateverComesNothingIsThrownAndWhatIsHeldIsBounded(
      @ForAll @Size(max = 20) List<@Size(max = 300) byte[]> reads) {
    SipFrameDecoder decoder = new SipFrameDecoder(LIMITS);
    EmbeddedChannel channel = new EmbeddedChannel(decoder);
    for (byte[] read : reads) {
      channel.writeInbound(Unpooled.copiedBuffer(read));
      channel.checkException();
    }
    channel.finishAndReleaseAll();
    channel.checkException();
  }

  private static List<String> texts(EmbeddedChannel channel) {
    List<String> texts = new ArrayList<>();
    for (byte[] read = channel.readInbound(); read != null; read = channel.readInbound()) {
      texts.add(new String(read, StandardCharsets.UTF_8));
    }
    return texts;
  }
}
