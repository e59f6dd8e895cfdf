package io.tollgate.proxy;

import io.tollgate.proxy.admission.AdmissionControl;
import io.tollgate.proxy.http.trunk.TrunkSource;
import io.tollgate.proxy.route.NumberDirectory;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.Trunk;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Who may call the running edge, for whoever asks over HTTP. */
final class TrunksInForce implements TrunkSource {
  private final Supplier<InForce> inForce;
  private final AdmissionControl admission;

  TrunksInForce(Supplier<InForce> inForce, AdmissionControl admission) {
    this.inForce = inForce;
    this.admission = admission;
  }

  @Override
  public List<Account> accounts() {
    return inForce.get().accounts().values().stream()
        .sorted(Comparator.comparing(Account::id))
        .toList();
  }

  @Override
  public Map<String, List<AddressPrefix>> lists() {
    return inForce.get().lists();
  }

  @Override
  public List<Trunk> trunks() {
    return inForce.get().trunks().trunks();
  }

  @Override
  public NumberDirectory numbers() {
    return inForce.get().calls().inbound().numbers();
  }

  @Override
  public int activeCalls(Account account) {
    return admission.activeCalls(account);
  }

  @Override
  public int activeCalls(Trunk trunk) {
    return admission.activeCalls(trunk);
  }
}
