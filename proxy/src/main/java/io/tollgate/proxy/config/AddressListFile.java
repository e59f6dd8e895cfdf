package io.tollgate.proxy.config;

import io.tollgate.proxy.trunk.AddressPrefix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads an address list from a text file of its own: one block or address a line, {@code #} for
 * comments. A hundred thousand of them are read several times as fast as in YAML.
 */
final class AddressListFile {
  /** Room for one and a half million IPv6 blocks that are written out. */
  static final int MOST_MEBIBYTES = 64;

  private static final int SHOWN = 60;

  private final Path path;
  private final Field list;

  private AddressListFile(Path path, Field list) {
    this.path = path;
    this.list = list;
  }

  /**
   * Reads a file.
   *
   * @param list what is read, for errors in the file
   * @param named what names the file, for errors that say that it cannot be read
   */
  static AddressLists.Entries read(Path path, Field list, Field named, int mostMebibytes)
      throws ConfigException {
    try (InputStream in = Files.newInputStream(path)) {
      return new AddressListFile(path, list).entries(new EntryLines(in, mostMebibytes));
    } catch (NoSuchFileException e) {
      throw named.wrong("there is no file " + path, "correct the path");
    } catch (IOException e) {
      throw named.wrong(path + " cannot be read", "correct the path or its rights");
    }
  }

  private AddressLists.Entries entries(EntryLines lines) throws IOException, ConfigException {
    List<AddressPrefix> blocks = new ArrayList<>();
    IntStream.Builder numbers = IntStream.builder();
    try {
      while (lines.next()) {
        blocks.add(block(lines));
        numbers.add(lines.number());
      }
    } catch (IllegalArgumentException e) {
      throw at(lines.number()).wrong(e);
    }
    if (blocks.isEmpty()) {
      throw at(0).wrong("it has no entry", "write at least one, or take the list out");
    }
    int[] ofEntries = numbers.build().toArray();
    return new AddressLists.Entries(
        List.copyOf(blocks), index -> new Place(path, ofEntries[index]));
  }

  private Field at(int line) {
    return new Field(path, list::path, line, list.node());
  }

  private static AddressPrefix block(EntryLines line) {
    try {
      return AddressPrefix.parse(line.bytes(), line.from(), line.end());
    } catch (IllegalArgumentException e) {
      throw isOneWord(line) ? e : new IllegalArgumentException(notOne(line), e);
    }
  }

  /** Whether it can be shown as it is, and is no list of its own. */
  private static boolean isOneWord(EntryLines line) {
    for (int at = line.from(); at < line.end(); at++) {
      byte b = line.bytes()[at];
      if (b <= ' ' || b >= 127 || b == ',' || b == ';') {
        return false;
      }
    }
    return line.end() - line.from() <= SHOWN;
  }

  private static String notOne(EntryLines line) {
    String text =
        new String(line.bytes(), line.from(), line.end() - line.from(), StandardCharsets.UTF_8)
            .replaceAll("\\p{Cntrl}", "\uFFFD");
    return "'%s' is not one address block; write one a line as UTF-8 text, and comments after #"
        .formatted(text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
  }
}
