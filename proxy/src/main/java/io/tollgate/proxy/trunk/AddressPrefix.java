package io.tollgate.proxy.trunk;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A block of IPv4 or IPv6 addresses in CIDR notation (RFC 4632, RFC 4291 §2.3).
 *
 * <p>An address is kept as 128 bits aligned to the left, so that a prefix of either family is cut
 * off the same way.
 *
 * @param ipv6 the family
 * @param high the first 64 bits of the network; an IPv4 address is the first 32 of them
 * @param low the other 64 bits
 * @param length how many leading bits count: 0 to 32, or to 128 for IPv6; all others are zero
 */
public record AddressPrefix(boolean ipv6, long high, long low, int length) {
  public AddressPrefix {
    if (length < 0 || length > width(ipv6)) {
      throw new IllegalArgumentException(
          "a prefix length of %d is not within 0 and %d".formatted(length, width(ipv6)));
    }
    if ((high & ~highMask(length)) != 0 || (low & ~lowMask(length)) != 0) {
      throw new IllegalArgumentException("bits are set beyond the prefix length of " + length);
    }
  }

  /**
   * Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or an address alone for just that one.
   *
   * @throws IllegalArgumentException where it is not that; the message says what is wrong and,
   *     after a semicolon, what to write
   */
  public static AddressPrefix parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return parse(bytes, 0, bytes.length);
  }

  /**
   * Reads the same from the bytes of a text, which is UTF-8.
   *
   * @param from the first byte
   * @param end the first one after
   * @throws IllegalArgumentException as {@link #parse(String)} does
   */
  public static AddressPrefix parse(byte[] text, int from, int end) {
    int slash = from;
    while (slash < end && text[slash] != '/') {
      slash++;
    }
    Optional<AddressPrefix> read = AddressLiteral.parse(text, from, slash);
    if (read.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' is not an address block; write it as 192.0.2.0/24 or 2001:db8::/32"
              .formatted(string(text, from, end)));
    }
    AddressPrefix address = read.get();
    if (address.isMapped()) {
      throw new IllegalArgumentException(
          "'%s' is an IPv4 address in IPv6 notation; write it as %s"
              .formatted(string(text, from, end), host(false, address.low << 32, 0)));
    }
    if (slash == end) {
      return address;
    }
    int length = length(text, slash + 1, end);
    if (length < 0 || length > width(address.ipv6)) {
      throw new IllegalArgumentException(
          "'%s' has a bad prefix length; write a whole number from 0 to %d after the slash"
              .formatted(string(text, from, end), width(address.ipv6)));
    }
    if (length == address.length) {
      return address;
    }
    long high = address.high & highMask(length);
    long low = address.low & lowMask(length);
    AddressPrefix prefix = new AddressPrefix(address.ipv6, high, low, length);
    if (address.high != high || address.low != low) {
      throw new IllegalArgumentException(
          "'%s' has bits beyond its prefix length; write %s for the block or %s for the one address"
              .formatted(
                  string(text, from, end), prefix, host(address.ipv6, address.high, address.low)));
    }
    return prefix;
  }

  private static String string(byte[] text, int from, int end) {
    return new String(text, from, end - from, StandardCharsets.UTF_8);
  }

  private boolean isMapped() {
    return ipv6 && high == 0 && low >>> 32 == 0xFFFF;
  }

  /** A whole number of at most three digits without leading zeros; -1 where it is none. */
  private static int length(byte[] text, int from, int end) {
    int digits = end - from;
    boolean isNumber = digits == 1 || digits > 1 && digits <= 3 && text[from] != '0';
    int length = 0;
    for (int at = from; isNumber && at < end; at++) {
      isNumber = text[at] >= '0' && text[at] <= '9';
      length = length * 10 + text[at] - '0';
    }
    return isNumber ? length : -1;
  }

  /** Whether {@code address} lies within. An IPv4-mapped IPv6 address counts as IPv4. */
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean mapped = isMappedIpv4(bytes);
    if (ipv6 == (bytes.length == 4 || mapped)) {
      return false;
    }
    long addressHigh = mapped ? mappedHigh(bytes) : high(bytes);
    long addressLow = ipv6 ? low(bytes) : 0;
    return (addressHigh & highMask(length)) == high && (addressLow & lowMask(length)) == low;
  }

  static int width(boolean ipv6) {
    return ipv6 ? 128 : 32;
  }

  static long highMask(int length) {
    return length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
  }

  static long lowMask(int length) {
    return length <= 64 ? 0 : -1L << (128 - length);
  }

  /** The first 64 bits of an address of 4 or 16 bytes, aligned to the left. */
  static long high(byte[] address) {
    return address.length == 4 ? ipv4(address, 0) : bits(address, 0);
  }

  /** The last 64 bits of an address of 16 bytes. */
  static long low(byte[] address) {
    return bits(address, 8);
  }

  /** The first 64 bits of the IPv4 address within an IPv4-mapped one. */
  static long mappedHigh(byte[] address) {
    return ipv4(address, 12);
  }

  /** Whether these are the bytes of an IPv4-mapped IPv6 address (RFC 4291 §2.5.5.2). */
  static boolean isMappedIpv4(byte[] address) {
    return address.length == 16 && bits(address, 0) == 0 && (bits(address, 8) >>> 32) == 0xFFFF;
  }

  private static long ipv4(byte[] bytes, int from) {
    return (bytes[from] & 0xFFL) << 56
        | (bytes[from + 1] & 0xFFL) << 48
        | (bytes[from + 2] & 0xFFL) << 40
        | (bytes[from + 3] & 0xFFL) << 32;
  }

  private static long bits(byte[] bytes, int from) {
    return ipv4(bytes, from) | ipv4(bytes, from + 4) >>> 32;
  }

  /** Spread over all bits: a large list is put into tables of these several times. */
  @Override
  public int hashCode() {
    long mixed = (high ^ Long.rotateLeft(low, 29)) * 0xD6E8FEB86659FD93L + length;
    return (int) (mixed ^ mixed >>> 32);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressPrefix that
        && high == that.high
        && low == that.low
        && length == that.length
        && ipv6 == that.ipv6;
  }

  /** In CIDR notation. */
  @Override
  public String toString() {
    return host(ipv6, high, low) + "/" + length;
  }

  private static String host(boolean ipv6, long high, long low) {
    byte[] bytes =
        ipv6
            ? ByteBuffer.allocate(16).putLong(high).putLong(low).array()
            : ByteBuffer.allocate(4).putInt((int) (high >>> 32)).array();
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError("4 and 16 bytes are the lengths of addresses", e);
    }
  }
}
