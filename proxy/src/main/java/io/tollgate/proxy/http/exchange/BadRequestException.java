package io.tollgate.proxy.http.exchange;

import java.util.Optional;

/** The client asked for something that makes no sense, or is too long; answered with 400 or 413. */
public final class BadRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Empty where it is not about a parameter; a plain text, because exceptions are serialisable. */
  private final String parameter;

  private final int status;

  /** The request as a whole is wrong: 400. */
  public BadRequestException(String message) {
    this("", message);
  }

  /** One of its parameters is: 400. */
  public BadRequestException(String parameter, String message) {
    this(400, parameter, message);
  }

  private BadRequestException(int status, String parameter, String message) {
    super(message, null, false, false); // the stack says nothing that the message does not
    this.status = status;
    this.parameter = parameter;
  }

  /** A body with more than so many bytes (RFC 9110 §15.5.14). */
  static BadRequestException tooLong(int limit) {
    return new BadRequestException(413, "", "the body is longer than " + limit + " bytes");
  }

  /** The HTTP status to answer with. */
  public int status() {
    return status;
  }

  /** The parameter that is wrong. */
  public Optional<String> parameter() {
    return parameter.isEmpty() ? Optional.empty() : Optional.of(parameter);
  }
}
