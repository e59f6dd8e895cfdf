package io.tollgate.proxy.route;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Calls to our own numbers: who may send them, and whose the numbers are. Immutable.
 *
 * <p>A call is sent to the contacts of the number's trunk.
 */
public final class InboundRoutes {
  /** No number is ours, and nobody calls. */
  public static final InboundRoutes NONE =
      new InboundRoutes(
          new InboundCarriers(List.of(), address -> false, address -> List.of()),
          NumberDirectory.EMPTY);

  private final InboundCarriers carriers;
  private final NumberDirectory numbers;
  private final Set<InetAddress> addresses = new HashSet<>();
  private final Map<InetSocketAddress, String> tlsNames = new HashMap<>();

  /** Calls from these carriers to these numbers. */
  public InboundRoutes(InboundCarriers carriers, NumberDirectory numbers) {
    this.carriers = Objects.requireNonNull(carriers);
    this.numbers = Objects.requireNonNull(numbers);
    for (NumberDirectory.Entry entry : numbers.entries()) {
      for (Gateway contact : entry.owner().fixed()) {
        if (contact.uri().isUnresolved()) {
          continue; // whoever looks names up knows its addresses
        }
        addresses.add(contact.address().getAddress());
        contact.uri().tlsName().ifPresent(name -> tlsNames.put(contact.address(), name));
      }
    }
  }

  /** Who may send calls. */
  public InboundCarriers carriers() {
    return carriers;
  }

  /** Whose the numbers are. */
  public NumberDirectory numbers() {
    return numbers;
  }

  /** The contacts of all trunks that have numbers. */
  public List<Gateway> contacts() {
    return numbers.entries().stream()
        .flatMap(entry -> entry.owner().fixed().stream())
        .distinct()
        .toList();
  }

  /** Whether some number's contact has this address, and no name. */
  public boolean knows(InetAddress address) {
    return addresses.contains(address);
  }

  /** The host that the contact at this address must prove to be, where it is not the address. */
  public Optional<String> tlsName(InetSocketAddress address) {
    return Optional.ofNullable(tlsNames.get(address));
  }
}
