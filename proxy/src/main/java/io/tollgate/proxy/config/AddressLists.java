package io.tollgate.proxy.config;

import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.Recognition;
import io.tollgate.proxy.trunk.Trunk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** The named address lists, and where their entries stand. Immutable. */
final class AddressLists {
  private final Map<String, Entries> byName;
  private final Map<String, List<AddressPrefix>> blocks;
  private final Map<String, List<AddressPrefix>> ofFiles;

  /**
   * One list.
   *
   * @param blocks its blocks; immutable
   * @param places where each stands, by its index
   */
  record Entries(List<AddressPrefix> blocks, IntFunction<Place> places) {}

  /**
   * These lists.
   *
   * @param ofFiles the names of those that have a file of their own
   */
  AddressLists(Map<String, Entries> byName, Set<String> ofFiles) {
    this.byName = new LinkedHashMap<>(byName);
    this.blocks = new LinkedHashMap<>();
    byName.forEach((name, entries) -> blocks.put(name, entries.blocks()));
    this.ofFiles = new LinkedHashMap<>(blocks);
    this.ofFiles.keySet().retainAll(ofFiles);
  }

  /** Their blocks by name. */
  Map<String, List<AddressPrefix>> blocks() {
    return blocks;
  }

  /** The blocks of those that have a file of their own, by name. */
  Map<String, List<AddressPrefix>> ofFiles() {
    return ofFiles;
  }

  /** Where a block first stands of those that a trunk uses. */
  Optional<Place> placeOf(AddressPrefix block, Trunk trunk) {
    for (Recognition.Source source : trunk.recognition().sources()) {
      int index = source.addresses().indexOf(block);
      if (index >= 0) {
        // By identity: two lists may say the same.
        return byName.values().stream()
            .filter(list -> list.blocks() == source.addresses())
            .findFirst()
            .map(list -> list.places().apply(index));
      }
    }
    return Optional.empty();
  }
}
