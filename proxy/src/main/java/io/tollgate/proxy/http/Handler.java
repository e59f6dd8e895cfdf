package io.tollgate.proxy.http;

/** Answers the requests of one route. Runs on virtual threads, many at once. */
@FunctionalInterface
interface Handler {

  /**
   * The answer.
   *
   * @throws BadRequestException where the request makes no sense
   */
  Response answer(Request request) throws BadRequestException;
}
