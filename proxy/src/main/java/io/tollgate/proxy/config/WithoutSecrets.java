package io.tollgate.proxy.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an entry says as it may be shown and kept: in the place of a hash that a password could be
 * guessed from stand asterisks. Passwords themselves are in no configuration. Pure functions.
 */
final class WithoutSecrets {
  private static final String HIDDEN = "***";

  private WithoutSecrets() {}

  /** The entry as YAML in one line. */
  static String text(Node entry) {
    return YamlText.of(hiding(entry));
  }

  private static Node hiding(Node node) {
    if (!(node instanceof Node.Mapping(int line, Map<String, Node.Member> members))) {
      return node; // a list holds addresses
    }
    Map<String, Node.Member> shown = new LinkedHashMap<>();
    members.forEach(
        (name, member) ->
            shown.put(
                name, name.equals("ha1") ? hidden(member) : with(member, hiding(member.value()))));
    return new Node.Mapping(line, shown);
  }

  /** Which algorithms there are is no secret. */
  private static Node.Member hidden(Node.Member member) {
    Node nothing = new Node.Scalar(member.line(), Node.Kind.TEXT, HIDDEN);
    if (!(member.value() instanceof Node.Mapping(int line, Map<String, Node.Member> hashes))) {
      return member.isEmpty() ? member : with(member, nothing);
    }
    Map<String, Node.Member> shown = new LinkedHashMap<>();
    hashes.forEach((algorithm, hash) -> shown.put(algorithm, with(hash, nothing)));
    return with(member, new Node.Mapping(line, shown));
  }

  private static Node.Member with(Node.Member member, Node value) {
    return new Node.Member(member.line(), value, Optional.empty());
  }
}
