package io.tollgate.proxy.call;

import io.tollgate.proxy.admission.CallScreen;
import io.tollgate.proxy.admission.Verdict;
import io.tollgate.proxy.call.RouteExplanation.Place;
import io.tollgate.proxy.call.RouteExplanation.Refused;
import io.tollgate.proxy.call.RouteExplanation.Step;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.route.Cost;
import io.tollgate.proxy.route.CostTable;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayQuality;
import io.tollgate.proxy.route.NumberDirectory;
import io.tollgate.proxy.route.PassOver;
import io.tollgate.proxy.route.RouteOption;
import io.tollgate.proxy.route.RouteRequest;
import io.tollgate.proxy.route.RouteSelector;
import io.tollgate.proxy.route.pop.SteeringMode;
import io.tollgate.proxy.trunk.CallerIdPolicy;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.CallKind;
import io.tollgate.rating.charge.Rater;
import io.tollgate.rating.charge.RatingResult;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDecks;
import io.tollgate.rating.number.DialledNumber;
import io.tollgate.rating.number.E164;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says where a call would go, by the steps that {@link CallSetup} takes, without placing it:
 * nothing is taken, nobody is asked. Pace, channels and credit are not looked at.
 *
 * <p>For any thread.
 */
public final class RouteExplainer {
  private final RateDecks decks;
  private final CostTable costs;
  private final Function<Optional<InetAddress>, Place> places;

  /**
   * An explainer.
   *
   * @param costs what carriers charge
   * @param places the point of presence for a caller at an address
   */
  public RouteExplainer(
      RateDecks decks, CostTable costs, Function<Optional<InetAddress>, Place> places) {
    this.decks = decks;
    this.costs = costs;
    this.places = places;
  }

  /**
   * Explains.
   *
   * @param numbers which numbers are ours: calls to them stay here
   * @param nowNanos {@link System#nanoTime()}'s time
   */
  public RouteExplanation explain(
      RouteQuestion question, RouteSelector routes, NumberDirectory numbers, long nowNanos) {
    return new Way(question, routes, numbers, nowNanos).explanation();
  }

  /** One question, with what has been found out so far. */
  private final class Way {
    private final RouteQuestion question;
    private final RouteSelector routes;
    private final NumberDirectory numbers;
    private final long nowNanos;
    private final Trunk trunk;
    private final List<Step> steps = new ArrayList<>();
    private boolean emergency;
    private Optional<E164> to = Optional.empty();
    private Optional<E164> from = Optional.empty();
    private Optional<Tariff> price = Optional.empty();
    private Optional<NumberDirectory.Entry> onNet = Optional.empty();
    private final List<RouteOption> options = new ArrayList<>();
    private Optional<Refused> refusal = Optional.empty();

    Way(RouteQuestion question, RouteSelector routes, NumberDirectory numbers, long nowNanos) {
      this.question = question;
      this.routes = routes;
      this.numbers = numbers;
      this.nowNanos = nowNanos;
      this.trunk = question.trunk();
    }

    RouteExplanation explanation() {
      Place place = places.apply(question.source());
      Optional<Refused> unnumbered = numbers();
      refusal =
          redirected(place)
              .or(this::closed)
              .or(() -> unnumbered)
              .or(this::rate)
              .or(() -> route(place));
      return new RouteExplanation(
          trunk.id(),
          trunk.account().id(),
          steps,
          to,
          from,
          price,
          place,
          onNet.map(entry -> new RouteExplanation.Owner(entry.account().id(), entry.trunk().id())),
          trunk.routePolicy(),
          routes.settings(),
          options,
          refusal);
    }

    private Optional<Refused> redirected(Place place) {
      return place.steering() == SteeringMode.REDIRECT && !emergency
          ? place.edges().stream()
              .findFirst()
              .map(
                  edge ->
                      new Refused(
                          HangupCause.REDIRECTED, "the nearest point of presence is " + edge.id()))
          : Optional.empty();
    }

    private Optional<Refused> closed() {
      return emergency
          ? Optional.empty()
          : CallScreen.hours(trunk, question.at()).map(Way::refused);
    }

