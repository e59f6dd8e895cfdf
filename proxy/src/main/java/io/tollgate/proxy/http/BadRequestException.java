package io.tollgate.proxy.http;

import java.util.Optional;

/** The client asked for something that makes no sense; answered with 400. */
final class BadRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Empty where it is not about a parameter; a plain text, because exceptions are serialisable. */
  private final String parameter;

  BadRequestException(String message) {
    this("", message);
  }

  BadRequestException(String parameter, String message) {
    super(message, null, false, false); // the stack says nothing that the message does not
    this.parameter = parameter;
  }

  /** The parameter that is wrong. */
  Optional<String> parameter() {
    return parameter.isEmpty() ? Optional.empty() : Optional.of(parameter);
  }
}
