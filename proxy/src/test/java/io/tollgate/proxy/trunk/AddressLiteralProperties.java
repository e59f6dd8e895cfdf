package io.tollgate.proxy.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Literals mean what the platform says that they mean. */
class AddressLiteralProperties {

  @Property
  void everyFormOfAnIpv6AddressIsRead(
      @ForAll("groups") @Size(8) List<Integer> groups,
      @ForAll @IntRange(max = 7) int gapFrom,
      @ForAll @IntRange(max = 8) int gapLength,
      @ForAll boolean ipv4Tail,
      @ForAll boolean upperCase,
      @ForAll boolean leadingZeros) {
    List<Integer> bits = new ArrayList<>(groups);
    int last = ipv4Tail ? 6 : 8;
    int gapTo = Math.min(last, gapFrom + gapLength);
    for (int i = gapFrom; i < gapTo; i++) {
      bits.set(i, 0);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < last; i++) {
      if (i == gapFrom && gapTo > gapFrom) {
        text.append(i == 0 ? "::" : ":");
        i = gapTo - 1;
      } else {
        text.append((leadingZeros ? "%04x" : "%x").formatted(bits.get(i)));
        text.append(i < 7 ? ":" : "");
      }
    }
    if (ipv4Tail) {
      int high = bits.get(6);
      int low = bits.get(7);
      text.append("%d.%d.%d.%d".formatted(high >> 8, high & 255, low >> 8, low & 255));
    }
    String literal = upperCase ? text.toString().toUpperCase(Locale.ROOT) : text.toString();
    byte[] address = new byte[16];
    for (int i = 0; i < 8; i++) {
      address[2 * i] = (byte) (bits.get(i) >> 8);
      address[2 * i + 1] = bits.get(i).byteValue();
    }
    assertThat(read(literal))
        .as(literal)
        .contains(
            new AddressPrefix(true, AddressPrefix.high(address), AddressPrefix.low(address), 128));
    byte[] platform = InetAddress.ofLiteral(literal).getAddress();
    assertThat(platform.length == 4 || Arrays.equals(platform, address)).as(literal).isTrue();
  }

  /** In the midst of other text, which is not looked at. */
  private static Optional<AddressPrefix> read(String literal) {
    byte[] text = ("0" + literal + "0").getBytes(StandardCharsets.UTF_8);
    return AddressLiteral.parse(text, 1, text.length - 1);
  }

  @Provide
  Arbitrary<List<Integer>> groups() {
    return Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just(0)),
            Tuple.of(3, Arbitraries.integers().between(0, 0xFFFF)))
        .list()
        .ofSize(8);
  }

  /** Whatever is taken is an address to the platform too, and the same one. */
  @Property(tries = 5_000)
  void nothingElseIsTaken(@ForAll("nearLiterals") String text) {
    read(text)
        .ifPresent(
            prefix -> {
              byte[] address = InetAddress.ofLiteral(text).getAddress();
              if (address.length == 4 && prefix.ipv6()) {
                assertThat(prefix.low() << 32).isEqualTo(AddressPrefix.high(address));
              } else {
                assertThat(prefix.high()).isEqualTo(AddressPrefix.high(address));
                assertThat(prefix.low())
                    .isEqualTo(address.length == 4 ? 0 : AddressPrefix.low(address));
              }
            });
  }

  @Provide
  Arbitrary<String> nearLiterals() {
    Arbitrary<String> parts = Arbitraries.of(":", "::", ".", "0", "1", "25", "255", "256", "01");
    Arbitrary<String> others = Arbitraries.of("fe80", "FFFF", "10000", "g", "%1", "[", " ", "٣");
    return Arbitraries.frequencyOf(Tuple.of(9, parts), Tuple.of(1, others))
        .list()
        .ofMinSize(1)
        .ofMaxSize(16)
        .map(words -> String.join("", words));
  }
}
