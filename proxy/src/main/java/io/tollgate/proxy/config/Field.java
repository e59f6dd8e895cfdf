package io.tollgate.proxy.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A value in the file as the readers see it: it knows where it stands, and turns into what it is
 * asked for or into the error that says why not.
 */
final class Field {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,10}");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final Path file;

  /** Put together where somebody asks: a long list is read without. */
  private final Supplier<String> path;

  private final int line;
  private final Node node;

  Field(Path file, Supplier<String> path, int line, Node node) {
    this.file = file;
    this.path = path;
    this.line = line;
    this.node = node;
  }

  /** The same value as part of another one, where it is called {@code name}. */
  Node.Member asMember() {
    return new Node.Member(line, node, Optional.of(file));
  }

  /** What stands here, with another value. */
  Field with(Node other) {
    return new Field(file, path, line, other);
  }

  /** The path of the member of {@code path} that is called {@code name}. */
  static String member(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The path of an item of {@code path}, counted from 0. */
  static String item(String path, int index) {
    return path + "[" + index + "]";
  }

  /** Where the field stands. */
  Place place() {
    return new Place(file, line);
  }

  String path() {
    return path.get();
  }

  Node node() {
    return node;
  }

  /** An error at this field. */
  ConfigException wrong(String problem, String remedy) {
    return new ConfigException(place(), path(), problem, remedy);
  }

  private ConfigException notA(String wanted, String example) {
    return wrong("it is " + node.kind() + ", not " + wanted, "write " + path() + ": " + example);
  }

  /** Whether it is there but says nothing. */
  boolean isEmpty() {
    return node instanceof Node.Scalar scalar && scalar.type() == Node.Kind.NOTHING;
  }

  /** Whether it has members. */
  boolean isMapping() {
    return node instanceof Node.Mapping;
  }

  /** Whether it is a text that is neither a number nor a word for something else. */
  boolean isText() {
    return node instanceof Node.Scalar scalar && scalar.type() == Node.Kind.TEXT;
  }

  /** A text as it stands in the file; a number is one too. */
  String text() throws ConfigException {
    if (node instanceof Node.Scalar scalar && scalar.type() != Node.Kind.NOTHING) {
      return scalar.text();
    }
    throw notA("a text", "…");
  }

  /** What a value's own parser makes of the text. Its errors say {@code problem; remedy}. */
  <T> T parse(Function<String, T> parser) throws ConfigException {
    String text = text();
    return make(() -> parser.apply(text));
  }

  /** What is made of this field's parts. Its errors say {@code problem; remedy}. */
  <T> T make(Supplier<T> maker) throws ConfigException {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
  }

  /** Blames this field where a check of its value fails. Errors say {@code problem; remedy}. */
  void check(Runnable check) throws ConfigException {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
  }

  /** An error at this field whose parts a check of its value gives: {@code problem; remedy}. */
  ConfigException wrong(IllegalArgumentException e) {
    String[] parts = e.getMessage().split("; ", 2);
    return wrong(parts[0], parts.length > 1 ? parts[1] : "correct it");
  }

  /** A name as records and metrics may hold it. */
  String name() throws ConfigException {
    return requireName(text());
  }

  private String requireName(String name) throws ConfigException {
    if (!NAME.matcher(name).matches()) {
      throw wrong(
          "'" + name + "' is not a name", "use 1 to 64 letters, digits, dots, dashes, underscores");
    }
    return name;
  }

  /** A whole number within the bounds, both included. */
  int wholeNumber(int min, int max) throws ConfigException {
    boolean isNumber =
        node instanceof Node.Scalar scalar
            && scalar.type() == Node.Kind.NUMBER
            && WHOLE_NUMBER.matcher(scalar.text()).matches();
    if (!isNumber) {
      throw node instanceof Node.Scalar(int at, Node.Kind kind, String text)
              && kind != Node.Kind.NOTHING
          ? wrong("'" + text + "' is not a whole number", "write one from " + min + " to " + max)
          : notA("a whole number", String.valueOf(min));
    }
    long number = Long.parseLong(((Node.Scalar) node).text());
    if (number < min || number > max) {
      throw wrong(
          number + " is not within " + min + " and " + max, "write a number between the two");
    }
    return (int) number;
  }

  /** {@code true} or {@code false}, without quotes. */
  boolean flag() throws ConfigException {
    if (node instanceof Node.Scalar(int at, Node.Kind kind, String text)
        && kind == Node.Kind.BOOLEAN) {
      return Boolean.parseBoolean(text);
    }
    throw notA("true or false", "true");
  }

  /** A duration such as {@code 180s} within the bounds, both included. */
  Duration duration(Duration min, Duration max) throws ConfigException {
    String text = text();
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw wrong(
          "'" + text + "' is not a duration", "write a number and its unit: 500ms, 180s, 5m, 4h");
    }
    long amount = Long.parseLong(matcher.group(1));
    Duration duration =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          default -> Duration.ofHours(amount);
        };
    if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
      throw wrong(
          "%s is not within %s and %s".formatted(text, written(min), written(max)),
          "write a duration between the two");
    }
    return duration;
  }

  private static String written(Duration duration) {
    if (duration.toMillis() % 1000 != 0) {
      return duration.toMillis() + "ms";
    }
    long seconds = duration.toSeconds();
    return seconds == 0 || seconds % 60 != 0
        ? seconds + "s"
        : seconds % 3600 != 0 ? seconds / 60 + "m" : seconds / 3600 + "h";
  }

  /** One of several words. */
  <T> T choice(Map<String, T> choices) throws ConfigException {
    T chosen = choices.get(text());
    if (chosen == null) {
      throw wrong(
          "'" + text() + "' is none of the choices",
          "write " + choices.keySet().stream().sorted().collect(Collectors.joining(" or ")));
    }
    return chosen;
  }

  /** What another part of the file defines under this name. */
  <T> T reference(String what, Map<String, T> defined) throws ConfigException {
    String name = text();
    T found = defined.get(name);
    if (found == null) {
      throw wrong(
          "there is no " + what + " '" + name + "'",
          Suggestion.forName(name, defined.keySet())
              .map(s -> "did you mean " + s + "?")
              .orElse("define it under " + what + "s"));
    }
    return found;
  }

  /** Its fields, of which none but these may be there. */
  Section section(String... known) throws ConfigException {
    if (!(node instanceof Node.Mapping mapping)) {
      throw notA("a group of fields", "{" + known[0] + ": …}");
    }
    for (Map.Entry<String, Node.Member> member : mapping.members().entrySet()) {
      if (!List.of(known).contains(member.getKey())) {
        throw at(member.getKey(), member.getValue())
            .wrong(
                "there is no such field",
                Suggestion.forName(member.getKey(), List.of(known))
                    .map(s -> "did you mean " + s + "?")
                    .orElse("the fields here are " + String.join(", ", known)));
      }
    }
    return new Section(this, mapping);
  }

  /** Its members by the names that the operator chose. */
  Map<String, Field> named() throws ConfigException {
    if (!(node instanceof Node.Mapping mapping)) {
      throw notA("names with what they stand for", "{name: …}");
    }
    Map<String, Field> named = new LinkedHashMap<>();
    for (Map.Entry<String, Node.Member> member : mapping.members().entrySet()) {
      Field field = at(member.getKey(), member.getValue());
      named.put(field.requireName(member.getKey()), field);
    }
    return named;
  }

  /** Its members as texts, whatever words their names are. */
  Map<String, String> texts() throws ConfigException {
    if (!(node instanceof Node.Mapping mapping)) {
      throw notA("names with what they stand for", "{name: …}");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, Node.Member> member : mapping.members().entrySet()) {
      texts.put(member.getKey(), at(member.getKey(), member.getValue()).text());
    }
    return texts;
  }

  /** Its items. */
  List<Field> items() throws ConfigException {
    if (!(node instanceof Node.Sequence sequence)) {
      throw notA("a list", "[…]");
    }
    List<Field> items = new ArrayList<>();
    for (Node item : sequence.items()) {
      items.add(item(items.size(), item));
    }
    return items;
  }

  /** Its items, at least one. */
  List<Field> someItems() throws ConfigException {
    List<Field> items = items();
    if (items.isEmpty()) {
      throw wrong("it is empty", "write at least one entry");
    }
    return items;
  }

  /** Its member of this name; empty where there is none, or it has no members. */
  Optional<Field> find(String name) {
    return node instanceof Node.Mapping mapping && mapping.members().containsKey(name)
        ? Optional.of(at(name, mapping.members().get(name)))
        : Optional.empty();
  }

  Field at(String name, Node.Member member) {
    return new Field(
        member.from().orElse(file), () -> member(path(), name), member.line(), member.value());
  }

  private Field item(int index, Node item) {
    return new Field(file, () -> item(path(), index), item.line(), item);
  }

  /**
   * The field with this path below this one, or the nearest one around it that is there: what a
   * file leaves to its default is blamed on the section that could have said it.
   */
  Field nearest(String wanted) {
    if (node instanceof Node.Mapping mapping) {
      for (Map.Entry<String, Node.Member> member : mapping.members().entrySet()) {
        Field field = at(member.getKey(), member.getValue());
        if (field.leadsTo(wanted)) {
          return field.nearest(wanted);
        }
      }
    }
    if (node instanceof Node.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        Field field = item(i, sequence.items().get(i));
        if (field.leadsTo(wanted)) {
          return field.nearest(wanted);
        }
      }
    }
    return this;
  }

  private boolean leadsTo(String wanted) {
    String own = path();
    return wanted.startsWith(own)
        && (wanted.length() == own.length() || ".[".indexOf(wanted.charAt(own.length())) >= 0);
  }
}
