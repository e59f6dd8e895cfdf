package io.tollgate.proxy.config;

/**
 * Something is wrong with the configuration. The message is one line, ready to be shown: {@code
 * FILE:LINE: path.to.field: what is wrong; what to do}.
 */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * A mistake at a field.
   *
   * @param field the path of the field, such as {@code listen[0].bind}
   */
  public ConfigException(Place place, String field, String problem, String remedy) {
    this(place, field, problem, remedy, null);
  }

  ConfigException(Place place, String field, String problem, String remedy, Throwable cause) {
    this("%s: %s: %s; %s".formatted(place, field, problem, remedy), cause);
  }

  /** A mistake that another reader has put in such a line already. */
  ConfigException(String line, Throwable cause) {
    super(oneLine(line), cause);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }
}
