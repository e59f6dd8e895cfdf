package io.tollgate.proxy.route.pop;

import io.tollgate.proxy.trunk.RouteOrder;
import io.tollgate.proxy.trunk.RoutePolicy;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Rounding;
import io.tollgate.rating.charge.Tariff;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By which terms another point of presence chooses the carrier of a call that it neither admits nor
 * charges: in the order that the caller's trunk wants, and not at a loss where that is not allowed.
 *
 * @param policy what the caller's trunk wants of routes
 * @param emergency whether it is a call for help, which no cost keeps from a carrier
 * @param price what the customer pays; its deck and prefixes stay behind
 */
public record VerdictTerms(RoutePolicy policy, boolean emergency, Tariff price) {
  private static final Pattern WORDS =
      Pattern.compile(
          "terms=(?<order>[a-z-]{1,20}):(?<loss>loss|noloss):(?<help>help|call)"
              + ":(?<currency>[A-Z]{3}):(?<digits>[0-9]):(?<mode>[A-Z_]{1,10})"
              + ":(?<money>[0-9]{1,19}(,[0-9]{1,19}){3})"
              + ":(?<seconds>[0-9]{1,9}(,[0-9]{1,9}){3})");

  public VerdictTerms {
    Objects.requireNonNull(policy);
    Objects.requireNonNull(price);
  }

  /** One line without blanks; amounts are counted in 10⁻⁹ of the currency. */
  @Override
  public String toString() {
    return "terms="
        + policy.order().label()
        + (policy.mayLose() ? ":loss" : ":noloss")
        + (emergency ? ":help:" : ":call:")
        + price.currency()
        + ':'
        + price.rounding().digits()
        + ':'
        + price.rounding().mode().name()
        + ':'
        + Stream.of(
                price.ratePerMinute(),
                price.connectFee(),
                price.attemptFee(),
                price.minimumCharge())
            .map(amount -> Long.toString(amount.nanos()))
            .collect(Collectors.joining(","))
        + ':'
        + price.increments().initialSeconds()
        + ','
        + price.increments().nextSeconds()
        + ','
        + price.graceSeconds()
        + ','
        + price.freeSeconds();
  }

  /** Reads what {@link #toString} writes; empty where it is something else. */
  static Optional<VerdictTerms> parse(String text) {
    Matcher words = WORDS.matcher(text);
    if (!words.matches()) {
      return Optional.empty();
    }
    return Arrays.stream(RouteOrder.values())
        .filter(order -> order.label().equals(words.group("order")))
        .findFirst()
        .flatMap(
            order ->
                price(words)
                    .map(
                        price ->
                            new VerdictTerms(
                                new RoutePolicy(order, words.group("loss").equals("loss")),
                                words.group("help").equals("help"),
                                price)));
  }

  private static Optional<Tariff> price(Matcher words) {
    try {
      Money[] money =
          Arrays.stream(words.group("money").split(","))
              .map(nanos -> new Money(Long.parseLong(nanos)))
              .toArray(Money[]::new);
      int[] seconds =
          Arrays.stream(words.group("seconds").split(",")).mapToInt(Integer::parseInt).toArray();
      return Optional.of(
          new Tariff(
              "",
              0,
              words.group("currency"),
              new Rounding(
                  Integer.parseInt(words.group("digits")),
                  Rounding.Mode.valueOf(words.group("mode"))),
              "",
              "",
              money[0],
              money[1],
              money[2],
              money[3],
              new Increments(seconds[0], seconds[1]),
              seconds[2],
              seconds[3]));
    } catch (IllegalArgumentException outOfRange) {
      return Optional.empty();
    }
  }
}