    private static Refused refused(Verdict.Refused verdict) {
      return new Refused(verdict.cause(), verdict.why());
    }

    private Optional<Refused> numbers() {
      CallerIdPolicy.Verdict caller =
          trunk.callerId().decide(question.caller().flatMap(trunk.dialPlan()::readCaller));
      String dialled = trunk.recognition().called().dialled(question.dialled());
      if (!dialled.equals(question.dialled())) {
        steps.add(new Step("the trunk's prefix left out", dialled));
      }
      DialledNumber read =
          trunk
              .dialPlan()
              .read(dialled, (name, text) -> steps.add(new Step(name, text.toString())));
      return switch (read) {
        case DialledNumber.Unreadable(String why) ->
            Optional.of(new Refused(HangupCause.NOT_E164, why));
        case DialledNumber.Barred(String why) ->
            Optional.of(new Refused(HangupCause.DESTINATION_BARRED, why));
        case DialledNumber.Target called -> {
          to = Optional.of(called.e164());
          onNet =
              called instanceof DialledNumber.Number(E164 number)
                  ? numbers.find(number)
                  : Optional.empty();
          emergency = called.isEmergency();
          yield CallScreen.destination(trunk, called)
              .map(Way::refused)
              .or(() -> callerRefused(caller));
        }
      };
    }

    private Optional<Refused> callerRefused(CallerIdPolicy.Verdict verdict) {
      return switch (verdict) {
        case CallerIdPolicy.Verdict.Refused(String why) ->
            emergency ? Optional.empty() : Optional.of(new Refused(HangupCause.CALLER_ID, why));
        case CallerIdPolicy.Verdict.Caller(Optional<E164> number) -> {
          from = number;
          yield Optional.empty();
        }
      };
    }

    private Optional<Refused> rate() {
      if (onNet.isPresent()) {
        price = trunk.account().prices().flatMap(book -> book.tariff(CallKind.OUTBOUND_IP));
        return price.isPresent()
            ? CallScreen.rate(trunk, price.get()).map(Way::refused)
            : Optional.of(
                new Refused(
                    HangupCause.NO_RATE,
                    "no price for "
                        + CallKind.OUTBOUND_IP.label()
                        + " of "
                        + trunk.account().id()));
      }
      Optional<RateDeck> deck = decks.find(trunk.account().deck(), question.at());
      RatingResult result =
          deck.map(d -> Rater.rate(d, to.orElseThrow(), from)).orElse(new RatingResult.NoRate());
      return switch (result) {
        case RatingResult.NoRate() ->
            Optional.of(new Refused(HangupCause.NO_RATE, "no price for " + to.orElseThrow()));
        case RatingResult.Blocked(String prefix) ->
            Optional.of(
                new Refused(HangupCause.DESTINATION_BARRED, "prefix " + prefix + " is barred"));
        case RatingResult.Rated(Tariff tariff) -> {
          price = Optional.of(tariff);
          yield emergency ? Optional.empty() : CallScreen.rate(trunk, tariff).map(Way::refused);
        }
      };
    }

    private Optional<Refused> route(Place place) {
      if (onNet.isPresent()) {
        return Optional.empty();
      }
      if (place.steering() == SteeringMode.FORWARD) {
        place.edges().forEach(edge -> options.add(forwarded(edge)));
      }
      options.addAll(
          routes.explain(
              new RouteRequest(
                  to.orElseThrow(),
                  from,
                  price.orElseThrow(),
                  trunk.routePolicy(),
                  place.own(),
                  nowNanos),
              emergency ? CostTable.NONE : costs,
              nowNanos));
      return options.stream().anyMatch(option -> option.passedOver() == PassOver.NOTHING)
          ? Optional.empty()
          : Optional.of(
              new Refused(HangupCause.NO_ROUTE, "no gateway is left for " + to.orElseThrow()));
    }

    /** What a call costs that leaves from there, is known there. */
    private static RouteOption forwarded(Gateway edge) {
      return new RouteOption(
          edge,
          Cost.UNKNOWN,
          Optional.empty(),
          Optional.empty(),
          GatewayQuality.Figures.NONE,
          false,
          PassOver.NOTHING);
    }
  }
}
