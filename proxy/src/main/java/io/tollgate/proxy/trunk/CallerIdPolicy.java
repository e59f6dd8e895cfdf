package io.tollgate.proxy.trunk;

import io.tollgate.rating.number.E164;
import io.tollgate.rating.number.NumberSet;
import java.util.Objects;
import java.util.Optional;

/**
 * Whose number the calls of a trunk may carry, and whose word about it counts. Since calls are
 * priced by the caller's number too, whoever may choose it freely may choose the price.
 *
 * @param choice what happens to a number that is not the trunk's own
 * @param numbers the trunk's own numbers; not looked at where any number may be shown
 * @param defaultNumber stands for the caller where he shows no number, or one that he may not
 * @param trustIdentity whether P-Asserted-Identity from this trunk is believed (RFC 3325 §5): it is
 *     within our trust domain, and so is told what others may not be
 */
public record CallerIdPolicy(
    Choice choice, NumberSet numbers, Optional<E164> defaultNumber, boolean trustIdentity) {

  /** Any number may be shown, none stands for it, and no assertion is believed. */
  public static final CallerIdPolicy ANY =
      new CallerIdPolicy(Choice.ANY, NumberSet.NONE, Optional.empty(), false);

  /** What happens to a number that is not the trunk's own. */
  public enum Choice {
    /** It may be shown. */
    ANY("any"),
    /** The call is refused, and so is one without a number where none stands for it. */
    OWNED("owned"),
    /** The trunk's number takes its place. */
    DEFAULT("default");

    private final String label;

    Choice(String label) {
      this.label = label;
    }

    /** The name in configuration. */
    public String label() {
      return label;
    }
  }

  /** What becomes of a caller's number. */
  public sealed interface Verdict {
    /**
     * This is who calls.
     *
     * @param number empty where nobody knows
     */
    record Caller(Optional<E164> number) implements Verdict {}

    /**
     * The call may not be made.
     *
     * @param why in words for the customer
     */
    record Refused(String why) implements Verdict {}
  }

  private static final Verdict NOT_OWNED =
      new Verdict.Refused("the caller's number is none of this trunk's");
  private static final Verdict NO_NUMBER =
      new Verdict.Refused("the caller shows no number, and this trunk's calls need one");

  public CallerIdPolicy {
    Objects.requireNonNull(choice);
    Objects.requireNonNull(numbers);
    if (choice == Choice.OWNED && numbers.isEmpty() && defaultNumber.isEmpty()) {
      throw new IllegalArgumentException("callerId: owned needs numbers");
    }
    if (choice == Choice.DEFAULT && defaultNumber.isEmpty()) {
      throw new IllegalArgumentException("callerId: default needs a default number");
    }
  }

  /** The same with this word about P-Asserted-Identity. */
  public CallerIdPolicy trusting(boolean trust) {
    return new CallerIdPolicy(choice, numbers, defaultNumber, trust);
  }

  /**
   * Decides who calls.
   *
   * @param shown the number that the caller shows; empty where he shows none, or what he shows is
   *     no number
   */
  public Verdict decide(Optional<E164> shown) {
    if (shown.isPresent() && isAllowed(shown.get())) {
      return new Verdict.Caller(shown);
    }
    return switch (choice) {
      case ANY, DEFAULT -> new Verdict.Caller(defaultNumber);
      case OWNED ->
          shown.isPresent()
              ? NOT_OWNED
              : defaultNumber.isPresent() ? new Verdict.Caller(defaultNumber) : NO_NUMBER;
    };
  }

  private boolean isAllowed(E164 shown) {
    return choice == Choice.ANY
        || numbers.contains(shown)
        || defaultNumber.isPresent() && defaultNumber.get().equals(shown);
  }
}
