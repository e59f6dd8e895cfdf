package io.tollgate.proxy.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** In which fields two files differ, whatever lines they stand in. */
final class Differences {
  /** More than so many items are told as their list: nobody reads a thousand numbers. */
  private static final int MOST_ITEMS = 20;

  private final List<String> paths = new ArrayList<>();

  private Differences() {}

  /** The paths of the fields that are in one only or say something else. */
  static List<String> between(Field before, Field after) {
    Differences differences = new Differences();
    differences.mappings("", before.node(), after.node());
    return differences.paths;
  }

  private void mappings(String path, Node before, Node after) {
    Map<String, Node> old = members(before);
    Map<String, Node> fresh = members(after);
    Map<String, Node> all = new LinkedHashMap<>(old);
    all.putAll(fresh);
    for (String name : all.keySet()) {
      member(
          Field.member(path, name),
          Optional.ofNullable(old.get(name)),
          Optional.ofNullable(fresh.get(name)));
    }
  }

  private static Map<String, Node> members(Node node) {
    Map<String, Node> members = new LinkedHashMap<>();
    if (node instanceof Node.Mapping mapping) {
      mapping.members().forEach((name, member) -> members.put(name, member.value()));
    }
    return members;
  }

  private void member(String path, Optional<Node> before, Optional<Node> after) {
    if (before.isPresent() && after.isPresent()) {
      values(path, before.get(), after.get());
      return;
    }
    Node only = before.or(() -> after).orElseThrow();
    if (!path.contains(".") && only instanceof Node.Mapping) {
      Node nothing = new Node.Mapping(1, Map.of());
      mappings(path, before.orElse(nothing), after.orElse(nothing)); // a section: what is in it
    } else {
      paths.add(path);
    }
  }

  private void items(String path, List<Node> before, List<Node> after) {
    Differences items = new Differences();
    for (int i = 0; i < before.size(); i++) {
      items.values(Field.item(path, i), before.get(i), after.get(i));
      if (items.paths.size() > MOST_ITEMS) {
        paths.add(path);
        return;
      }
    }
    paths.addAll(items.paths);
  }

  private void values(String path, Node before, Node after) {
    if (before == after) {
      return; // one reading took it over from the other
    }
    if (before instanceof Node.Mapping && after instanceof Node.Mapping) {
      mappings(path, before, after);
    } else if (before instanceof Node.Sequence(int _, List<Node> old)
        && after instanceof Node.Sequence(int _, List<Node> fresh)
        && old.size() == fresh.size()) {
      items(path, old, fresh);
    } else if (!(before instanceof Node.Scalar(int _, Node.Kind oldKind, String oldText)
        && after instanceof Node.Scalar(int _, Node.Kind kind, String text)
        && oldKind == kind
        && oldText.equals(text))) {
      paths.add(path);
    }
  }
}
