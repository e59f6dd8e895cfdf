package io.tollgate.proxy.config;

import io.tollgate.proxy.file.FileStamp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Spares a reading of the configuration what the last one has read and what has not changed since,
 * so that a change to one trunk does not wait for the hundred thousand addresses of another. What a
 * reading has not asked for is forgotten with it.
 *
 * <p>Not safe for use by several threads.
 */
final class Rereading {
  /** What was written so shortly before it was read may be written again and look the same. */
  private static final Duration SETTLED = Duration.ofSeconds(2);

  /** What a reading has read. Not changed any more once the reading is over. */
  static final class Known {
    /** Nothing. */
    static final Known NOTHING = new Known();

    private final Map<Path, Yaml> yaml = new HashMap<>();
    private final Map<Path, Field> keptLists = new HashMap<>();
    private final Map<Node, AddressLists.Entries> writtenOut = new IdentityHashMap<>();
    private final Map<Path, ListFile> listFiles = new HashMap<>();

    private Known() {}
  }

  private record Yaml(String text, Field root) {}

  private record ListFile(FileStamp stamp, AddressLists.Entries entries) {}

  /** Reads something that has to be read. */
  @FunctionalInterface
  interface Read<T> {
    /** Reads it. */
    T now() throws ConfigException;
  }

  private final Known last;
  private final Instant now;
  private final Known known = new Known();

  /**
   * A reading.
   *
   * @param last what the one before has read
   * @param now when it begins, by the clock that files are stamped with
   */
  Rereading(Known last, Instant now) {
    this.last = last;
    this.now = now;
  }

  /** What this reading has read so far. */
  Known known() {
    return known;
  }

  /** What a YAML file says that holds this text. */
  Field yaml(Path file, String text, Read<Field> read) throws ConfigException {
    Optional<Yaml> before =
        Optional.ofNullable(last.yaml.get(file)).filter(yaml -> yaml.text().equals(text));
    Yaml yaml = before.isPresent() ? before.get() : new Yaml(text, read.now());
    known.yaml.put(file, yaml);
    return yaml.root();
  }

  /** What a list file says that is never written twice. */
  Field keptList(Path file, Read<Field> read) throws ConfigException {
    Optional<Field> before = Optional.ofNullable(last.keptLists.get(file));
    Field list = before.isPresent() ? before.get() : read.now();
    known.keptLists.put(file, list);
    return list;
  }

  /** The blocks of a list that is written out. */
  AddressLists.Entries writtenOut(Node list, Read<AddressLists.Entries> read)
      throws ConfigException {
    Optional<AddressLists.Entries> before = Optional.ofNullable(last.writtenOut.get(list));
    AddressLists.Entries entries = before.isPresent() ? before.get() : read.now();
    known.writtenOut.put(list, entries);
    return entries;
  }

  /** The blocks of a list that an operator keeps in a file of its own. */
  AddressLists.Entries listFile(Path file, Read<AddressLists.Entries> read) throws ConfigException {
    FileStamp stamp = FileStamp.of(file); // before it is read: what changes meanwhile is read again
    Optional<ListFile> before =
        Optional.ofNullable(last.listFiles.get(file)).filter(list -> list.stamp().equals(stamp));
    if (before.isPresent()) {
      known.listFiles.put(file, before.get());
      return before.get().entries();
    }
    AddressLists.Entries entries = read.now();
    if (stamp.modified().toInstant().plus(SETTLED).isBefore(now)) {
      known.listFiles.put(file, new ListFile(stamp, entries));
    }
    return entries;
  }
}
