package io.tollgate.proxy.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * Who a source is taken for, in 64 bits: an IPv4 address, or the first half of an IPv6 address,
 * since whoever has one address of a /64 has all of them.
 */
public final class SourceKey {
  /** Of the networks that begin like this (::/8) none is given to anybody. */
  private static final long IPV4_MARK = 0x00FF_FFFF_0000_0000L;

  private SourceKey() {}

  /** The key of an address. */
  public static long of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address
        ? IPV4_MARK | ByteBuffer.wrap(bytes).getInt() & 0xFFFF_FFFFL
        : ByteBuffer.wrap(bytes).getLong();
  }

  private static boolean isIpv4(long key) {
    return key >>> 32 == IPV4_MARK >>> 32;
  }

  /** As operators write it: {@code 192.0.2.1}, {@code 2001:db8:0:1::/64}. */
  public static String text(long key) {
    if (isIpv4(key)) {
      return address(ByteBuffer.allocate(4).putInt((int) key).array()).getHostAddress();
    }
    return "%x:%x:%x:%x::/64"
        .formatted(key >>> 48, key >>> 32 & 0xFFFF, key >>> 16 & 0xFFFF, key & 0xFFFF);
  }

  /** Some address of the source. */
  public static InetAddress address(long key) {
    return isIpv4(key)
        ? address(ByteBuffer.allocate(4).putInt((int) key).array())
        : address(ByteBuffer.allocate(16).putLong(key).array());
  }

  /**
   * Reads an address, or a network as {@link #text} writes it.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static long parse(String text) {
    String address = text.endsWith("/64") ? text.substring(0, text.length() - 3) : text;
    return of(InetAddress.ofLiteral(address));
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are an address", e);
    }
  }
}
