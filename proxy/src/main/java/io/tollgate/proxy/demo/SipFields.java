package io.tollgate.proxy.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The header fields of one SIP message, in their order, long names for compact ones (RFC 3261
 * §7.3.3), folded lines unfolded (§7.3.1). Immutable.
 */
record SipFields(List<Field> all) {
  /**
   * One header field.
   *
   * @param name as it was written, or the long form of a compact name
   * @param value without the space around it
   */
  record Field(String name, String value) {}

  private static final Map<String, String> LONG_NAMES =
      Map.of(
          "v",
          "Via",
          "f",
          "From",
          "t",
          "To",
          "i",
          "Call-ID",
          "m",
          "Contact",
          "c",
          "Content-Type",
          "l",
          "Content-Length",
          "k",
          "Supported");

  SipFields {
    all = List.copyOf(all);
  }

  /**
   * Reads header lines.
   *
   * @param lines without line ends, none of them empty
   * @return empty where a line is no header field
   */
  static Optional<SipFields> parse(List<String> lines) {
    List<Field> fields = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(" ") || line.startsWith("\t")) {
        if (fields.isEmpty()) {
          return Optional.empty();
        }
        Field folded = fields.removeLast();
        fields.add(new Field(folded.name(), folded.value() + " " + line.strip()));
        continue;
      }
      int colon = line.indexOf(':');
      if (colon < 1) {
        return Optional.empty();
      }
      String name = line.substring(0, colon).strip();
      fields.add(
          new Field(
              LONG_NAMES.getOrDefault(name.toLowerCase(Locale.ROOT), name),
              line.substring(colon + 1).strip()));
    }
    return Optional.of(new SipFields(fields));
  }

  /** The value of the first field of that name. */
  Optional<String> first(String name) {
    return all.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  /** The values of all fields of that name, in their order. */
  List<String> every(String name) {
    return all.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  /** Whether a field of that name is there with something in it. */
  boolean has(String name) {
    return first(name).filter(value -> !value.isEmpty()).isPresent();
  }

  /** The tag of a From or To value (RFC 3261 §19.3); empty where it has none. */
  static String tagOf(String address) {
    return parameter(address.substring(address.lastIndexOf('>') + 1), "tag");
  }

  /** A parameter's value in {@code …;name=value;…}; empty where it is not there. */
  static String parameter(String value, String name) {
    for (String part : value.split(";")) {
      int equals = part.indexOf('=');
      if (equals > 0 && part.substring(0, equals).strip().equalsIgnoreCase(name)) {
        return part.substring(equals + 1).strip();
      }
    }
    return "";
  }

  /** The URI inside {@code "name" <uri>;parameters} or {@code uri;parameters}. */
  static String uriOf(String address) {
    int open = address.indexOf('<');
    int close = address.indexOf('>', open + 1);
    if (open >= 0 && close > open) {
      return address.substring(open + 1, close);
    }
    int semicolon = address.indexOf(';');
    return (semicolon < 0 ? address : address.substring(0, semicolon)).strip();
  }
}
