package io.tollgate.proxy.route;

import java.util.Optional;

/** One way after the other. */
final class ChainedHunt implements Hunt {
  private final Hunt first;
  private final Hunt then;
  private boolean firstIsOver;

  ChainedHunt(Hunt first, Hunt then) {
    this.first = first;
    this.then = then;
  }

  @Override
  public Optional<Seizure> seize(long nowNanos) {
    if (!firstIsOver) {
      Optional<Seizure> place = first.seize(nowNanos);
      if (place.isPresent()) {
        return place;
      }
      firstIsOver = true;
    }
    return then.seize(nowNanos);
  }

  @Override
  public PassOver lastPassedOver() {
    return firstIsOver ? then.lastPassedOver() : first.lastPassedOver();
  }

  /** Those of the first way follow nobody elsewhere, so it was one of the second that asks. */
  @Override
  public void prefer(Gateway gateway) {
    then.prefer(gateway);
  }
}
