package io.tollgate.proxy.config;

import io.tollgate.proxy.file.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Long address lists that were put over HTTP, each in a text file of its own, one entry a line.
 * What a file holds is part of its name, so it is written once and never changed: whoever names it
 * gets what he means, and a change elsewhere need neither read nor write it.
 */
final class KeptLists {
  private static final Logger LOG = LoggerFactory.getLogger(KeptLists.class);

  /** Shorter ones are better read where the others are. */
  private static final int LONG = 100;

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9._-]{1,64}\\.([0-9a-f]{32})\\.txt");
  private static final int HASH_BYTES = 16;

  private final Path folder;

  /**
   * Lists in this folder, which is made when there is one.
   *
   * @param folder nobody else's
   */
  KeptLists(Path folder) {
    this.folder = folder;
  }

  /** The file that an entry comes from, where it is one of these. */
  Optional<Path> fileOf(Node.Member entry) {
    return entry.from().filter(file -> folder.equals(file.getParent()));
  }

  /** Whether an entry is to have a file of its own. */
  static boolean isLong(Node entry) {
    return entry instanceof Node.Sequence list && list.items().size() > LONG;
  }

  /**
   * What the file holds that a field names.
   *
   * @throws ConfigException where it is not there, or is not what was put
   */
  Field read(Field named, Rereading rereading) throws ConfigException {
    Matcher name = NAME.matcher(named.text());
    if (!name.matches()) {
      throw named.wrong("it is no list of ours", "put the list again");
    }
    Path file = folder.resolve(named.text());
    return rereading.keptList(file, () -> read(named, file, name.group(1)));
  }

  private static Field read(Field named, Path file, String hash) throws ConfigException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw named.wrong(
          file + " cannot be read (" + e + ")", "bring it back, or put the list again");
    }
    if (!hash(bytes).equals(hash)) {
      throw named.wrong(file + " is not what was put", "bring it back, or put the list again");
    }
    List<Node> items = new ArrayList<>();
    new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> items.add(new Node.Scalar(items.size() + 1, Node.Kind.TEXT, line)));
    return new Field(file, named::path, 1, new Node.Sequence(1, items));
  }

  /**
   * Writes a list that was found right, if it is not there yet.
   *
   * @return the name of its file
   */
  String write(String name, Node.Sequence list) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Node item : list.items()) {
      text.append(((Node.Scalar) item).text()).append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    String fileName = name + "." + hash(bytes) + ".txt";
    if (!Files.exists(folder.resolve(fileName))) {
      PrivateFile.write(folder.resolve(fileName), text.toString());
    }
    return fileName;
  }

  /** Removes all but these; what cannot be removed does no harm. */
  void retain(Set<String> names) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!names.contains(file.getFileName().toString())) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      LOG.warn("a list that nobody uses stays in {}: {}", folder, e.toString());
    }
  }

  private static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(Sha256.of(bytes), 0, HASH_BYTES);
  }
}
