package io.tollgate.proxy.config;

import io.tollgate.proxy.store.CreditBook;
import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.CallingHours;
import io.tollgate.proxy.trunk.CallingHoursText;
import io.tollgate.proxy.trunk.Credit;
import io.tollgate.proxy.trunk.Destinations;
import io.tollgate.proxy.trunk.HighCostRange;
import io.tollgate.proxy.trunk.HighCostRanges;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.number.Countries;
import io.tollgate.rating.number.Country;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code limits} of an account or a trunk, and {@code credit} of an account. */
final class LimitsReader {
  private static final int MAX_CHANNELS = 1_000_000;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Pattern PREFIX = Pattern.compile("\\+?[1-9]\\d{0,14}");
  private static final String[] FIELDS = {
    "channels", "destinations", "hours", "maxRate", "spend", "longestCall"
  };

  /** What bounds an account that says nothing. */
  static final CallLimits UNSAID_OF_ACCOUNT =
      CallLimits.NONE.withDestinations(Destinations.of(Set.of(), Set.of(), HighCostRanges.all()));

  private static final Map<String, Credit.Kind> KINDS =
      Map.of("prepaid", Credit.Kind.PREPAID, "postpaid", Credit.Kind.POSTPAID);

  private LimitsReader() {}

  /** An account's: what has a high cost is closed unless it is opened here. */
  static CallLimits ofAccount(Section account) throws ConfigException {
    return read(account, true);
  }

  /** A trunk's. */
  static CallLimits ofTrunk(Section trunk) throws ConfigException {
    return read(trunk, false);
  }

  /** How an account pays. */
  static Optional<Credit> credit(Section account) throws ConfigException {
    Optional<Field> field = account.find("credit");
    if (field.isEmpty()) {
      return Optional.empty();
    }
    Section section = field.get().section("kind", "limit");
    Optional<Field> limit = section.find("limit");
    return switch (section.need("kind", "prepaid").choice(KINDS)) {
      case PREPAID -> {
        if (limit.isPresent()) {
          throw limit
              .get()
              .wrong("a prepaid account has no credit", "remove it, or write kind: postpaid");
        }
        yield Optional.of(Credit.PREPAID);
      }
      case POSTPAID -> Optional.of(Credit.postpaid(amount(section.need("limit", "500.00"))));
    };
  }

  private static CallLimits read(Section owner, boolean isAccount) throws ConfigException {
    Optional<Field> field = owner.find("limits");
    if (field.isEmpty()) {
      return isAccount ? UNSAID_OF_ACCOUNT : CallLimits.NONE;
    }
    Section section = field.get().section(FIELDS);
    CallLimits limits = CallLimits.NONE.withDestinations(destinations(section, isAccount));
    Optional<Field> channels = section.find("channels");
    if (channels.isPresent()) {
      limits = limits.withChannels(channels.get().wholeNumber(1, MAX_CHANNELS));
    }
    Optional<Field> hours = section.find("hours");
    if (hours.isPresent()) {
      limits = limits.withHours(hours(hours.get().section("zone", "open")));
    }
    Optional<Field> maxRate = section.find("maxRate");
    if (maxRate.isPresent()) {
      limits = limits.withRateCeiling(amount(maxRate.get()));
    }
    Optional<Field> spend = section.find("spend");
    if (spend.isPresent()) {
      limits = limits.withSpending(spending(spend.get().section("day", "month")));
    }
    Optional<Field> longest = section.find("longestCall");
    if (longest.isPresent()) {
      limits = limits.withLongestCall(longest.get().duration(SHORTEST, LONGEST));
    }
    return limits;
  }

  private static CallLimits.Spending spending(Section section) throws ConfigException {
    Optional<Field> day = section.find("day");
    Optional<Field> month = section.find("month");
    return new CallLimits.Spending(
        day.isPresent() ? Optional.of(amount(day.get())) : Optional.empty(),
        month.isPresent() ? Optional.of(amount(month.get())) : Optional.empty());
  }

  /** More than nothing, in the currency of the account's deck. */
  private static Money amount(Field field) throws ConfigException {
    Money amount = field.parse(Money::parse);
    if (amount.isNegative() || amount.isZero()) {
      throw field.wrong(amount + " is not more than 0", "write an amount such as 25.00");
    }
    if (amount.nanos() > CreditBook.MAX_AMOUNT) {
      throw field.wrong(amount + " is more than 1000000000", "write a smaller amount");
    }
    return amount;
  }

  private static CallingHours hours(Section section) throws ConfigException {
    ZoneId zone = section.need("zone", "Europe/Vienna").parse(LimitsReader::zone);
    List<CallingHours.Span> spans = new ArrayList<>();
    for (Field item : section.need("open", "[mon-fri 08:00-18:00]").someItems()) {
      spans.addAll(item.parse(CallingHoursText::parse));
    }
    return new CallingHours(zone, spans);
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "there is no time zone '" + text + "'; write UTC or a name such as Europe/Vienna", e);
    }
  }

  private static Destinations destinations(Section limits, boolean isAccount)
      throws ConfigException {
    Optional<Field> field = limits.find("destinations");
    Set<String> allowed = Set.of();
    Set<String> barred = Set.of();
    Set<String> opened = Set.of();
    if (field.isPresent()) {
      Section section =
          isAccount
              ? field.get().section("allowed", "barred", "highCost")
              : field.get().section("allowed", "barred");
      allowed = prefixes(section.find("allowed"));
      barred = prefixes(section.find("barred"));
      opened = isAccount ? kinds(section.find("highCost")) : Set.of();
    }
    List<HighCostRange> closed = isAccount ? HighCostRanges.closedUnless(opened) : List.of();
    try {
      return Destinations.of(allowed, barred, closed);
    } catch (IllegalArgumentException e) {
      String[] parts = e.getMessage().split("; ", 2);
      throw field.orElseThrow().wrong(parts[0], parts[1]);
    }
  }

  private static Set<String> kinds(Optional<Field> field) throws ConfigException {
    Map<String, String> kinds =
        HighCostRanges.kinds().stream()
            .collect(Collectors.toMap(Function.identity(), Function.identity()));
    Set<String> opened = new HashSet<>();
    if (field.isPresent()) {
      for (Field item : field.get().items()) {
        opened.add(item.choice(kinds));
      }
    }
    return opened;
  }

  private static Set<String> prefixes(Optional<Field> field) throws ConfigException {
    Set<String> prefixes = new HashSet<>();
    if (field.isPresent()) {
      for (Field item : field.get().someItems()) {
        prefixes.addAll(item.parse(LimitsReader::prefixes));
      }
    }
    return prefixes;
  }

  private static List<String> prefixes(String text) {
    if (PREFIX.matcher(text).matches()) {
      return List.of(text.startsWith("+") ? text.substring(1) : text);
    }
    return Countries.named(text)
        .map(Country::exactPrefixes)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + text
                        + "' is neither a prefix nor a country; write digits with their country"
                        + " code, or a country's name"));
  }
}
