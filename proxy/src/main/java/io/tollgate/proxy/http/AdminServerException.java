package io.tollgate.proxy.http;

/** The administration server could not start. The message is one line for the operator. */
public final class AdminServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AdminServerException(String message) {
    super(message);
  }

  AdminServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
