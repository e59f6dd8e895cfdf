package io.tollgate.proxy.http;

import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.Trunk;
import java.util.List;

/** Who may call, as it is in force, for whoever asks over HTTP. */
public interface TrunkSource {

  /** All accounts, by id. */
  List<Account> accounts();

  /** All trunks, in the order of the configuration. */
  List<Trunk> trunks();

  /** How many calls of an account are up. */
  int activeCalls(Account account);

  /** How many calls of a trunk are up. */
  int activeCalls(Trunk trunk);
}
