package io.tollgate.proxy.config;

import io.tollgate.rating.number.DialPlan;
import io.tollgate.rating.number.DialPlanSettings;
import io.tollgate.rating.number.DialRule;
import io.tollgate.rating.number.Extensions;
import io.tollgate.rating.number.NumberCheck;
import io.tollgate.rating.number.ServiceCodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads {@code dialPlans}, and what a trunk says of its own. */
final class DialPlansReader {
  private static final Map<String, Extensions> EXTENSIONS =
      Map.of("drop", Extensions.DROP, "append", Extensions.APPEND, "refuse", Extensions.REFUSE);
  private static final Map<String, NumberCheck> CHECKS =
      Map.of("shape", NumberCheck.SHAPE, "possible", NumberCheck.POSSIBLE);

  private DialPlansReader() {}

  /** The plans by name. */
  static Map<String, DialPlan> read(Field plans) throws ConfigException {
    Map<String, DialPlan> read = new LinkedHashMap<>();
    for (Map.Entry<String, Field> plan : plans.named().entrySet()) {
      read.put(plan.getKey(), plan(plan.getValue()));
    }
    return read;
  }

  /** A trunk's plan, by name or written there; the strict one where it has none. */
  static DialPlan ofTrunk(Section trunk, Map<String, DialPlan> plans) throws ConfigException {
    Optional<Field> plan = trunk.find("dialPlan");
    if (plan.isEmpty()) {
      return DialPlan.strict();
    }
    return plan.get().isMapping() ? plan(plan.get()) : plan.get().reference("dialPlan", plans);
  }

  private static DialPlan plan(Field field) throws ConfigException {
    Section section =
        field.section(
            "country", "international", "national", "rules", "codes", "extensions", "check");
    Optional<Field> country = section.find("country");
    Optional<Field> national = section.find("national");
    Optional<Field> extensions = section.find("extensions");
    Optional<Field> check = section.find("check");
    Optional<String> iso =
        country.isPresent()
            ? Optional.of(country.get().parse(DialPlanSettings::requireCountry))
            : Optional.empty();
    Optional<String> nationalPrefix =
        national.isPresent()
            ? Optional.of(national.get().parse(DialPlanSettings::requireNational))
            : Optional.empty();
    List<String> international = texts(section, "international", DialPlanSettings::requirePrefix);
    List<DialRule> rules = rules(section);
    ServiceCodes codes = codes(section);
    Extensions kept =
        extensions.isPresent() ? extensions.get().choice(EXTENSIONS) : Extensions.DROP;
    NumberCheck checked = check.isPresent() ? check.get().choice(CHECKS) : NumberCheck.SHAPE;
    return section
        .field()
        .make(
            () ->
                DialPlan.of(
                    new DialPlanSettings(
                        iso, international, nationalPrefix, rules, codes, kept, checked)));
  }

  private static List<String> texts(Section section, String name, Function<String, String> parser)
      throws ConfigException {
    Optional<Field> field = section.find(name);
    List<String> texts = new ArrayList<>();
    if (field.isPresent()) {
      for (Field item : field.get().someItems()) {
        texts.add(item.parse(parser));
      }
    }
    return texts;
  }

  private static List<DialRule> rules(Section section) throws ConfigException {
    Optional<Field> field = section.find("rules");
    List<DialRule> rules = new ArrayList<>();
    if (field.isPresent()) {
      for (Field item : field.get().someItems()) {
        rules.add(rule(item.section("prefix", "length", "strip", "add")));
      }
    }
    return rules;
  }

  private static DialRule rule(Section section) throws ConfigException {
    Optional<Field> prefix = section.find("prefix");
    Optional<Field> length = section.find("length");
    Optional<Field> strip = section.find("strip");
    Optional<Field> add = section.find("add");
    Lengths lengths = length.isPresent() ? length.get().parse(Lengths::parse) : Lengths.ANY;
    String begins = prefix.isPresent() ? prefix.get().text() : "";
    int stripped = strip.isPresent() ? strip.get().wholeNumber(0, DialRule.MAX_LENGTH) : 0;
    String added = add.isPresent() ? add.get().text() : "";
    return section
        .field()
        .make(() -> new DialRule(begins, lengths.least, lengths.most, stripped, added));
  }

  /** {@code 7} or {@code 7-8}. */
  private record Lengths(int least, int most) {
    static final Lengths ANY = new Lengths(1, DialRule.MAX_LENGTH);

    static Lengths parse(String text) {
      if (!text.matches("[0-9]{1,2}(-[0-9]{1,2})?")) {
        throw new IllegalArgumentException("'" + text + "' is not a length; write 7 or 7-8");
      }
      String[] ends = text.split("-");
      return new Lengths(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }
  }

  private static ServiceCodes codes(Section section) throws ConfigException {
    Optional<Field> field = section.find("codes");
    if (field.isEmpty()) {
      return ServiceCodes.NONE;
    }
    Section codes = field.get().section("allow", "bar");
    Set<String> allowed = new LinkedHashSet<>(texts(codes, "allow", ServiceCodes::parse));
    Set<String> barred = new LinkedHashSet<>(texts(codes, "bar", ServiceCodes::parse));
    return field.get().make(() -> new ServiceCodes(allowed, barred));
  }
}
