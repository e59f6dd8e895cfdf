package io.tollgate.rating.number;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns what was dialled into an E.164 number or a reason.
 *
 * <p>What is E.164 already is taken as it is, by every plan. What is not, the strict plan refuses;
 * others read it in these steps, of which the first that settles it counts:
 *
 * <ol>
 *   <li>parameters and visual separators go (RFC 3966);
 *   <li>a short code that is listed is allowed or barred; one that the country knows and the plan
 *       does not list is refused. Codes are never rewritten;
 *   <li>a {@code phone-context} that is a number's beginning is put in front;
 *   <li>the first rule that fits strips and adds;
 *   <li>plus, or an international prefix: calling code and number follow;
 *   <li>a national prefix, or the country's way of writing numbers.
 * </ol>
 *
 * <p>Immutable and safe for any thread.
 */
public final class DialPlan {
  private static final DialPlan STRICT =
      new DialPlan(
          new DialPlanSettings(
              Optional.empty(),
              List.of(),
              Optional.empty(),
              List.of(),
              ServiceCodes.NONE,
              Extensions.DROP,
              NumberCheck.SHAPE),
          Kind.STRICT);

  private enum Kind {
    /** E.164 or nothing. */
    STRICT,
    /** As its settings say. */
    READING,
    /** As a carrier's country has it; digits that make no sense there are put behind its code. */
    FORWARDING
  }

  private final DialPlanSettings settings;
  private final Kind kind;
  private final List<String> international;
  private final String callingCode;

  /** Of the codes that are allowed. */
  private final Set<String> emergencies;

  private DialPlan(DialPlanSettings settings, Kind kind) {
    this.settings = settings;
    this.kind = kind;
    this.international =
        settings.international().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    this.callingCode =
        settings.country().map(iso -> Integer.toString(Numbering.callingCode(iso))).orElse("");
    this.emergencies =
        settings.codes().allowed().stream()
            .filter(
                code ->
                    settings.country().filter(iso -> Numbering.isEmergency(code, iso)).isPresent())
            .collect(Collectors.toUnmodifiableSet());
    if (settings.check() == NumberCheck.POSSIBLE) {
      Numbering.knows(""); // loads it now, not in the first call
    }
  }

  /** The plan that takes numbers in E.164 form only. */
  public static DialPlan strict() {
    return STRICT;
  }

  /** The plan that reads what these settings say. */
  public static DialPlan of(DialPlanSettings settings) {
    return new DialPlan(settings, Kind.READING);
  }

  /**
   * The plan for numbers that a carrier sends: those that are not E.164 are taken for numbers of
   * its country, whose calling code is put in front.
   *
   * @param country the carrier's, an ISO 3166 code
   */
  public static DialPlan ofCarrier(String country) {
    return new DialPlan(DialPlanSettings.of(country), Kind.FORWARDING);
  }

  /** Whether it takes E.164 only. */
  public boolean isStrict() {
    return kind == Kind.STRICT;
  }

  /**
   * Reads the user part of a SIP URI or the number of a tel URI: a number and, after semicolons,
   * its parameters, with any percent-escapes already resolved.
   */
  public DialledNumber read(CharSequence subscriber) {
    return read(subscriber, ReadingSteps.UNSEEN);
  }

  /** As {@link #read(CharSequence)}, and tells each step. */
  public DialledNumber read(CharSequence subscriber, ReadingSteps steps) {
    Optional<E164> number = E164.parse(subscriber);
    if (number.isPresent()) {
      steps.step("is E.164 already", subscriber);
      return checked(number.get());
    }
    return interpret(Subscriber.of(subscriber), steps);
  }

  /** The caller's number; a short code is nobody's number. */
  public Optional<E164> readCaller(CharSequence subscriber) {
    return read(subscriber) instanceof DialledNumber.Number(E164 number)
        ? Optional.of(number)
        : Optional.empty();
  }

  private DialledNumber checked(E164 number) {
    if (settings.check() == NumberCheck.POSSIBLE && !Numbering.isPossible(number)) {
      return new DialledNumber.Unreadable(
          "no possible number: " + number + " is " + Numbering.describe(number));
    }
    return new DialledNumber.Number(number);
  }

  private DialledNumber interpret(Subscriber subscriber, ReadingSteps steps) {
    if (kind == Kind.STRICT) {
      steps.step("parameters left out; only E.164 is taken", subscriber.number());
      return E164.parse(subscriber.number())
          .map(this::checked)
          .orElseGet(() -> notE164(subscriber.number()));
    }
    String dialled = subscriber.dialled();
    steps.step("parameters and separators left out", dialled);
    if (!isDialable(dialled)) {
      return notE164(dialled);
    }
    Optional<DialledNumber> code = code(dialled, steps);
    if (code.isPresent()) {
      return code.get();
    }
    if (!subscriber.extension().isEmpty() && settings.extensions() == Extensions.REFUSE) {
      return new DialledNumber.Unreadable("numbers with extensions are not taken");
    }
    return withoutCode(subscriber, dialled, steps);
  }

