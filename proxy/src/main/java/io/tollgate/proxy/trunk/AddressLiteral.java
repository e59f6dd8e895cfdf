package io.tollgate.proxy.trunk;

import java.util.Optional;

/**
 * Reads IPv4 addresses in dotted decimal (RFC 3986 §3.2.2: no leading zeros) and IPv6 addresses in
 * any form of RFC 4291 §2.2, zones aside. Lists have them by the hundred thousand, so this is one
 * pass over the bytes of the text, without patterns and without names that could be looked up.
 * Whatever is not ASCII is no part of an address.
 */
final class AddressLiteral {
  private static final int GROUPS = 8;
  private static final int DIGITS_OF_GROUP = 4;
  private static final int MAX_OCTET = 255;
  private static final long NONE = -1;

  private AddressLiteral() {}

  /**
   * The bytes from {@code from} to {@code end} as the block of one address; empty for no address.
   */
  static Optional<AddressPrefix> parse(byte[] text, int from, int end) {
    long ipv4 = ipv4(text, from, end);
    return ipv4 != NONE
        ? Optional.of(new AddressPrefix(false, ipv4 << 32, 0, AddressPrefix.width(false)))
        : ipv6(text, from, end);
  }

  /** An IPv4 address as 32 bits; {@link #NONE} where it is none. */
  private static long ipv4(byte[] text, int from, int end) {
    long bits = 0;
    int octets = 0;
    int start = from;
    int octet = 0;
    for (int at = from; at <= end; at++) {
      byte c = at == end ? (byte) '.' : text[at];
      if (c == '.') {
        boolean leadingZero = at - start > 1 && text[start] == '0';
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

  private static Optional<AddressPrefix> ipv6(byte[] text, int from, int end) {
    Groups groups = new Groups();
    int at = from;
    if (end - from >= 2 && text[from] == ':' && text[from + 1] == ':') {
      groups.gap();
      at += 2;
    }
    while (at < end) {
      int start = at;
      int group = 0;
      while (at < end && at - start < DIGITS_OF_GROUP && hex(text[at]) >= 0) {
        group = group << 4 | hex(text[at++]);
      }
      if (at < end && text[at] == '.') {
        long ipv4 = ipv4(text, start, end);
        if (ipv4 == NONE || groups.count > GROUPS - 2) {
          return Optional.empty();
        }
        groups.add(ipv4 >>> 16);
        groups.add(ipv4 & 0xFFFF);
        break;
      }
      if (at == start || groups.count == GROUPS) {
        return Optional.empty();
      }
      groups.add(group);
      if (at == end) {
        break;
      }
      if (text[at++] != ':' || at == end) {
        return Optional.empty();
      }
      if (text[at] == ':') {
        if (groups.hasGap) {
          return Optional.empty();
        }
        groups.gap();
        at++;
      }
    }
    return groups.address();
  }

  /** The groups of an IPv6 address: those before the two colons are put from the left. */
  private static final class Groups {
    private long high;
    private long low;
    private long highAfterGap;
    private long lowAfterGap;
    private int count;
    private boolean hasGap;

    void gap() {
      hasGap = true;
    }

    void add(long group) {
      if (hasGap) {
        highAfterGap = highAfterGap << 16 | lowAfterGap >>> 48;
        lowAfterGap = lowAfterGap << 16 | group;
      } else if (count < GROUPS / 2) {
        high |= group << 48 - count * 16;
      } else {
        low |= group << 112 - count * 16;
      }
      count++;
    }

    /** The two colons stand for one group of zeros or more. */
    Optional<AddressPrefix> address() {
      return (hasGap ? count < GROUPS : count == GROUPS)
          ? Optional.of(
              new AddressPrefix(
                  true, high | highAfterGap, low | lowAfterGap, AddressPrefix.width(true)))
          : Optional.empty();
    }
  }

  /** A digit's value; -1 where it is none. */
  private static int hex(byte c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
