package io.tollgate.proxy.config;

import io.tollgate.proxy.trunk.CallerIdPolicy;
import io.tollgate.proxy.trunk.CallerIdPolicy.Choice;
import io.tollgate.rating.number.E164;
import io.tollgate.rating.number.NumberBlock;
import io.tollgate.rating.number.NumberSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads whose number a trunk's calls may carry. */
final class CallerIdReader {
  private static final Map<String, Choice> CHOICES =
      Arrays.stream(Choice.values()).collect(Collectors.toMap(Choice::label, Function.identity()));

  private CallerIdReader() {}

  /** What a trunk's section says of it. A trunk that has numbers may show those alone. */
  static CallerIdPolicy read(Section trunk) throws ConfigException {
    Optional<Field> numbers = trunk.find("numbers");
    Optional<Field> defaultNumber = trunk.find("defaultNumber");
    Optional<Field> trust = trunk.find("trustIdentity");
    Choice choice = choice(trunk, numbers.isPresent());
    if (choice == Choice.ANY && numbers.isPresent()) {
      throw numbers
          .get()
          .wrong("callerId: any does not look at it", "remove it, or write callerId: owned");
    }
    if (choice == Choice.OWNED && numbers.isEmpty()) {
      trunk.need("numbers", "[\"+4312345*\"]");
    }
    if (choice == Choice.DEFAULT && defaultNumber.isEmpty()) {
      trunk.need("defaultNumber", "\"+43123456789\"");
    }
    return new CallerIdPolicy(
        choice,
        numbers.isPresent() ? numbers(numbers.get()) : NumberSet.NONE,
        defaultNumber.isPresent()
            ? Optional.of(defaultNumber.get().parse(CallerIdReader::number))
            : Optional.empty(),
        trust.isPresent() && trust.get().flag());
  }

  private static Choice choice(Section trunk, boolean hasNumbers) throws ConfigException {
    Optional<Field> choice = trunk.find("callerId");
    if (choice.isPresent()) {
      return choice.get().choice(CHOICES);
    }
    return hasNumbers ? Choice.OWNED : Choice.ANY;
  }

  private static NumberSet numbers(Field numbers) throws ConfigException {
    List<NumberBlock> blocks = new ArrayList<>();
    for (Field item : numbers.someItems()) {
      blocks.add(item.parse(NumberBlock::parse));
    }
    return NumberSet.of(blocks);
  }

  private static E164 number(String text) {
    return E164.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no number in E.164; write it as +43123456789".formatted(text)));
  }
}
