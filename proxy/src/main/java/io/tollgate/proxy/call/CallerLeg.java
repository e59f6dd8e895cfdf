package io.tollgate.proxy.call;

import io.tollgate.proxy.net.Nat;
import java.util.Optional;

/** The leg towards the caller: it came in with an INVITE that wants an answer. */
public interface CallerLeg extends CallLeg {
  /** From now on, {@code call} is told what happens here. */
  void attach(LegListener call);

  /**
   * What is believed of the caller's Contact; {@link Nat#AUTO} unless this is said before the
   * answer.
   */
  void nat(Nat believed);

  /**
   * Passes on that the other side is getting somewhere.
   *
   * @param status 180 to 199
   * @param fork which of the called sides it was; the caller sees a dialog of its own for each
   */
  void progress(int status, String fork, Body body);

  /**
   * Answers with a 200, which is sent again until the caller acknowledges it.
   *
   * @param fork which of the called sides it was
   * @param price told to the caller with the answer; empty where his trunk does not want it
   */
  void answer(String fork, Body body, Optional<PriceNotice> price);

  /** Turns the INVITE away; the call is not told of the leg again. */
  void refuse(Refusal refusal);
}
