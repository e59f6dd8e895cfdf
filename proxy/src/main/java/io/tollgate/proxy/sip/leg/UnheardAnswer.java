package io.tollgate.proxy.sip.leg;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A 2xx of ours that waits for its ACK, and the BYE that waits with it: none may go before (RFC
 * 3261 §15).
 *
 * <p>Confined to its loop.
 */
final class UnheardAnswer {
  private Optional<Sent> sent = Optional.empty();
  private OptionalInt held = OptionalInt.empty();

  private record Sent(AnswerRetransmission retransmission, long sequence, boolean offer) {}

  /**
   * One goes out.
   *
   * @param sequence the CSeq of the INVITE
   * @param offer whether it makes an offer, so that the ACK has the answer
   */
  void await(AnswerRetransmission retransmission, long sequence, boolean offer) {
    sent = Optional.of(new Sent(retransmission, sequence, offer));
  }

  boolean isPending() {
    return sent.isPresent();
  }

  /** Whether one is pending that makes an offer. */
  boolean hasOffer() {
    return sent.filter(Sent::offer).isPresent();
  }

  /** Whether one is pending that answers the INVITE with this CSeq. */
  boolean isOf(long sequence) {
    return sent.filter(answer -> answer.sequence == sequence).isPresent();
  }

  /** When it was sent; empty where none is pending, or one that was sent more than once. */
  OptionalLong sentOnce() {
    return sent.isPresent() ? sent.get().retransmission.sentOnce() : OptionalLong.empty();
  }

  /** It is not sent again; false where none was pending. */
  boolean stop() {
    if (sent.isEmpty()) {
      return false;
    }
    sent.get().retransmission.stop();
    sent = Optional.empty();
    return true;
  }

  /** Keeps a BYE back until it is acknowledged. */
  void hold(int q850) {
    held = OptionalInt.of(q850);
  }

  /** The Q.850 cause of the BYE that was kept back, 0 for none; empty where no BYE was. */
  OptionalInt held() {
    return held;
  }
}
