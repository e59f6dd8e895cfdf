package io.tollgate.proxy.trunk;

import java.util.Collection;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Collects the blocks of an {@link AddressTable} in the table that it will be: a hundred thousand
 * of them are hashed once. Of no use once the table has been made.
 *
 * <p>Confined to the thread that makes the table.
 *
 * @param <V> what a block stands for until then
 */
final class AddressTableBuilder<V> {
  private final BlockSlots<V> ipv4 = new BlockSlots<>(false);
  private final BlockSlots<V> ipv6 = new BlockSlots<>(true);

  /** Makes room for these, so that the tables need not grow as often. */
  void expect(Collection<AddressPrefix> blocks) {
    int ofIpv6 = 0;
    for (AddressPrefix block : blocks) {
      ofIpv6 += block.ipv6() ? 1 : 0;
    }
    ipv4.expect(blocks.size() - ofIpv6);
    ipv6.expect(ofIpv6);
  }

  /**
   * Changes what a block stands for.
   *
   * @param otherwise what a block stands for that is new here, before the change
   * @param change what it is to stand for, by the block and what it stands for
   */
  void update(AddressPrefix block, V otherwise, BiFunction<AddressPrefix, V, V> change) {
    BlockSlots<V> slots = block.ipv6() ? ipv6 : ipv4;
    int slot = slots.slot(block);
    if (slots.isFree(slot)) {
      slots.add(slot, block, change.apply(block, otherwise));
    } else {
      slots.replace(slot, change.apply(block, slots.value(slot)));
    }
  }

  /** All blocks. */
  void forEach(Consumer<AddressPrefix> each) {
    ipv4.forEach(each);
    ipv6.forEach(each);
  }

  BlockSlots<V> ipv4() {
    return ipv4;
  }

  BlockSlots<V> ipv6() {
    return ipv6;
  }
}
