package io.tollgate.proxy.http;

import io.tollgate.proxy.admission.AbuseGuard;
import io.tollgate.proxy.admission.AbuseSettings;
import io.tollgate.proxy.admission.BanBook;
import io.tollgate.proxy.call.CallView;
import io.tollgate.proxy.http.call.CallControl;
import io.tollgate.proxy.http.node.ReloadOutcome;
import io.tollgate.proxy.http.trunk.TrunkSource;
import io.tollgate.proxy.time.Clock;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.Trunk;
import java.util.List;

/** An edge where there is nothing to do, for tests that are about something else. */
final class IdleEdge implements CallControl, TrunkSource {
  private IdleEdge() {}

  static Operations operations() {
    IdleEdge edge = new IdleEdge();
    return new Operations(
        requester -> new ReloadOutcome.Applied(List.of()),
        edge,
        edge,
        new AbuseGuard(AbuseSettings.DEFAULT, address -> false, Clock.SYSTEM, BanBook.NONE));
  }

  @Override
  public List<CallView> calls(int limit) {
    return List.of();
  }

  @Override
  public int activeCalls() {
    return 0;
  }

  @Override
  public boolean hangUp(String id) {
    return false;
  }

  @Override
  public void drain(boolean draining) {}

  @Override
  public boolean isDraining() {
    return false;
  }

  @Override
  public List<Account> accounts() {
    return List.of();
  }

  @Override
  public List<Trunk> trunks() {
    return List.of();
  }

  @Override
  public int activeCalls(Account account) {
    return 0;
  }

  @Override
  public int activeCalls(Trunk trunk) {
    return 0;
  }
}
