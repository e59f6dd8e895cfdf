package io.tollgate.proxy.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Something is wrong with the configuration. The message is one line, ready to be shown: {@code
 * FILE:LINE: path.to.field: what is wrong; what to do}.
 */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Null where another reader has put the line together; not part of a serialised exception. */
  private final transient Mistake mistake;

  private transient Set<Path> files = Set.of();

  /**
   * The parts of the line.
   *
   * @param place where
   * @param field the path of the field, such as {@code listen[0].bind}
   * @param problem what is wrong
   * @param remedy what to do
   */
  public record Mistake(Place place, String field, String problem, String remedy) {}

  /**
   * A mistake at a field.
   *
   * @param field the path of the field, such as {@code listen[0].bind}
   */
  public ConfigException(Place place, String field, String problem, String remedy) {
    this(place, field, problem, remedy, null);
  }

  ConfigException(Place place, String field, String problem, String remedy, Throwable cause) {
    super(printable("%s: %s: %s; %s".formatted(place, field, problem, remedy)), cause);
    this.mistake = new Mistake(place, field, problem, remedy);
  }

  /** A mistake that another reader has put in such a line already. */
  ConfigException(String line, Throwable cause) {
    super(oneLine(line), cause);
    this.mistake = null;
  }

  /** The parts of the message, where they are known. */
  public Optional<Mistake> mistake() {
    return Optional.ofNullable(mistake);
  }

  /** This, with the files that were read, or should have been, until it was found. */
  ConfigException after(Set<Path> lookedAt) {
    files = Set.copyOf(lookedAt);
    return this;
  }

  /**
   * The files beside the configuration's own that were read, or should have been, until the mistake
   * was found: where one of them changes, it may be mended.
   */
  public Set<Path> files() {
    return files;
  }

  /** What the text quotes must not look like another line of the log. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cc}\u2028\u2029]", "\uFFFD");
  }

  private static String oneLine(String text) {
    return printable(text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " "));
  }
}
