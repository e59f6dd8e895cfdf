package io.tollgate.proxy.demo;

import java.time.Duration;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * What every call of the carrier works with. Confined to the carrier's thread.
 *
 * @param ringFor from 180 to 200
 * @param random makes tags and branches
 */
record Desk(
    Wire wire,
    Timers timers,
    Replies replies,
    EchoPort.Source ports,
    Duration ringFor,
    RandomGenerator random) {

  /** Sixteen hexadecimal digits that nobody had before. */
  String token() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }
}
