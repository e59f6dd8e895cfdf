package io.tollgate.proxy.config;

import io.tollgate.proxy.trunk.AddressPrefix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads {@code lists}: named address lists, written out or in text files of their own ({@code
 * {file: PATH}}).
 */
final class ListsReader {
  private final Path folder;
  private final Set<String> provisioned;
  private final Consumer<Path> looksAt;
  private final Rereading rereading;

  /**
   * A reader.
   *
   * @param folder what paths are relative to
   * @param provisioned the paths of what was put over HTTP
   * @param looksAt is told each text file before it is read
   * @param rereading what need not be read again
   */
  ListsReader(Path folder, Set<String> provisioned, Consumer<Path> looksAt, Rereading rereading) {
    this.folder = folder;
    this.provisioned = provisioned;
    this.looksAt = looksAt;
    this.rereading = rereading;
  }

  AddressLists read(Field lists) throws ConfigException {
    Map<String, AddressLists.Entries> read = new LinkedHashMap<>();
    Set<String> ofFiles = new LinkedHashSet<>();
    for (Map.Entry<String, Field> named : lists.named().entrySet()) {
      Field list = named.getValue();
      if (list.isMapping()) {
        ofFiles.add(named.getKey());
        read.put(named.getKey(), ofFile(list));
      } else if (list.isText()) {
        throw list.wrong(
            "it is a text, not a list",
            "write %s: […], or {file: PATH} for one entry a line".formatted(list.path()));
      } else {
        read.put(named.getKey(), rereading.writtenOut(list.node(), () -> writtenOut(list)));
      }
    }
    return new AddressLists(read, ofFiles);
  }

  private AddressLists.Entries ofFile(Field list) throws ConfigException {
    Field file = list.section("file").need("file", "lists/customers.txt");
    if (provisioned.contains(list.path())) {
      // What is wrong with a file is told in its own words, and it could be any.
      throw file.wrong(
          "what is put over HTTP names no files",
          "put the entries, or name the file in the configuration");
    }
    Path path = Paths.in(folder, file);
    looksAt.accept(path);
    return rereading.listFile(
        path, () -> AddressListFile.read(path, list, file, AddressListFile.MOST_MEBIBYTES));
  }

  private static AddressLists.Entries writtenOut(Field list) throws ConfigException {
    List<Field> items = list.someItems();
    List<AddressPrefix> blocks = new ArrayList<>(items.size());
    for (Field item : items) {
      blocks.add(item.parse(AddressPrefix::parse));
    }
    // Not of the fields: entries are kept for as long as the list stays, and want no more memory.
    List<Node> nodes = ((Node.Sequence) list.node()).items();
    Path file = list.place().file();
    return new AddressLists.Entries(
        List.copyOf(blocks), index -> new Place(file, nodes.get(index).line()));
  }
}
