package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is still done for the legs of a call after an error of the edge's own: each is ended as far
 * as it can be, whatever becomes of the other.
 *
 * <p>Confined to the call's loop.
 */
final class Breakdown {
  private static final Logger LOG = LoggerFactory.getLogger(Breakdown.class);

  /** What the caller is told who has no answer yet. */
  static final Refusal REFUSAL = Refusal.of(HangupCause.NODE_FAILURE, "an error of the edge's own");

  private final String id;
  private final CallerLeg caller;
  private final Attempts attempts;

  /** The call with this id broke down. */
  Breakdown(String id, CallerLeg caller, Attempts attempts, Throwable cause) {
    this.id = id;
    this.caller = caller;
    this.attempts = attempts;
    LOG.error("call {} broke down", id, cause);
  }

  void refuse() {
    anyway(() -> caller.refuse(REFUSAL));
  }

  void cancel() {
    anyway(attempts.leg()::cancel);
  }

  void hangUp() {
    anyway(() -> caller.hangUp(HangupCause.NODE_FAILURE));
    anyway(() -> attempts.leg().hangUp(HangupCause.NODE_FAILURE));
  }

  private void anyway(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      LOG.error("nor could a leg of call {} be ended", id, e);
    }
  }
}
