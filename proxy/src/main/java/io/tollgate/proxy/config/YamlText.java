package io.tollgate.proxy.config;

import java.util.Map;
import java.util.stream.Collectors;

/** Writes a value as YAML in one line, so that it is read again as what it was. Pure functions. */
final class YamlText {
  private YamlText() {}

  /** The value in flow style. */
  static String of(Node node) {
    return switch (node) {
      case Node.Scalar(int _, Node.Kind kind, String text) ->
          switch (kind) {
            case TEXT -> quoted(text);
            case NUMBER, BOOLEAN -> text;
            case NOTHING -> "null";
          };
      case Node.Sequence sequence ->
          sequence.items().stream().map(YamlText::of).collect(Collectors.joining(", ", "[", "]"));
      case Node.Mapping mapping ->
          mapping.members().entrySet().stream()
              .map(YamlText::member)
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  private static String member(Map.Entry<String, Node.Member> member) {
    return quoted(member.getKey()) + ": " + of(member.getValue().value());
  }

  /** Between double quotes, in ASCII. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (c >= ' ' && c <= '~') {
                quoted.appendCodePoint(c);
              } else {
                quoted.append((c <= 0xFFFF ? "\\u%04x" : "\\U%08x").formatted(c));
              }
            });
    return quoted.append('"').toString();
  }
}
