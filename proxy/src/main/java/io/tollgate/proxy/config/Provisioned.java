package io.tollgate.proxy.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was put over HTTP: entries of {@code lists}, {@code accounts} and {@code trunks} that stand
 * beside those of the operator's file, or in the place of those that have the same name there. Kept
 * in the data folder, in a file that only its owner may read: a trunk's entry may hold its HA1.
 * Long lists have files of their own beside it ({@link KeptLists}).
 *
 * <p>Immutable: a change makes another one, which is kept once it has been found right.
 */
final class Provisioned {
  private static final String FILE = "provisioned.yaml";
  private static final String LISTS = "provisioned-lists";
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

  /** What the change came with that made it. */
  private final Optional<Node> said;

  private Provisioned(
      Path file, Map<String, Map<String, Node.Member>> entries, Optional<Node> said) {
    this.file = file;
    this.entries = entries;
    this.said = said;
  }

  /**
   * What is kept in a data folder.
   *
   * @throws ConfigException where somebody has damaged it
   */
  static Provisioned read(Path folder, Rereading rereading) throws ConfigException {
    Path file = folder.resolve(FILE);
    KeptLists lists = new KeptLists(folder.resolve(LISTS));
    Map<String, Map<String, Node.Member>> entries = new LinkedHashMap<>();
    if (Files.exists(file)) {
      Section sections = YamlReader.read(file, rereading).section(SECTIONS.toArray(String[]::new));
      for (String section : SECTIONS) {
        Optional<Field> named = sections.find(section);
        if (named.isPresent()) {
          Map<String, Node.Member> members = new LinkedHashMap<>();
          for (Map.Entry<String, Field> entry : named.get().named().entrySet()) {
            Field said = entry.getValue();
            boolean isKept = section.equals("lists") && said.isMapping();
            Field whole =
                isKept ? lists.read(said.section("file").need("file", "…"), rereading) : said;
            members.put(entry.getKey(), whole.asMember());
          }
          entries.put(section, members);
        }
      }
    }
    return new Provisioned(file, entries, Optional.empty());
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
      case ConfigEdit.Put(String section, String name, String text) -> {
        Field whole = YamlReader.value(text, BODY, path);
        yield with(section, name, whole.asMember(), whole.node());
      }
      case ConfigEdit.Patch(String section, String name, String text) -> {
        Field patch = YamlReader.value(text, BODY, path);
        Field base =
            find(over(written), section, name)
                .orElseThrow(() -> patch.wrong("it is not there", "put all of it"));
        Node whole = MergePatch.apply(base, patch);
        Node.Member member = new Node.Member(patch.place().line(), whole, Optional.of(BODY));
        yield with(section, name, member, patch.node());
      }
      case ConfigEdit.Remove(String section, String name) -> without(section, name);
    };
  }

  /**
   * The trunk that a change gives a password of the edge's making which it did not have before:
   * what may be kept of an earlier trunk of this name, or of a change that failed, must not open
   * the door, and whoever asks is to see the password.
   */
  Optional<String> newPasswordFor(ConfigEdit edit, Field written) {
    boolean isTrunk = edit.section().equals("trunks") && !(edit instanceof ConfigEdit.Remove);
    return Optional.of(edit.name())
        .filter(name -> isTrunk)
        .filter(
            name ->
                find(over(written), "trunks", name)
                    .filter(DigestUserReader::makesPassword)
                    .isEmpty());
  }

  /** What the change came with that made it, in YAML and without secrets; empty for a removal. */
  Optional<String> said() {
    return said.map(WithoutSecrets::text);
  }

  private Provisioned with(String section, String name, Node.Member entry, Node said) {
    Map<String, Map<String, Node.Member>> changed = new LinkedHashMap<>(entries);
    Map<String, Node.Member> members = new LinkedHashMap<>(entries.getOrDefault(section, Map.of()));
    members.put(name, entry);
    changed.put(section, members);
    return new Provisioned(file, changed, Optional.of(said));
  }

  private Provisioned without(String section, String name) {
    Map<String, Map<String, Node.Member>> changed = new LinkedHashMap<>(entries);
    Map<String, Node.Member> members = new LinkedHashMap<>(entries.getOrDefault(section, Map.of()));
    members.remove(name);
    changed.put(section, members);
    return new Provisioned(file, changed, Optional.empty());
  }

  /** The entry of a section, where it is there. */
  static Optional<Field> find(Field root, String section, String name) {
    return root.find(section).flatMap(entries -> entries.find(name));
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
    KeptLists lists = new KeptLists(file.resolveSibling(LISTS));
    Set<String> files = new HashSet<>();
    try {
      StringBuilder text = new StringBuilder(HEADER);
      for (String section : SECTIONS) {
        Map<String, Node.Member> members = entries.getOrDefault(section, Map.of());
        text.append(section).append(members.isEmpty() ? ": {}\n" : ":\n");
        for (Map.Entry<String, Node.Member> entry : members.entrySet()) {
          text.append("  ").append(YamlText.quoted(entry.getKey())).append(": ");
          text.append(value(entry.getKey(), entry.getValue(), lists, files)).append('\n');
        }
      }
      PrivateFile.write(file, text.toString());
      lists.retain(files); // not before: until now the old ones counted
    } catch (IOException e) {
      throw new ConfigException(
          new Place(file, 0),
          "node.data",
          "the change cannot be kept (" + e + ")",
          "make the data folder writable");
    }
  }

  /** The entry itself or, where it is a long list, the name of the file that it is kept in. */
  private static String value(String name, Node.Member entry, KeptLists lists, Set<String> files)
      throws IOException {
    Optional<Path> kept = lists.fileOf(entry);
    if (kept.isEmpty() && !KeptLists.isLong(entry.value())) {
      return YamlText.of(entry.value());
    }
    String own =
        kept.isPresent()
            ? kept.get().getFileName().toString()
            : lists.write(name, (Node.Sequence) entry.value());
    files.add(own);
    return "{file: " + YamlText.quoted(own) + "}";
  }
}
