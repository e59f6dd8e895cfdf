package io.tollgate.proxy.store;

/**
 * The store could not be opened, written or read. The message is one line for the operator: which
 * file, what is wrong and, where there is one, the remedy.
 */
public sealed class StoreException extends RuntimeException permits StoreInUseException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
