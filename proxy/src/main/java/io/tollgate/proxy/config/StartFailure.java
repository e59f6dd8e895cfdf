package io.tollgate.proxy.config;

/**
 * The configuration is right but cannot be put to work on this machine now: a port is in use, a
 * file cannot be written. Whoever wires the edge throws it; the command line shows it with the
 * place in the file ({@link TollgateConfig#explain}).
 */
public final class StartFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String remedy;

  /**
   * A failure that a field is to blame for.
   *
   * @param field the path of the field, such as {@code listen[0].bind}; it may be one that the file
   *     leaves to its default
   * @param problem what happened, without the field
   * @param remedy what to do
   */
  public StartFailure(String field, String problem, String remedy, Throwable cause) {
    super(problem, cause);
    this.field = field;
    this.remedy = remedy;
  }

  /** The path of the field that is to blame. */
  public String field() {
    return field;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }
}
