package io.tollgate.proxy.config;

/**
 * A change to one entry of {@code lists}, {@code accounts} or {@code trunks}, beside the file that
 * the operator writes.
 */
public sealed interface ConfigEdit {

  /** The section: {@code lists}, {@code accounts} or {@code trunks}. */
  String section();

  /** The entry's name in it. */
  String name();

  /** How errors and answers call an entry, such as {@code trunks.acme-hq}. */
  static String path(String section, String name) {
    return Field.member(section, name);
  }

  /**
   * The entry is this, whatever it was.
   *
   * @param text YAML, or JSON, with what a file would say under the name
   */
  record Put(String section, String name, String text) implements ConfigEdit {}

  /**
   * The entry says this, and else what it said (RFC 7396).
   *
   * @param text YAML, or JSON, with the fields that change; null takes one out
   */
  record Patch(String section, String name, String text) implements ConfigEdit {}

  /** What was put there is not there any more; what the file says under the name is again. */
  record Remove(String section, String name) implements ConfigEdit {}
}
