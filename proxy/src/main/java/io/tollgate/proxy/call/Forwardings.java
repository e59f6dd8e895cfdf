package io.tollgate.proxy.call;

import io.tollgate.rating.number.E164;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * By whom a call was sent on before it came here, as its INVITE says it.
 *
 * @param believed whether the trunk that says so is within our trust domain
 * @param diversions of the Diversion headers (RFC 5806), the latest first
 * @param history of the History-Info headers (RFC 7044), in their order
 */
public record Forwardings(boolean believed, List<Step> diversions, List<Step> history) {
  /** It was not sent on, as far as anybody says. */
  public static final Forwardings NONE = new Forwardings(false, List.of(), List.of());

  /**
   * Somebody whom the call was for.
   *
   * @param user the user part as it came; once {@link #believedOf} has read it, a number in E.164,
   *     or empty where it is none
   * @param uriHeaders what the URI says of it, with its question mark; may be empty
   * @param parameters what the header says of it, each with its semicolon; may be empty
   */
  public record Step(String user, String uriHeaders, String parameters) {}

  public Forwardings {
    diversions = List.copyOf(diversions);
    history = List.copyOf(history);
  }

  /** Whether nothing is said. */
  public boolean isEmpty() {
    return diversions.isEmpty() && history.isEmpty();
  }

  /**
   * The same from a trunk within our trust domain, with its numbers in E.164: what is dialled at
   * one place means nothing at another.
   *
   * @param reader reads a number as the trunk writes it
   */
  Forwardings believedOf(Function<String, Optional<E164>> reader) {
    return isEmpty()
        ? NONE
        : new Forwardings(true, read(diversions, reader), read(history, reader));
  }

  private static List<Step> read(List<Step> steps, Function<String, Optional<E164>> reader) {
    List<Step> read = new ArrayList<>(steps.size());
    for (Step step : steps) {
      String number = reader.apply(step.user).map(E164::toString).orElse("");
      read.add(new Step(number, step.uriHeaders, step.parameters));
    }
    return read;
  }
}
