package io.tollgate.proxy.config;

import io.tollgate.proxy.net.Nat;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code nat}: what is believed of a Contact. */
final class NatReader {
  /** The field that is read here. */
  static final String FIELD = "nat";

  private static final Map<String, Nat> CHOICES =
      Arrays.stream(Nat.values()).collect(Collectors.toMap(Nat::label, Function.identity()));

  private NatReader() {}

  static Nat read(Section section, Nat unlessSaid) throws ConfigException {
    Optional<Field> nat = section.find(FIELD);
    return nat.isPresent() ? nat.get().choice(CHOICES) : unlessSaid;
  }
}
