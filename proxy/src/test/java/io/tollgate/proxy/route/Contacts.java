package io.tollgate.proxy.route;

import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.Trunk;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Trunks that can be called, for tests. */
public final class Contacts {
  private Contacts() {}

  /** A trunk of an account of its own, reached at so many contacts: 203.0.113.1, .2, …. */
  public static TrunkContacts of(String trunk, int count) {
    return of(
        Trunk.builder(trunk, new Account(trunk + "-account", "demo", 100), AuthMode.LIST)
            .at(List.of(AddressPrefix.parse("203.0.113.0/24")))
            .cps(100)
            .build(),
        count);
  }

  /** The same of a trunk that there is. */
  public static TrunkContacts of(Trunk trunk, int count) {
    List<Gateway> fixed = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      fixed.add(new Gateway("contact" + i, "", new InetSocketAddress("203.0.113." + i, 5060)));
    }
    return new TrunkContacts(trunk, false, false, fixed);
  }
}
