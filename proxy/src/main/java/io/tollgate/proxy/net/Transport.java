package io.tollgate.proxy.net;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What SIP is carried by. */
public enum Transport {
  UDP(5060, false),
  TCP(5060, true),
  TLS(5061, true);

  private static final Map<String, Transport> BY_LABEL =
      Arrays.stream(values()).collect(Collectors.toMap(Transport::label, Function.identity()));

  private final String label;
  private final int defaultPort;
  private final boolean stream;

  Transport(int defaultPort, boolean stream) {
    this.label = name().toLowerCase(Locale.ROOT);
    this.defaultPort = defaultPort;
    this.stream = stream;
  }

  /** The transport with this name, in any case: {@code udp}, {@code tcp}, {@code tls}. */
  public static Optional<Transport> of(String label) {
    return Optional.ofNullable(BY_LABEL.get(label.toLowerCase(Locale.ROOT)));
  }

  /** The name in URIs, configuration and metrics, in lower case; Via has it in upper case. */
  public String label() {
    return label;
  }

  /** The port where a URI names none (RFC 3261 §19.1.2). */
  public int defaultPort() {
    return defaultPort;
  }

  /** Whether it is a connection: nothing is lost unseen, so nothing need be sent again. */
  public boolean isStream() {
    return stream;
  }
}
