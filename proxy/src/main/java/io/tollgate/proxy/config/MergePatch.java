package io.tollgate.proxy.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Changes some fields of a group and leaves the others (RFC 7396): a group is merged, anything else
 * takes the place of what was there, and {@code null} takes it out. Every field goes on knowing the
 * file and line that it came from. Pure functions.
 */
final class MergePatch {
  private MergePatch() {}

  /**
   * What is there after a patch.
   *
   * @throws ConfigException where the patch is no group of fields
   */
  static Node apply(Field base, Field patch) throws ConfigException {
    if (!(patch.node() instanceof Node.Mapping changes)) {
      throw patch.wrong("it is " + patch.node().kind(), "write the fields that change");
    }
    return merged(base.node(), base.place().file(), changes, patch.place().file());
  }

  private static Node merged(Node base, Path baseFile, Node.Mapping changes, Path file) {
    Map<String, Node.Member> members = new LinkedHashMap<>();
    if (base instanceof Node.Mapping mapping) {
      mapping.members().forEach((name, member) -> members.put(name, from(baseFile, member)));
    }
    changes.members().forEach((name, change) -> change(members, name, from(file, change), file));
    return new Node.Mapping(changes.line(), members);
  }

  private static void change(
      Map<String, Node.Member> members, String name, Node.Member change, Path file) {
    switch (change.value()) {
      case Node.Scalar scalar when scalar.type() == Node.Kind.NOTHING -> members.remove(name);
      case Node.Mapping inner -> {
        Node.Member before = members.getOrDefault(name, change);
        Node nothing = new Node.Mapping(inner.line(), Map.of());
        Node base = before == change ? nothing : before.value();
        Node after = merged(base, before.from().orElse(file), inner, file);
        members.put(name, new Node.Member(change.line(), after, Optional.of(file)));
      }
      default -> members.put(name, change);
    }
  }

  private static Node.Member from(Path file, Node.Member member) {
    return member.from().isPresent()
        ? member
        : new Node.Member(member.line(), member.value(), Optional.of(file));
  }
}