  private DialledNumber withoutCode(Subscriber subscriber, String dialled, ReadingSteps steps) {
    String context = dialled.startsWith("+") ? "" : subscriber.contextDigits();
    Optional<E164> number;
    if (context.isEmpty()) {
      String ruled = ruled(dialled, steps);
      Optional<DialledNumber> code = ruled.equals(dialled) ? Optional.empty() : code(ruled, steps);
      if (code.isPresent()) {
        return code.get();
      }
      number = number(ruled, steps);
      dialled = ruled;
    } else {
      dialled = '+' + context + dialled;
      steps.step("phone-context put in front", dialled);
      number = international(dialled);
    }
    Optional<E164> whole = extended(number, subscriber.extension(), steps);
    String last = dialled;
    return whole.map(this::checked).orElseGet(() -> notE164(last));
  }

  private static boolean isDialable(String dialled) {
    for (int i = 0; i < dialled.length(); i++) {
      char c = dialled.charAt(i);
      boolean plus = c == '+' && i == 0;
      if (!plus && c != '*' && c != '#' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return !dialled.isEmpty() && dialled.length() <= DialRule.MAX_LENGTH;
  }

  private Optional<DialledNumber> code(String dialled, ReadingSteps steps) {
    if (settings.codes().allowed().contains(dialled)) {
      steps.step("a short code that is allowed: sent as it is", dialled);
      return Optional.of(
          new DialledNumber.Code(
              dialled, E164.ofCode(callingCode + dialled), emergencies.contains(dialled)));
    }
    if (settings.codes().barred().contains(dialled)) {
      steps.step("a short code that is barred", dialled);
      return Optional.of(new DialledNumber.Barred("the short code " + dialled + " is barred"));
    }
    if (kind == Kind.READING
        && settings.country().filter(iso -> isCode(dialled, iso)).isPresent()) {
      steps.step("a short code that is not listed", dialled);
      return Optional.of(
          new DialledNumber.Unreadable("the short code " + dialled + " is not allowed here"));
    }
    return Optional.empty();
  }

  /** A rule may say what other codes mean in a house, but nothing makes 112 a desk's extension. */
  private boolean isCode(String dialled, String iso) {
    return dialled.length() >= 2
        && dialled.length() <= ServiceCodes.MAX_LENGTH
        && isDigits(dialled)
        && (Numbering.isEmergency(dialled, iso)
            || !fitsRule(dialled) && Numbering.isShortCode(dialled, iso));
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private boolean fitsRule(String dialled) {
    return settings.rules().stream().anyMatch(rule -> rule.fits(dialled));
  }

  private String ruled(String dialled, ReadingSteps steps) {
    for (DialRule rule : settings.rules()) {
      if (rule.fits(dialled)) {
        String ruled = rule.apply(dialled);
        steps.step("by rule " + (settings.rules().indexOf(rule) + 1), ruled);
        return ruled;
      }
    }
    return dialled;
  }

  private Optional<E164> number(String dialled, ReadingSteps steps) {
    if (dialled.startsWith("+")) {
      return international(dialled);
    }
    if (!isDigits(dialled)) {
      return Optional.empty();
    }
    for (String prefix : international) {
      if (dialled.startsWith(prefix)) {
        String rest = '+' + dialled.substring(prefix.length());
        steps.step("international prefix " + prefix, rest);
        return international(rest);
      }
    }
    return settings.country().flatMap(iso -> domestic(dialled, iso, steps));
  }

  /** Calling code and number, with the separators gone; a zero in brackets may have been among. */
  private static Optional<E164> international(String plusAndDigits) {
    Optional<E164> known = Numbering.readInternational(plusAndDigits);
    return known.isPresent() ? known : E164.parse(plusAndDigits);
  }

  private Optional<E164> domestic(String dialled, String iso, ReadingSteps steps) {
    if (settings.national().isPresent()) {
      String prefix = settings.national().get();
      if (!dialled.startsWith(prefix)) {
        return Optional.empty();
      }
      String rest = '+' + callingCode + dialled.substring(prefix.length());
      steps.step("national prefix '" + prefix + "', calling code " + callingCode, rest);
      return E164.parse(rest);
    }
    Optional<E164> read = Numbering.read(dialled, iso);
    read.ifPresent(number -> steps.step("as dialled in " + iso, number.toString()));
    if (kind == Kind.FORWARDING && read.filter(Numbering::isPossible).isEmpty()) {
      String forwarded = '+' + callingCode + dialled;
      steps.step("calling code " + callingCode + " put in front", forwarded);
      return E164.parse(forwarded);
    }
    return read;
  }

  private Optional<E164> extended(Optional<E164> number, String extension, ReadingSteps steps) {
    if (extension.isEmpty() || number.isEmpty()) {
      return number;
    }
    if (settings.extensions() == Extensions.DROP) {
      steps.step("extension " + extension + " left out", number.get().toString());
      return number;
    }
    String whole = number.get() + extension;
    steps.step("extension appended", whole);
    return E164.parse(whole);
  }

  private static DialledNumber notE164(String text) {
    if (E164.parse(text).isPresent()) {
      return new DialledNumber.Unreadable("with its extension it is longer than numbers are");
    }
    return new DialledNumber.Unreadable("not an E.164 number: " + E164Fault.of(text));
  }
}
