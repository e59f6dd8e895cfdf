package io.tollgate.proxy.http;

import java.util.Map;

/**
 * What a client may take of the JDK's server, which is told by system properties only and reads
 * them when it is first used. What the operator has set stays.
 */
final class ServerLimits {
  private static final Map<String, String> LIMITS =
      Map.of(
          // Seconds from the first byte of a request to its last, and of a response.
          "sun.net.httpserver.maxReqTime", "10",
          "sun.net.httpserver.maxRspTime", "60",
          // Seconds without a request, and how many connections may wait like that.
          "sun.net.httpserver.idleInterval", "30",
          "sun.net.httpserver.maxIdleConnections", "64",
          "jdk.httpserver.maxConnections", "256",
          // Bytes of the request line, and of all headers together; and how many.
          "sun.net.httpserver.maxReqHeaderSize", "16384",
          "sun.net.httpserver.maxReqHeaders", "64",
          // Bytes of a body that nobody asked for, read before the connection is used again.
          "sun.net.httpserver.drainAmount", "16384",
          // A response goes out in a few writes; Nagle would hold the last one back.
          "sun.net.httpserver.nodelay", "true");

  private ServerLimits() {}

  /** Sets them; only the first call in a process has an effect. */
  static void apply() {
    LIMITS.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
  }
}
