package io.tollgate.proxy.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AddressTableProperties {

  @Property
  void findsTheMostSpecificBlockAsALinearSearchDoes(
      @ForAll("blocks") List<AddressPrefix> blocks, @ForAll("addresses") List<InetAddress> asked) {
    Map<AddressPrefix, String> entries = new HashMap<>();
    blocks.forEach(block -> entries.put(block, block.toString()));
    AddressTable<String> table = new AddressTable<>(entries);
    for (InetAddress address : asked) {
      assertThat(table.find(address))
          .isEqualTo(
              blocks.stream()
                  .filter(block -> block.contains(address))
                  .max(Comparator.comparingInt(AddressPrefix::length))
                  .map(AddressPrefix::toString));
    }
  }

  @Property(tries = 20)
  void findsEachOfAHundredThousand(@ForAll int first) throws UnknownHostException {
    Map<AddressPrefix, Integer> entries = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      entries.put(new AddressPrefix(false, (long) (first + i) << 32, 0, 32), i);
    }
    AddressTable<Integer> table = new AddressTable<>(entries);
    for (int i = 0; i < 100_000; i += 997) {
      byte[] address = ByteBuffer.allocate(4).putInt(first + i).array();
      assertThat(table.find(InetAddress.getByAddress(address))).contains(i);
    }
  }

  /** Few distinct bits, so that blocks and addresses meet. */
  @Provide
  Arbitrary<List<AddressPrefix>> blocks() {
    Arbitrary<AddressPrefix> ipv4 =
        Arbitraries.integers()
            .between(0, 32)
            .flatMap(length -> bits().map(bits -> block(false, bits, 0, length)));
    Arbitrary<AddressPrefix> ipv6 =
        Arbitraries.integers()
            .between(0, 128)
            .flatMap(
                length ->
                    bits()
                        .flatMap(
                            high -> bits().map(low -> block(true, high, low | low >>> 7, length))));
    return Arbitraries.oneOf(ipv4, ipv6).list().ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<InetAddress>> addresses() {
    Arbitrary<InetAddress> ipv4 =
        bits()
            .map(b -> ByteBuffer.allocate(4).putInt((int) (b >>> 32)))
            .map(AddressTableProperties::address);
    Arbitrary<InetAddress> ipv6 =
        bits()
            .flatMap(
                high ->
                    bits()
                        .map(low -> ByteBuffer.allocate(16).putLong(high).putLong(low | low >>> 7))
                        .map(AddressTableProperties::address));
    return Arbitraries.oneOf(ipv4, ipv6).list().ofMinSize(1).ofMaxSize(40);
  }

  private static Arbitrary<Long> bits() {
    return Arbitraries.integers()
        .between(0, 15)
        .map(i -> (long) (i & 3) << 62 | (long) (i >> 2) << 32);
  }

  private static AddressPrefix block(boolean ipv6, long high, long low, int length) {
    return new AddressPrefix(
        ipv6,
        high & AddressPrefix.highMask(length),
        ipv6 ? low & AddressPrefix.lowMask(length) : 0,
        length);
  }

  private static InetAddress address(ByteBuffer bytes) {
    try {
      return InetAddress.getByAddress(bytes.array());
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
