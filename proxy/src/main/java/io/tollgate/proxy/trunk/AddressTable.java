package io.tollgate.proxy.trunk;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * From an address to what its most specific block stands for. Immutable.
 *
 * <p>A look-up asks one hash table once for each prefix length in use, longest first: at most 33
 * probes for IPv4 and 129 for IPv6, however many blocks there are, and in practice a handful. For
 * IPv4 compiled code allocates nothing but its answer: the copy that {@link
 * Inet4Address#getAddress()} makes does not escape, which is why the families part before it.
 *
 * @param <V> what a block stands for
 */
public final class AddressTable<V> {
  private final Family<V> ipv4;
  private final Family<V> ipv6;

  /** The table of these blocks. */
  public AddressTable(Map<AddressPrefix, V> entries) {
    AddressTableBuilder<V> builder = new AddressTableBuilder<>();
    builder.expect(entries.keySet());
    entries.forEach((block, value) -> builder.update(block, value, (_, known) -> known));
    ipv4 = new Family<>(builder.ipv4(), Function.identity());
    ipv6 = new Family<>(builder.ipv6(), Function.identity());
  }

  /** The table of what has been collected, each block standing for what is made of it. */
  <T> AddressTable(AddressTableBuilder<T> blocks, Function<T, V> meaning) {
    ipv4 = new Family<>(blocks.ipv4(), meaning);
    ipv6 = new Family<>(blocks.ipv6(), meaning);
  }

  /** What the most specific block around {@code address} stands for. */
  public Optional<V> find(InetAddress address) {
    return find(address, Optional::of);
  }

  /** What {@code choice} makes of the most specific block that it makes something of. */
  <R> Optional<R> find(InetAddress address, Function<V, Optional<R>> choice) {
    if (address instanceof Inet4Address v4) {
      return ipv4.find(AddressPrefix.high(v4.getAddress()), 0, choice);
    }
    byte[] bytes = address.getAddress();
    if (AddressPrefix.isMappedIpv4(bytes)) {
      return ipv4.find(AddressPrefix.mappedHigh(bytes), 0, choice);
    }
    return ipv6.find(AddressPrefix.high(bytes), AddressPrefix.low(bytes), choice);
  }

  /** The blocks of one family. */
  private static final class Family<V> {
    private final int[] lengths;
    private final int mask;
    private final AddressPrefix[] prefixes;
    private final V[] values;

    <T> Family(BlockSlots<T> blocks, Function<T, V> meaning) {
      lengths = blocks.lengths();
      prefixes = blocks.prefixes();
      mask = prefixes.length - 1;
      values = BlockSlots.values(prefixes.length);
      for (int slot = 0; slot < prefixes.length; slot++) {
        if (prefixes[slot] != null) {
          values[slot] = meaning.apply(blocks.value(slot));
        }
      }
    }

    <R> Optional<R> find(long high, long low, Function<V, Optional<R>> choice) {
      for (int length : lengths) {
        long networkHigh = high & AddressPrefix.highMask(length);
        long networkLow = low & AddressPrefix.lowMask(length);
        int slot = BlockSlots.hash(networkHigh, networkLow, length) & mask;
        for (AddressPrefix p = prefixes[slot]; p != null; p = prefixes[slot]) {
          if (p.high() == networkHigh && p.low() == networkLow && p.length() == length) {
            Optional<R> chosen = choice.apply(values[slot]);
            if (chosen.isPresent()) {
              return chosen;
            }
            break;
          }
          slot = (slot + 1) & mask;
        }
      }
      return Optional.empty();
    }
  }
}
