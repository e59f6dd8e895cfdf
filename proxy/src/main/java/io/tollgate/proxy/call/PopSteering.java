package io.tollgate.proxy.call;

import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayBook;
import io.tollgate.proxy.route.GatewayStates;
import io.tollgate.proxy.route.Hunt;
import io.tollgate.proxy.route.pop.Pop;
import io.tollgate.proxy.route.pop.PopSelector;
import io.tollgate.proxy.route.pop.SteeringMode;
import io.tollgate.proxy.route.pop.SteeringSettings;
import io.tollgate.proxy.route.pop.VerdictTerms;
import io.tollgate.proxy.route.pop.Verdicts;
import io.tollgate.rating.number.E164;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Gets calls to the point of presence that is nearest to the caller, and takes those that other
 * points have let in already. A call that came from another point never goes on to a third: it is
 * not asked about here again.
 *
 * <p>For any thread, without I/O.
 */
public final class PopSteering {
  /** There is but this node. */
  public static final PopSteering NONE = new PopSteering();

  /** Before a call leaves from here after all, so many other points are tried. */
  static final int MOST_TRIED = 2;

  private static final Pattern PLAIN_USER = Pattern.compile("[+0-9A-Za-z*#._-]{1,64}");

  private final SteeringMode mode;
  private final Optional<PopSelector> selector;
  private final Optional<Verdicts> verdicts;
  private final Predicate<InetAddress> isPop;
  private final Map<String, Gateway> edges;
  private final GatewayBook book;

  /** What an INVITE turns out to be. */
  sealed interface Arrival {
    /** A caller's own. */
    record Ordinary() implements Arrival {}

    /**
     * A call that another point has let in and priced.
     *
     * @param from that point
     * @param e164 the called number that it was priced as, without a plus sign
     * @param terms by which a carrier is chosen here
     */
    record Transit(String from, String e164, VerdictTerms terms) implements Arrival {}

    /** One that another point sends in a way that it must not. */
    record Wrong(String why) implements Arrival {}
  }

  private static final Arrival ORDINARY = new Arrival.Ordinary();

  private PopSteering() {
    mode = SteeringMode.OFF;
    selector = Optional.empty();
    verdicts = Optional.empty();
    isPop = address -> false;
    edges = Map.of();
    book = new GatewayBook(GatewayStates.ALWAYS_USABLE);
  }

  /**
   * Steering as it is configured.
   *
   * @param selector knows the nearest
   * @param verdicts reads what other points say; empty where none may send calls
   * @param isPop whether an address is another point's
   * @param book what is known of their edges
   */
  public PopSteering(
      SteeringSettings settings,
      PopSelector selector,
      Optional<Verdicts> verdicts,
      Predicate<InetAddress> isPop,
      GatewayBook book) {
    this.book = book;
    this.mode = settings.mode();
    this.selector = Optional.of(selector);
    this.verdicts = verdicts;
    this.isPop = isPop;
    this.edges =
        settings.others().stream()
            .collect(Collectors.toUnmodifiableMap(Gateway::id, Function.identity()));
  }

  /** What an INVITE is. From anybody but another point's edge, a verdict means nothing. */
  Arrival arrival(CallRequest request, Instant now) {
    if (request.verdict().isEmpty()
        || verdicts.isEmpty()
        || !isPop.test(request.source().getAddress())) {
      return ORDINARY;
    }
    return switch (verdicts
        .get()
        .read(request.verdict(), request.callId(), request.toUser(), now)) {
      case Verdicts.Reading.Good(String from, String e164, VerdictTerms terms) ->
          new Arrival.Transit(from, e164, terms);
      case Verdicts.Reading.Bad(String why) -> new Arrival.Wrong(why);
    };
  }

  /** The way of a call: by the edges of points that are nearer to its caller, then by our own. */
  Hunt nearestFirst(InetAddress source, E164 to, Optional<E164> from, Hunt own) {
    if (mode != SteeringMode.FORWARD) {
      return own;
    }
    List<Pop> nearer = selector.orElseThrow().nearer(source, MOST_TRIED);
    return nearer.isEmpty()
        ? own
        : Hunt.before(
            own, nearer.stream().map(pop -> edges.get(pop.id())).toList(), to, from, book);
  }

  /** Where the caller is told to call, where that is not here. */
  Optional<Refusal> elsewhere(CallRequest request) {
    if (mode != SteeringMode.REDIRECT || !PLAIN_USER.matcher(request.toUser()).matches()) {
      return Optional.empty();
    }
    List<Pop> nearer = selector.orElseThrow().nearer(request.source().getAddress(), 1);
    return nearer.stream()
        .findFirst()
        .map(
            pop ->
                Refusal.redirect(
                    '<' + pop.sip().replaceFirst(":", ":" + request.toUser() + "@") + '>',
                    "the nearest point of presence is " + pop.id()));
  }
}
