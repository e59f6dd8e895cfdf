package io.tollgate.proxy.call;

import io.tollgate.proxy.admission.AdmissionControl;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.deck.RateDecks;
import java.util.function.Supplier;

/**
 * What the steps of a known trunk's call go by ({@link Inquiry}): limits and money, prices, the
 * nearest point of presence, and the way to our own numbers.
 *
 * <p>One a loop, confined to it; what the loops share is safe by itself.
 */
final class OutboundSetup {
  private final AdmissionControl admission;
  private final RateDecks decks;
  private final OnNetCalls onNet;
  private final String pop;
  private final Supplier<String> ids;
  private PopSteering steering = PopSteering.NONE;

  /**
   * Steps for one loop.
   *
   * @param onNet takes calls to our own numbers
   * @param pop the point of presence that this node is
   * @param ids makes record ids
   */
  OutboundSetup(
      AdmissionControl admission,
      RateDecks decks,
      OnNetCalls onNet,
      String pop,
      Supplier<String> ids) {
    this.admission = admission;
    this.decks = decks;
    this.onNet = onNet;
    this.pop = pop;
    this.ids = ids;
  }

  /** From now on, calls are steered by this. */
  void steeredBy(PopSteering other) {
    steering = other;
  }

  /** Takes a trunk's INVITE: a call comes of it, or it is refused and a record written. */
  void receive(
      Trunk trunk,
      CallPolicy policy,
      CallRequest request,
      CallerLeg caller,
      CallEnvironment environment) {
    CallDraft draft =
        new CallDraft(ids.get(), request, Cdr.Direction.OUTBOUND, CallOrigin.TRUNK, pop);
    draft.claimedBy(trunk);
    new Inquiry(this, trunk, policy, draft, caller, environment).run();
  }

  AdmissionControl admission() {
    return admission;
  }

  RateDecks decks() {
    return decks;
  }

  OnNetCalls onNet() {
    return onNet;
  }

  PopSteering steering() {
    return steering;
  }

  String pop() {
    return pop;
  }
}
