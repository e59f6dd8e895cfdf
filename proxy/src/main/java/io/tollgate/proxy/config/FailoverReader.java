package io.tollgate.proxy.config;

import io.tollgate.proxy.cause.Unreachable;
import io.tollgate.proxy.route.FailoverPolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code failover}: which failures move a call on to the next gateway, which end it. */
final class FailoverReader {
  private static final Pattern STATUS = Pattern.compile("([3-6])(xx|[0-9]{2})");
  private static final Map<String, Unreachable> FAILURES =
      Map.of(
          "timeout", Unreachable.SILENT,
          "connection", Unreachable.CONNECTION,
          "tls", Unreachable.TLS);

  private FailoverReader() {}

  /**
   * A policy.
   *
   * @param base what holds for all that is not said here
   */
  static FailoverPolicy read(Optional<Field> failover, FailoverPolicy base) throws ConfigException {
    if (failover.isEmpty()) {
      return base;
    }
    Section section = failover.get().section("next", "end", "afterEarlyMedia");
    Optional<Field> next = section.find("next");
    Optional<Field> end = section.find("end");
    Optional<Field> early = section.find("afterEarlyMedia");
    List<Field> moving = next.isPresent() ? next.get().items() : List.of();
    List<Field> ending = end.isPresent() ? end.get().items() : List.of();
    refuseContradictions(moving, ending);
    FailoverPolicy policy = base;
    // Classes first, so that a status says more than the class that it is in.
    for (boolean classes : new boolean[] {true, false}) {
      policy = with(policy, moving, classes, true);
      policy = with(policy, ending, classes, false);
    }
    return early.isPresent() ? policy.afterEarlyMedia(early.get().flag()) : policy;
  }

  private static void refuseContradictions(List<Field> moving, List<Field> ending)
      throws ConfigException {
    Set<String> known = new HashSet<>();
    for (Field item : moving) {
      known.add(item.text());
    }
    for (Field item : ending) {
      if (known.contains(item.text())) {
        throw item.wrong(item.text() + " is among next, too", "take it out of one list");
      }
    }
  }

  private static FailoverPolicy with(
      FailoverPolicy base, List<Field> items, boolean classes, boolean movesOn)
      throws ConfigException {
    FailoverPolicy policy = base;
    for (Field item : items) {
      FailoverPolicy before = policy;
      policy = item.parse(text -> with(before, text, classes, movesOn));
    }
    return policy;
  }

  private static FailoverPolicy with(
      FailoverPolicy policy, String text, boolean classes, boolean movesOn) {
    Unreachable failure = FAILURES.get(text);
    if (failure != null) {
      return policy.with(failure, movesOn);
    }
    Matcher status = STATUS.matcher(text);
    if (!status.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no failure; write a status such as 503, a class such as 5xx, timeout,"
              + " connection or tls");
    }
    boolean isClass = status.group(2).equals("xx");
    if (isClass != classes) {
      return policy;
    }
    int first = isClass ? Integer.parseInt(status.group(1)) * 100 : Integer.parseInt(text);
    return policy.with(first, isClass ? first + 99 : first, movesOn);
  }
}
