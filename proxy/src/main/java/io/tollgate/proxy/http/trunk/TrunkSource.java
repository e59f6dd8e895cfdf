package io.tollgate.proxy.http.trunk;

import io.tollgate.proxy.route.NumberDirectory;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.Trunk;
import java.util.List;
import java.util.Map;

/** Who may call, and whose numbers are called, as it is in force, for whoever asks over HTTP. */
public interface TrunkSource {

  /** All accounts, by id. */
  List<Account> accounts();

  /** The blocks of the named address lists, in the order of the configuration. */
  default Map<String, List<AddressPrefix>> lists() {
    return Map.of();
  }

  /** All trunks, in the order of the configuration. */
  List<Trunk> trunks();

  /** Which numbers are ours, and whose. */
  default NumberDirectory numbers() {
    return NumberDirectory.EMPTY;
  }

  /** How many calls of an account are up. */
  int activeCalls(Account account);

  /** How many calls of a trunk are up. */
  int activeCalls(Trunk trunk);
}
