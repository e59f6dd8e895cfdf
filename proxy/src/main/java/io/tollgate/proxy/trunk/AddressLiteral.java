package io.tollgate.proxy.trunk;

import java.util.Optional;

/**
 * Reads IPv4 addresses in dotted decimal (RFC 3986 §3.2.2: no leading zeros) and IPv6 addresses in
 * any form of RFC 4291 §2.2, zones aside. Lists have them by the hundred thousand, so this is one
 * pass over the characters, without patterns and without names that could be looked up.
 */
final class AddressLiteral {
  private static final int GROUPS = 8;
  private static final int DIGITS_OF_GROUP = 4;
  private static final int MAX_OCTET = 255;
  private static final long NONE = -1;

  private AddressLiteral() {}

  /** The first {@code end} characters as the block of one address; empty where they are none. */
  static Optional<AddressPrefix> parse(String text, int end) {
    long ipv4 = ipv4(text, 0, end);
    return ipv4 != NONE
        ? Optional.of(new AddressPrefix(false, ipv4 << 32, 0, AddressPrefix.width(false)))
        : ipv6(text, end);
  }

  /** An IPv4 address from {@code from} on, as 32 bits; {@link #NONE} where it is none. */
  private static long ipv4(String text, int from, int end) {
    long bits = 0;
    int octets = 0;
    int start = from;
    int octet = 0;
    for (int at = from; at <= end; at++) {
      char c = at == end ? '.' : text.charAt(at);
      if (c == '.') {
        boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
        if (at == start || leadingZero || ++octets > 4) {
          return NONE;
        }
        bits = bits << 8 | octet;
        start = at + 1;
        octet = 0;
      } else if (c < '0' || c > '9' || (octet = octet * 10 + c - '0') > MAX_OCTET) {
        return NONE;
      }
    }
    return octets == 4 ? bits : NONE;
  }

  private static Optional<AddressPrefix> ipv6(String text, int end) {
    int[] groups = new int[GROUPS];
    int count = 0;
    int gap = -1;
    int at = 0;
    if (end >= 2 && text.charAt(0) == ':' && text.charAt(1) == ':') {
      gap = 0;
      at = 2;
    }
    while (at < end) {
      int start = at;
      int group = 0;
      while (at < end && at - start < DIGITS_OF_GROUP && hex(text.charAt(at)) >= 0) {
        group = group << 4 | hex(text.charAt(at++));
      }
      if (at < end && text.charAt(at) == '.') {
        long ipv4 = ipv4(text, start, end);
        if (ipv4 == NONE || count > GROUPS - 2) {
          return Optional.empty();
        }
        groups[count++] = (int) (ipv4 >>> 16);
        groups[count++] = (int) (ipv4 & 0xFFFF);
        break;
      }
      if (at == start || count == GROUPS) {
        return Optional.empty();
      }
      groups[count++] = group;
      if (at == end) {
        break;
      }
      if (text.charAt(at++) != ':' || at == end) {
        return Optional.empty();
      }
      if (text.charAt(at) == ':') {
        if (gap >= 0) {
          return Optional.empty();
        }
        gap = count;
        at++;
      }
    }
    // The two colons stand for one group of zeros or more.
    boolean complete = gap < 0 ? count == GROUPS : count < GROUPS;
    return complete ? Optional.of(address(groups, count, gap < 0 ? count : gap)) : Optional.empty();
  }

  private static AddressPrefix address(int[] groups, int count, int gap) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < count; i++) {
      int place = i < gap ? i : GROUPS - count + i;
      long bits = (long) groups[i] << 48 - place % 4 * 16;
      high |= place < 4 ? bits : 0;
      low |= place < 4 ? 0 : bits;
    }
    return new AddressPrefix(true, high, low, AddressPrefix.width(true));
  }

  /** A digit's value; -1 where it is none. Digits of other scripts are none here. */
  private static int hex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }
}
