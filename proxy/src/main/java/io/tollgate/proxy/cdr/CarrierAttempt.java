package io.tollgate.proxy.cdr;

import io.tollgate.rating.charge.Money;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One gateway that a call was offered to.
 *
 * @param carrier its carrier
 * @param gateway its name
 * @param address where the INVITE went, as {@code address:port}
 * @param transport what carried it: udp, tcp or tls
 * @param startedAt when the INVITE went out
 * @param postDialDelayMillis from then to the first sign of the called side, an 18x or the answer;
 *     empty where there was none
 * @param result what came of it
 * @param sipStatus its final status; 0 where there was none
 * @param q850 the Q.850 cause that it gave; 0 where it gave none
 * @param cost what its carrier charges for it, an attempt fee included; empty where nobody knows
 */
public record CarrierAttempt(
    String carrier,
    String gateway,
    String address,
    String transport,
    Instant startedAt,
    OptionalLong postDialDelayMillis,
    Result result,
    int sipStatus,
    int q850,
    Optional<Cost> cost) {

  /** What came of an attempt. */
  public enum Result {
    /** It answered the call. */
    ANSWERED("answered"),
    /**
     * It answered, but the caller or the edge had given up by then, or the call had gone on to
     * another gateway: its answer was acknowledged and ended (RFC 3261 §9.1). The customer pays
     * nothing for it, we pay the carrier.
     */
    ANSWERED_LATE("answered-late"),
    /** It refused: the status says why. */
    REFUSED("refused"),
    /** It was silent: nothing within its set-up timer, or no final answer in time. */
    TIMEOUT("timeout"),
    /** There was no connection to it, or it broke. */
    CONNECTION("connection"),
    /** There was a connection, but not its TLS. */
    TLS("tls"),
    /** The caller or the edge gave up before it answered. */
    CANCELLED("cancelled");

    private static final Map<String, Result> BY_LABEL =
        Arrays.stream(values()).collect(Collectors.toMap(Result::label, Function.identity()));

    private final String label;

    Result(String label) {
      this.label = label;
    }

    /** The name in records. */
    public String label() {
      return label;
    }

    /**
     * The result with this name.
     *
     * @throws IllegalArgumentException where there is none
     */
    static Result ofLabel(String label) {
      Result result = BY_LABEL.get(label);
      if (result == null) {
        throw new IllegalArgumentException("no attempt ends '" + label + "'");
      }
      return result;
    }
  }

  /** What a carrier charges for one attempt. */
  public record Cost(Money amount, String currency) {}

  public CarrierAttempt {
    Objects.requireNonNull(carrier);
    Objects.requireNonNull(gateway);
    Objects.requireNonNull(address);
    Objects.requireNonNull(transport);
    Objects.requireNonNull(startedAt);
    Objects.requireNonNull(postDialDelayMillis);
    Objects.requireNonNull(result);
    Objects.requireNonNull(cost);
  }
}
