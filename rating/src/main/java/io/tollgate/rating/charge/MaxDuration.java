package io.tollgate.rating.charge;

/** How long a call may last on what an account has left. */
public final class MaxDuration {

  /** The balance pays for a call without end: it costs nothing, or would last for decades. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** Longer calls are called unlimited: 68 years. */
  private static final long LONGEST = Integer.MAX_VALUE;

  private MaxDuration() {}

  /**
   * The longest call in seconds whose charge and attempt fee {@code balance} pays for.
   *
   * <p>A balance that cannot pay for the first increment pays for no call, even where a grace
   * period or free seconds would let a short one cost nothing: nobody knows at set-up how long it
   * will be.
   *
   * @return 0 where not even the first increment is paid; {@link #UNLIMITED}; or 1 and more, so
   *     that a call of that many seconds is paid and one of a second more is not
   */
  public static long seconds(Tariff tariff, Money balance) {
    long first = Math.max(tariff.graceSeconds(), tariff.freeSeconds() + 1L);
    if (!pays(balance, tariff, first)) {
      return 0;
    }
    if (pays(balance, tariff, LONGEST)) {
      return UNLIMITED;
    }
    long paid = first;
    long unpaid = LONGEST;
    while (unpaid - paid > 1) {
      long middle = (paid + unpaid) >>> 1;
      if (pays(balance, tariff, middle)) {
        paid = middle;
      } else {
        unpaid = middle;
      }
    }
    return paid;
  }

  private static boolean pays(Money balance, Tariff tariff, long seconds) {
    try {
      return tariff.chargeSeconds(seconds).total().compareTo(balance) <= 0;
    } catch (ArithmeticException beyondAllMoney) {
      return false;
    }
  }
}
