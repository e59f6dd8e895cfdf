package io.tollgate.proxy.http.exchange;

import java.util.Locale;

/**
 * The formats that a client takes (RFC 9110 §12.5.1).
 *
 * @param header the field's value; empty where there is none
 */
public record Accept(String header) {

  /**
   * How much the client wants exactly this media type.
   *
   * @param mediaType without parameters, lower case
   * @return 0 (not, or not by its name) to 1
   */
  public double weightOf(String mediaType) {
    double weight = 0;
    for (String range : header.split(",")) {
      String[] parts = range.toLowerCase(Locale.ROOT).split(";");
      if (parts[0].strip().equals(mediaType)) {
        weight = Math.max(weight, weight(parts));
      }
    }
    return weight;
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        return parse(parameter.substring(2));
      }
    }
    return 1;
  }

  /** RFC 9110 §12.4.2 allows three decimals between 0 and 1; anything else counts as unwanted. */
  private static double parse(String weight) {
    return weight.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(weight) : 0;
  }
}
