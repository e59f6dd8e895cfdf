package io.tollgate.proxy.call;

import io.tollgate.proxy.admission.AdmissionControl;
import io.tollgate.proxy.admission.CallPermit;
import io.tollgate.proxy.admission.Verdict;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayStates;
import io.tollgate.proxy.route.Hunt;
import io.tollgate.proxy.route.NumberDirectory;
import io.tollgate.proxy.trunk.Registrations;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.CallKind;
import io.tollgate.rating.charge.PriceBook;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.DialledNumber;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The steps of a call to one of our numbers, with its owner as the trunk: does it take calls, has
 * it a channel, what does it pay, can it pay, where is it. The first failure answers.
 *
 * <p>One a loop, confined to it; what the loops share is safe by itself.
 */
final class InboundSetup {
  /** A caller takes it for one; "try another way" (503) would have carriers turn from the edge. */
  private static final int BUSY_STATUS = 486;

  private static final int BUSY_Q850 = 17;

  private final AdmissionControl admission;
  private final Function<String, Optional<PriceBook>> books;
  private final Registrations registrations;

  /**
   * Steps for one loop.
   *
   * @param books the price books of accounts by the accounts' ids
   */
  InboundSetup(
      AdmissionControl admission,
      Function<String, Optional<PriceBook>> books,
      Registrations registrations) {
    this.admission = admission;
    this.books = books;
    this.registrations = registrations;
  }

  /** What came of the steps. */
  sealed interface Outcome {
    /**
     * It can be put through.
     *
     * @param permit to be released in every ending
     * @param contacts where to, in that order, at least one
     */
    record Ready(CallContext context, CallPermit permit, List<Gateway> contacts)
        implements Outcome {}

    /** It cannot; nothing is held, and no record is written yet. */
    record Refused(Refusal refusal) implements Outcome {}
  }

  /** The price of a call of this kind; empty where the account is not sold any. */
  Optional<Tariff> price(String account, CallKind kind) {
    return books.apply(account).flatMap(book -> book.tariff(kind));
  }

  /**
   * Takes a call through the steps.
   *
   * @param draft knows who calls whom, and takes what is found out here
   * @param owner whose number it is
   * @param states knows the addresses of contacts that have names
   */
  Outcome prepare(CallDraft draft, NumberDirectory.Entry owner, GatewayStates states) {
    draft.claimedBy(owner.trunk());
    if (owner.owner().isBarred()) {
      return refused(HangupCause.DESTINATION_BARRED, "the trunk of this number takes no calls");
    }
    return switch (admission.admitInbound(owner.trunk())) {
      case Verdict.Refused(HangupCause cause, String _) ->
          new Outcome.Refused(
              new Refusal(
                  cause,
                  BUSY_STATUS,
                  BUSY_Q850,
                  Refusal.Telling.CAUSE_AND_WORDS,
                  "all lines are in use",
                  List.of()));
      case Verdict.Admitted(CallPermit permit) -> admitted(draft, owner, states, permit);
    };
  }

  private Outcome admitted(
      CallDraft draft, NumberDirectory.Entry owner, GatewayStates states, CallPermit permit) {
    try {
      Outcome outcome = priced(draft, owner, states, permit);
      if (outcome instanceof Outcome.Refused) {
        permit.release();
      }
      return outcome;
    } catch (RuntimeException | Error e) {
      permit.release();
      throw e;
    }
  }

  private Outcome priced(
      CallDraft draft, NumberDirectory.Entry owner, GatewayStates states, CallPermit permit) {
    CallRequest request = draft.request();
    Trunk trunk = owner.trunk();
    Optional<Tariff> price = price(trunk.account().id(), kind(draft, owner));
    if (price.isEmpty()) {
      return refused(HangupCause.NO_RATE, "no price for calls to this number");
    }
    Tariff tariff = price.get();
    draft.price(tariff);
    Optional<Verdict.Refused> unpayable =
        admission.fund(permit, draft.id(), trunk, tariff, request.receivedAt());
    if (unpayable.isPresent()) {
      return refused(unpayable.get().cause(), "calls to this number cannot be paid for");
    }
    long now = request.receivedNanos();
    List<Gateway> contacts = owner.owner().inOrder(registrations.of(trunk.id(), now), now);
    if (contacts.isEmpty()) {
      return refused(HangupCause.NOT_REGISTERED, "nobody is registered there");
    }
    List<Gateway> addresses = addresses(contacts, states, now);
    return addresses.isEmpty()
        ? refused(HangupCause.CONTACTS_FAILED, "where its contacts are is not known")
        : new Outcome.Ready(
            draft.admitted(
                new DialledNumber.Number(draft.to()),
                tariff,
                false, // whoever calls does not pay it
                CallBounds.ofInbound(trunk)),
            permit,
            addresses);
  }

  /** Those that have names, at each of their addresses (RFC 3263 §4.3). */
  private static List<Gateway> addresses(List<Gateway> contacts, GatewayStates states, long lot) {
    return contacts.stream().noneMatch(contact -> contact.uri().isUnresolved())
        ? contacts
        : contacts.stream()
            .flatMap(contact -> states.at(contact, lot).stream())
            .limit(Hunt.MOST_TRIED)
            .toList();
  }

  private static CallKind kind(CallDraft draft, NumberDirectory.Entry owner) {
    return draft.direction() == Cdr.Direction.ON_NET
        ? CallKind.INBOUND_IP
        : CallKind.inbound(owner.tollFree());
  }

  private static Outcome.Refused refused(HangupCause cause, String why) {
    return new Outcome.Refused(Refusal.of(cause, why));
  }
}
