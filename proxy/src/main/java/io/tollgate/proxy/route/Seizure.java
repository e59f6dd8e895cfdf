package io.tollgate.proxy.route;

import io.tollgate.rating.charge.Tariff;
import java.util.Optional;

/**
 * A gateway that a call is offered to: it holds its place within the gateway's caps, and what the
 * attempt shows is told here. Whoever is given one shows something of it, and releases it; both
 * count once, whatever is said later.
 *
 * <p>Confined to the call's loop.
 */
public final class Seizure {
  private final Line line;
  private final Optional<Tariff> cost;
  private boolean shown;
  private boolean heard;
  private boolean ended;
  private boolean released;

  /**
   * A place has been taken.
   *
   * @param cost what the carrier charges, where it is known
   */
  Seizure(Line line, Optional<Tariff> cost) {
    this.line = line;
    this.cost = cost;
  }

  /** Where the call goes. */
  public Gateway gateway() {
    return line.gateway();
  }

  /** What its carrier charges, where it is known: to be pinned by the call. */
  public Optional<Tariff> cost() {
    return cost;
  }

  /** What the attempt shows of the gateway's health; the first word counts. */
  public void show(AttemptSign sign, long nowNanos) {
    if (!shown) {
      shown = true;
      line.state().report(sign, nowNanos);
    }
  }

  /** The called side rings or has answered, so long after the INVITE. */
  public void heard(long afterMillis, long nowNanos) {
    show(AttemptSign.ALIVE, nowNanos);
    if (!heard) {
      heard = true;
      line.quality().heard(afterMillis, nowNanos);
    }
  }

  /** It was answered, or failed, and not because the caller or the edge gave up. */
  public void ended(boolean answered, long nowNanos) {
    if (!ended) {
      ended = true;
      line.quality().ended(answered, nowNanos);
    }
  }

  /** The call is not there any more. */
  public void release(long nowNanos) {
    show(AttemptSign.NOTHING, nowNanos);
    if (!released) {
      released = true;
      line.use().leave();
    }
  }
}
