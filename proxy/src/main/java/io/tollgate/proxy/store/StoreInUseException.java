package io.tollgate.proxy.store;

/** Another process has the store: a running edge, most of the time. */
public final class StoreInUseException extends StoreException {
  private static final long serialVersionUID = 1L;

  private final String holder;

  StoreInUseException(String message, String holder) {
    super(message);
    this.holder = holder;
  }

  /** Who has it, in words: {@code process 4711}. */
  public String holder() {
    return holder;
  }
}
