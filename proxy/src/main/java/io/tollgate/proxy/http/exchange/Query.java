package io.tollgate.proxy.http.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a request. Strict: a misspelt filter that was passed over would show
 * everybody's records as one account's.
 */
public final class Query {
  private final Map<String, String> values;

  private Query(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads {@code name=value&…}.
   *
   * @param raw as it stands behind the question mark; empty where there is none
   * @throws BadRequestException where a parameter is given twice or not encoded
   */
  public static Query parse(String raw) throws BadRequestException {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : raw.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = Percent.decodeForm(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : Percent.decodeForm(pair.substring(equals + 1));
        if (values.putIfAbsent(name, value) != null) {
          throw new BadRequestException(name, "is given twice");
        }
      }
    }
    return new Query(values);
  }

  /**
   * Checks that there are no others than these.
   *
   * @throws BadRequestException naming the first one that is not known
   */
  public void allowOnly(Set<String> names) throws BadRequestException {
    for (String name : values.keySet()) {
      if (!names.contains(name)) {
        throw new BadRequestException(
            name,
            "is not known here; there are " + String.join(", ", names.stream().sorted().toList()));
      }
    }
  }

  /** The parameter's value; empty where it is not given. */
  public Optional<String> text(String name) throws BadRequestException {
    String value = values.get(name);
    if (value != null && value.isEmpty()) {
      throw new BadRequestException(name, "is empty");
    }
    return Optional.ofNullable(value);
  }

  /**
   * A whole number.
   *
   * @throws BadRequestException where it is none, or not within the bounds
   */
  public int number(String name, int least, int most, int otherwise) throws BadRequestException {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text.get());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // said below, as for a number that is out of bounds
    }
    throw new BadRequestException(name, "is not a whole number within " + least + " and " + most);
  }
}
