package io.tollgate.proxy.call;

import io.tollgate.proxy.admission.AdmissionControl;
import io.tollgate.proxy.admission.CallPermit;
import io.tollgate.proxy.admission.Verdict;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.NumberDirectory;
import io.tollgate.proxy.trunk.Registrations;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.CallKind;
import io.tollgate.rating.charge.PriceBook;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.DialledNumber;
import io.tollgate.rating.number.E164;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

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
  private final String pop;
  private final Supplier<String> ids;

  /**
   * Steps for one loop.
   *
   * @param books the price books of accounts by the accounts' ids
   * @param pop the point of presence that this node is
   * @param ids makes record ids
   */
  InboundSetup(
      AdmissionControl admission,
      Function<String, Optional<PriceBook>> books,
      Registrations registrations,
      String pop,
      Supplier<String> ids) {
    this.admission = admission;
    this.books = books;
    this.registrations = registrations;
    this.pop = pop;
    this.ids = ids;
  }

  /**
   * What is called, and by whom.
   *
   * @param direction inbound, or on-net
   * @param origin where it comes from
   * @param from who calls, as the trunk's side is told
   * @param fromReceived the same as it came
   * @param to the number
   * @param owner whose it is
   */
  record Called(
      Cdr.Direction direction,
      CallOrigin origin,
      CallerIdentity from,
      String fromReceived,
      E164 to,
      NumberDirectory.Entry owner) {

    CallKind kind() {
      return direction == Cdr.Direction.ON_NET
          ? CallKind.INBOUND_IP
          : CallKind.inbound(owner.tollFree());
    }
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

    /** It cannot; nothing is held. */
    record Refused(Refusal refusal, RefusedCall attempt) implements Outcome {}
  }

  /** The price of a call of this kind; empty where the account is not sold any. */
  Optional<Tariff> price(String account, CallKind kind) {
    return books.apply(account).flatMap(book -> book.tariff(kind));
  }

  /** Takes a call through the steps. */
  Outcome prepare(CallRequest request, Called called) {
    Steps steps = new Steps(request, called, ids.get());
    if (called.owner.owner().isBarred()) {
      return steps.refused(
          Refusal.of(HangupCause.DESTINATION_BARRED, "the trunk of this number takes no calls"));
    }
    return switch (admission.admitInbound(called.owner.trunk())) {
      case Verdict.Refused(HangupCause cause, String _) ->
          steps.refused(
              new Refusal(
                  cause,
                  BUSY_STATUS,
                  BUSY_Q850,
                  Refusal.Telling.CAUSE_AND_WORDS,
                  "all lines are in use",
                  List.of()));
      case Verdict.Admitted(CallPermit permit) -> steps.admitted(permit);
    };
  }

  /** One call on its way. */
  private final class Steps {
    private final CallRequest request;
    private final Called called;
    private final Trunk trunk;
    private final String id;
    private Optional<Tariff> tariff = Optional.empty();

    Steps(CallRequest request, Called called, String id) {
      this.request = request;
      this.called = called;
      this.trunk = called.owner.trunk();
      this.id = id;
    }

    Outcome admitted(CallPermit permit) {
      try {
        Outcome outcome = priced(permit);
        if (outcome instanceof Outcome.Refused) {
          permit.release();
        }
        return outcome;
      } catch (RuntimeException | Error e) {
        permit.release();
        throw e;
      }
    }

    private Outcome priced(CallPermit permit) {
      tariff = price(trunk.account().id(), called.kind());
      if (tariff.isEmpty()) {
        return refused(Refusal.of(HangupCause.NO_RATE, "no price for calls to this number"));
      }
      Optional<Verdict.Refused> unpayable =
          admission.fund(permit, id, trunk, tariff.get(), request.receivedAt());
      if (unpayable.isPresent()) {
        return refused(
            Refusal.of(unpayable.get().cause(), "calls to this number cannot be paid for"));
      }
      List<Gateway> contacts =
          called
              .owner
              .owner()
              .inOrder(
                  registrations.of(trunk.id(), request.receivedNanos()), request.receivedNanos());
      return contacts.isEmpty()
          ? refused(Refusal.of(HangupCause.NOT_REGISTERED, "nobody is registered there"))
          : new Outcome.Ready(context(tariff.get()), permit, contacts);
    }

    private CallContext context(Tariff pinned) {
      return new CallContext(
          id,
          called.direction,
          trunk.account().id(),
          trunk.id(),
          pop,
          parties(),
          new DialledNumber.Number(called.to),
          called.from.restricted(),
          pinned,
          false, // whoever calls does not pay it
          CallBounds.ofInbound(trunk),
          request.receivedAt(),
          called.origin);
    }

    private Cdr.Parties parties() {
      return new Cdr.Parties(
          called.fromReceived,
          request.toUser(),
          called.from.number(),
          Optional.of(called.to),
          HostAndPort.of(request.source()));
    }

    Outcome.Refused refused(Refusal refusal) {
      return new Outcome.Refused(
          refusal,
          new RefusedCall(
              id,
              called.direction,
              parties(),
              new Cdr.Path(
                  trunk.account().id(),
                  trunk.id(),
                  called.origin.carrier(),
                  called.origin.gateway(),
                  pop),
              tariff,
              called.origin.onNet()));
    }
  }
}
