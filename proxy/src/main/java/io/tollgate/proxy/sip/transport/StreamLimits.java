package io.tollgate.proxy.sip.transport;

import java.time.Duration;

/**
 * What connections may cost, so that no peer and no number of strangers can exhaust the edge.
 *
 * @param total connections of all listening points; strangers may take half of them
 * @param perStranger connections of one address that no list and no gateway names
 * @param handshakes TLS handshakes under way at once, all together; each takes milliseconds of CPU
 * @param connect how long a peer may take to accept a connection of ours, TLS handshake included
 * @param handshake how long a peer may take for its TLS handshake
 * @param message how long one message may take from its first byte to its last
 * @param idle how long a connection may be silent; keep-alives (RFC 5626) are no silence
 * @param head the longest head in bytes, first line and headers
 * @param body the longest body in bytes
 * @param backlog bytes that may wait for a peer that does not read; then its connection is closed
 */
public record StreamLimits(
    int total,
    int perStranger,
    int handshakes,
    Duration connect,
    Duration handshake,
    Duration message,
    Duration idle,
    int head,
    int body,
    int backlog) {

  public static final StreamLimits DEFAULT =
      new StreamLimits(
          16_000,
          64,
          256,
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofMinutes(30),
          16 << 10,
          48 << 10,
          1 << 20);
}
