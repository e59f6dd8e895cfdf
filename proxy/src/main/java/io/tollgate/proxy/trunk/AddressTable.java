package io.tollgate.proxy.trunk;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

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
    this(entries, Function.identity());
  }

  /** The table of these blocks, each of which stands for what {@code meaning} makes of it. */
  <T> AddressTable(Map<AddressPrefix, T> entries, Function<T, V> meaning) {
    ipv4 = new Family<>(entries.keySet(), false);
    ipv6 = new Family<>(entries.keySet(), true);
    entries.forEach(
        (prefix, entry) -> (prefix.ipv6() ? ipv6 : ipv4).put(prefix, meaning.apply(entry)));
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

  /** The blocks of one family in an open-addressed table, at most half full. */
  private static final class Family<V> {
    private final int[] lengths;
    private final int mask;
    private final AddressPrefix[] prefixes;
    private final V[] values;

    /** Has room for those blocks that are of its family. */
    Family(Collection<AddressPrefix> blocks, boolean ipv6) {
      boolean[] inUse = new boolean[AddressPrefix.width(ipv6) + 1];
      int size = 0;
      for (AddressPrefix block : blocks) {
        if (block.ipv6() == ipv6) {
          inUse[block.length()] = true;
          size++;
        }
      }
      lengths =
          IntStream.iterate(inUse.length - 1, n -> n >= 0, n -> n - 1)
              .filter(n -> inUse[n])
              .toArray();
      int capacity = Integer.highestOneBit(Math.max(1, size)) * 4;
      mask = capacity - 1;
      prefixes = new AddressPrefix[capacity];
      values = slots(capacity);
    }

    @SuppressWarnings("unchecked") // Java has no arrays of generic types.
    private static <V> V[] slots(int capacity) {
      return (V[]) new Object[capacity];
    }

    void put(AddressPrefix prefix, V value) {
      int slot = slot(prefix.high(), prefix.low(), prefix.length());
      while (prefixes[slot] != null) {
        slot = (slot + 1) & mask;
      }
      prefixes[slot] = prefix;
      values[slot] = value;
    }

    <R> Optional<R> find(long high, long low, Function<V, Optional<R>> choice) {
      for (int length : lengths) {
        long networkHigh = high & AddressPrefix.highMask(length);
        long networkLow = low & AddressPrefix.lowMask(length);
        int slot = slot(networkHigh, networkLow, length);
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

    private int slot(long high, long low, int length) {
      // Networks end in zeros: the high bits have to be folded down before the multiplication.
      long mixed = high + low * 0xD6E8FEB86659FD93L + length;
      mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
      mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
      return (int) (mixed >>> 32) & mask;
    }
  }
}
