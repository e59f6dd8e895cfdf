package io.tollgate.proxy.http.exchange;

/** Answers the requests of one route. Runs on virtual threads, many at once. */
@FunctionalInterface
public interface Handler {

  /**
   * The answer.
   *
   * @throws BadRequestException where the request makes no sense
   */
  Response answer(Request request) throws BadRequestException;
}
