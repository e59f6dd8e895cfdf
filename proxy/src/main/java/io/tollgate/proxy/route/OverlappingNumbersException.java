package io.tollgate.proxy.route;

/** Two entries of a number directory claim the same numbers, and neither lies within the other. */
public final class OverlappingNumbersException extends RuntimeException {
  private final int first;
  private final int second;

  OverlappingNumbersException(int first, int second, String message) {
    super(message);
    this.first = first;
    this.second = second;
  }

  /** Which entry came first, counted from 0. */
  public int first() {
    return first;
  }

  /** Which entry contradicts it. */
  public int second() {
    return second;
  }
}
