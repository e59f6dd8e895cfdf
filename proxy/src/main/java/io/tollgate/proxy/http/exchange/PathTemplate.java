package io.tollgate.proxy.http.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path whose segments are texts or names in braces that stand for any one segment that is not
 * empty.
 *
 * @param segments as written, {@code {id}} for a name
 */
record PathTemplate(List<String> segments) {

  /** Reads {@code /v1/cdrs/{id}}. */
  static PathTemplate parse(String template) {
    return new PathTemplate(split(template));
  }

  /**
   * Compares with a path.
   *
   * @param rawPath as it came, still encoded: an encoded slash does not separate segments
   * @return the values of the names, decoded; empty where the path is another
   * @throws BadRequestException where it matches but is wrongly encoded
   */
  Optional<Map<String, String>> match(String rawPath) throws BadRequestException {
    List<String> actual = split(rawPath);
    if (actual.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String expected = segments.get(i);
      if (isName(expected) && !actual.get(i).isEmpty()) {
        values.put(
            expected.substring(1, expected.length() - 1), Percent.decodeSegment(actual.get(i)));
      } else if (!expected.equals(actual.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  private static boolean isName(String segment) {
    return segment.startsWith("{");
  }

  private static List<String> split(String path) {
    return List.of(path.split("/", -1));
  }
}
