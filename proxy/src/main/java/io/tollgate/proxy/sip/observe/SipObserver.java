package io.tollgate.proxy.sip.observe;

/**
 * Told of what goes over the wire, for metrics. Called on every loop, on the hot path: it must
 * neither block nor allocate without need.
 */
public interface SipObserver {
  /** Looks away. */
  SipObserver NONE = new SipObserver() {};

  /** What was wrong with a datagram that was not taken in. */
  enum Malformed {
    /** Not a SIP message at all. */
    NOT_SIP("not-sip"),
    /** A header or the first line could not be read. */
    SYNTAX("syntax"),
    /** One of Via, From, To, Call-ID, CSeq is missing. */
    HEADER_MISSING("header-missing"),
    /** A header stands twice that may stand once. */
    HEADER_REPEATED("header-repeated"),
    /** Beyond one of the limits on size. */
    TOO_LARGE("too-large");

    private final String label;

    Malformed(String label) {
      this.label = label;
    }

    /** The name in the metric's label. */
    public String label() {
      return label;
    }
  }

  /** What became of a REGISTER that somebody may send. */
  enum Registration {
    /** It was done. */
    ACCEPTED,
    /** Credentials were asked for. */
    CHALLENGED,
    /** They were wrong. */
    WRONG_CREDENTIALS,
    /** It was refused for another reason. */
    REFUSED
  }

  /** Datagrams came in. */
  default void received(int datagrams) {}

  /** A datagram went out. */
  default void sent() {}

  /** A datagram was answered 400, or dropped. */
  default void malformed(Malformed reason) {}

  /** A stranger was met with silence. */
  default void ignored() {}

  /** A response or ACK came that nothing waits for. */
  default void stray() {}

  /** A REGISTER was answered. */
  default void registration(Registration outcome) {}

  /**
   * How late the loop was.
   *
   * @param loop its number
   * @param nanos between when a tick was due and when it ran
   */
  default void lag(int loop, long nanos) {}

  /** A new call was turned away unparsed, since the loop has no time for it. */
  default void turnedAway() {}

  /**
   * How busy the loop is; with every tick.
   *
   * @param loop its number
   * @param delayNanos how long the luckiest new call had to wait lately
   * @param shedding whether calls that wait for too long are turned away
   */
  default void load(int loop, long delayNanos, boolean shedding) {}

  /**
   * How much the loop holds; with every tick.
   *
   * @param loop its number
   */
  default void holds(int loop, LoopHoldings holdings) {}
}
