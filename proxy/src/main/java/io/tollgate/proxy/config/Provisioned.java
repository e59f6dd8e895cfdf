package io.tollgate.proxy.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was put over HTTP: entries of {@code lists}, {@code accounts} and {@code trunks} that stand
 * beside those of the operator's file, or in the place of those that have the same name there. Kept
 * in the data folder, in a file that only its owner may read: a trunk's entry may hold its HA1.
 *
 * <p>Immutable: a change makes another one, which is kept once it has been found right.
 */
final class Provisioned {
  private static final String FILE = "provisioned.yaml";
  private static final List<String> SECTIONS = List.of("lists", "accounts", "trunks");

  /** What errors call the text that a change came with. */
  private static final Path BODY = Path.of("body");

  private static final String HEADER =
      """
      # Made by Tollgate: what was put over HTTP (PUT /v1/trunks/NAME and others). Each stands in the
      # place of what the configuration says under the same name, until it is removed (DELETE).
      """;

  private final Path file;
  private final Map<String, Map<String, Node.Member>> entries;

  private Provisioned(Path file, Map<String, Map<String, Node.Member>> entries) {
    this.file = file;
    this.entries = entries;
  }

  /**
   * What is kept in a data folder.
   *
   * @throws ConfigException where somebody has damaged it
   */
  static Provisioned read(Path folder) throws ConfigException {
    Path file = folder.resolve(FILE);
    Map<String, Map<String, Node.Member>> entries = new LinkedHashMap<>();
    if (Files.exists(file)) {
      Section sections = YamlReader.read(file).section(SECTIONS.toArray(String[]::new));
      for (String section : SECTIONS) {
        Optional<Field> named = sections.find(section);
        if (named.isPresent()) {
          Map<String, Node.Member> members = new LinkedHashMap<>();
          named.get().named().forEach((name, field) -> members.put(name, field.asMember()));
          entries.put(section, members);
        }
      }
    }
    return new Provisioned(file, entries);
  }

  /**
   * The same after a change.
   *
   * @param written the operator's file
   * @throws ConfigException where what the change came with cannot be read, or changes what is not
   *     there
   */
  Provisioned after(ConfigEdit edit, Field written) throws ConfigException {
    String path = Field.member(edit.section(), edit.name());
    return switch (edit) {
      case ConfigEdit.Put(String section, String name, String text) ->
          with(section, name, YamlReader.value(text, BODY, path).asMember());
      case ConfigEdit.Patch(String section, String name, String text) -> {
        Field patch = YamlReader.value(text, BODY, path);
        Field base =
            find(over(written), section, name)
                .orElseThrow(() -> patch.wrong("it is not there", "put all of it"));
        Node whole = MergePatch.apply(base, patch);
        yield with(section, name, new Node.Member(patch.place().line(), whole, Optional.of(BODY)));
      }
      case ConfigEdit.Remove(String section, String name) -> without(section, name);
    };
  }

  private Provisioned with(String section, String name, Node.Member entry) {
    Map<String, Map<String, Node.Member>> changed = new LinkedHashMap<>(entries);
    Map<String, Node.Member> members = new LinkedHashMap<>(entries.getOrDefault(section, Map.of()));
    members.put(name, entry);
    changed.put(section, members);
    return new Provisioned(file, changed);
  }

  private Provisioned without(String section, String name) {
    Map<String, Map<String, Node.Member>> changed = new LinkedHashMap<>(entries);
    Map<String, Node.Member> members = new LinkedHashMap<>(entries.getOrDefault(section, Map.of()));
    members.remove(name);
    changed.put(section, members);
    return new Provisioned(file, changed);
  }

  /** The entry of a section, where it is there. */
  static Optional<Field> find(Field root, String section, String name) {
    return member(root, section).flatMap(entries -> member(entries, name));
  }

  private static Optional<Field> member(Field group, String name) {
    return group.node() instanceof Node.Mapping mapping && mapping.members().containsKey(name)
        ? Optional.of(group.at(name, mapping.members().get(name)))
        : Optional.empty();
  }

  /** The operator's file with all this in it; every field knows where it comes from. */
  Field over(Field written) {
    Map<String, Node.Member> root = new LinkedHashMap<>();
    if (written.node() instanceof Node.Mapping mapping) {
      root.putAll(mapping.members());
    }
    entries.forEach(
        (section, added) -> {
          if (!added.isEmpty()) {
            root.put(section, over(Optional.ofNullable(root.get(section)), added));
          }
        });
    return written.with(new Node.Mapping(written.node().line(), root));
  }

  /** A section that is no group of fields stays one: it has to be told. */
  private Node.Member over(Optional<Node.Member> section, Map<String, Node.Member> added) {
    Map<String, Node.Member> members = new LinkedHashMap<>();
    if (section.isPresent()) {
      if (section.get().value() instanceof Node.Mapping mapping) {
        members.putAll(mapping.members());
      } else if (!section.get().isEmpty()) {
        return section.get();
      }
    }
    members.putAll(added);
    int line = section.map(Node.Member::line).orElse(1);
    return new Node.Member(
        line,
        new Node.Mapping(line, members),
        section.isPresent() ? section.get().from() : Optional.of(file));
  }

  /** The paths of what was put, each with the place of what it stands in the place of. */
  Map<String, Optional<Place>> places(Field written) {
    Map<String, Optional<Place>> places = new LinkedHashMap<>();
    entries.forEach(
        (section, members) ->
            members
                .keySet()
                .forEach(
                    name ->
                        places.put(
                            Field.member(section, name),
                            find(written, section, name).map(Field::place))));
    return places;
  }

  /**
   * Keeps it, in the place of what was kept before.
   *
   * @throws ConfigException where that cannot be done
   */
  void keep() throws ConfigException {
    StringBuilder text = new StringBuilder(HEADER);
    for (String section : SECTIONS) {
      Map<String, Node.Member> members = entries.getOrDefault(section, Map.of());
      text.append(section).append(members.isEmpty() ? ": {}\n" : ":\n");
      members.forEach((name, member) -> text.append(line(name, member.value())));
    }
    try {
      PrivateFile.write(file, text.toString());
    } catch (IOException e) {
      throw new ConfigException(
          new Place(file, 0),
          "node.data",
          "the change cannot be kept (" + e + ")",
          "make the data folder writable");
    }
  }

  private static String line(String name, Node value) {
    return "  " + YamlText.quoted(name) + ": " + YamlText.of(value) + "\n";
  }
}
