package io.tollgate.rating.bench;

import io.tollgate.rating.number.Countries;
import io.tollgate.rating.prefix.OriginPrefixTable;
import io.tollgate.rating.prefix.OriginPrefixTableBuilder;
import io.tollgate.rating.prefix.PrefixKey;
import io.tollgate.rating.prefix.PrefixList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A deck of any size that looks like a carrier's, the same for the same size: areas of a country,
 * each with runs of neighbouring prefixes, 4 to 10 digits long and longer ones inside shorter ones.
 *
 * <p>Every destination has a default price and a lower one for callers from a group of 31
 * countries, every tenth a third one for North America.
 */
public final class SyntheticDeck {

  /** The 31 countries of the demonstration deck. */
  private static final List<String> GROUP =
      List.of(
          ("AT BE BG HR CY CZ DK EE FI FR DE GR HU IS IE IT LV LI LT LU MT NL NO PL PT RO SK SI ES"
                  + " SE GB")
              .split(" "));

  private static final String[] COUNTRY_CODES =
      ("1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62"
           + " 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 212 213 216 218 220 233 234 254 255 256"
           + " 351 352 353 354 355 356 357 358 359 370 371 372 373 374 375 380 381 385 386 420 421"
           + " 502 503 504 505 506 507 591 593 595 598 852 855 880 886 961 962 965 966 971 972 977"
           + " 994")
          .split(" ");

  /** Who shares a price. */
  public enum Prices {
    /** As in carriers' decks: a country's area or operator has one, for all of its prefixes. */
    BY_AREA,
    /** The worst case for sharing: each destination has its own. */
    BY_ROW
  }

  private final long[] destinations;
  private final int[] areas;
  private final boolean[] north;
  private final Prices prices;

  private SyntheticDeck(long[] destinations, int[] areas, boolean[] north, Prices prices) {
    this.destinations = destinations;
    this.areas = areas;
    this.north = north;
    this.prices = prices;
  }

  /** A deck of {@code size} destinations. */
  public static SyntheticDeck of(int size, Prices prices) {
    SplittableRandom random = new SplittableRandom(size);
    long[] keys = new long[0];
    int wanted = size + size / 4 + 100;
    while (keys.length < size) {
      keys = Arrays.stream(draw(wanted, random)).sorted().distinct().toArray();
      wanted += wanted / 2;
    }
    shuffle(keys, random);
    keys = Arrays.copyOf(keys, size);
    int[] areas = new int[size];
    boolean[] north = new boolean[size];
    for (int i = 0; i < size; i++) {
      long area = PrefixKey.of(keys[i], Math.min(6, PrefixKey.length(keys[i])));
      areas[i] = Long.hashCode(area * 0x9E37_79B9_7F4A_7C15L) >>> 12;
      north[i] = random.nextInt(10) == 0;
    }
    return new SyntheticDeck(keys, areas, north, prices);
  }

  private static long[] draw(int count, SplittableRandom random) {
    long[] keys = new long[count];
    int at = 0;
    while (at < count) {
      String area = COUNTRY_CODES[random.nextInt(COUNTRY_CODES.length)] + digits(random, 1, 4);
      int blocks = 1 + random.nextInt(8);
      for (int i = 0; i < blocks && at < count; i++) {
        String block = area + digits(random, 0, 2);
        int run = 1 + random.nextInt(10);
        for (int digit = 0; digit < run && at < count; digit++) {
          keys[at++] = PrefixKey.of(block + digit);
        }
      }
    }
    return keys;
  }

  private static String digits(SplittableRandom random, int least, int most) {
    int count = random.nextInt(least, most + 1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(random.nextInt(10));
    }
    return text.toString();
  }

  private static void shuffle(long[] keys, SplittableRandom random) {
    for (int i = keys.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      long key = keys[i];
      keys[i] = keys[j];
      keys[j] = key;
    }
  }

  /** How many destinations it has. */
  public int size() {
    return destinations.length;
  }

  /** The destination prefix of a row, as a {@link PrefixKey}. */
  public long destination(int row) {
    return destinations[row];
  }

  /** The value of a row for callers from nowhere in particular. */
  public int defaultValue(int row) {
    return value(row, 0);
  }

  /** The value of a row for callers from the 31 countries. */
  public int groupValue(int row) {
    return value(row, 1);
  }

  /** The value of a row for callers from North America, or −1. */
  public int northValue(int row) {
    return north[row] ? value(row, 2) : -1;
  }

  private int value(int row, int which) {
    int price = prices == Prices.BY_ROW ? row : areas[row] % 50_000;
    return price * 3 + which;
  }

  /** The group's origin prefixes. */
  public static PrefixList group() {
    PrefixList.Builder list = PrefixList.builder();
    for (String iso : GROUP) {
      Countries.named(iso).orElseThrow().exactPrefixes().forEach(p -> list.add(PrefixKey.of(p)));
    }
    return list.build();
  }

  /** Every row in a builder: two or three for a destination. */
  public OriginPrefixTableBuilder builder() {
    OriginPrefixTableBuilder builder = OriginPrefixTable.builder();
    PrefixList group = group();
    PrefixList america = PrefixList.of(PrefixKey.of("1"));
    for (int row = 0; row < size(); row++) {
      builder.put(destinations[row], PrefixList.DEFAULT, defaultValue(row));
      builder.put(destinations[row], group, groupValue(row));
      if (north[row]) {
        builder.put(destinations[row], america, northValue(row));
      }
    }
    return builder;
  }

  /** How many rows {@link #builder} has: pairs of a destination and a group of origins. */
  public int rows() {
    int rows = 2 * size();
    for (boolean third : north) {
      rows += third ? 1 : 0;
    }
    return rows;
  }

  /** Numbers that begin with random rows' prefixes, as {@link PrefixKey}s of 11 to 13 digits. */
  public long[] numbers(int count) {
    SplittableRandom random = new SplittableRandom(count);
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      long prefix = destinations[random.nextInt(destinations.length)];
      numbers[i] = extended(PrefixKey.text(prefix), 11 + random.nextInt(3), random);
    }
    return numbers;
  }

  /** Callers, half of them from the group. */
  public static long[] callers(int count) {
    SplittableRandom random = new SplittableRandom(count);
    PrefixList group = group();
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      String prefix =
          random.nextBoolean()
              ? PrefixKey.text(group.key(random.nextInt(group.size())))
              : COUNTRY_CODES[random.nextInt(COUNTRY_CODES.length)];
      numbers[i] = extended(prefix, 11 + random.nextInt(3), random);
    }
    return numbers;
  }

  private static long extended(String prefix, int length, SplittableRandom random) {
    int missing = Math.max(0, length - prefix.length());
    return PrefixKey.of(prefix + digits(random, missing, missing));
  }
}
