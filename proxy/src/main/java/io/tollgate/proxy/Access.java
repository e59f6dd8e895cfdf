package io.tollgate.proxy;

import io.tollgate.proxy.admission.AbuseGuard;
import io.tollgate.proxy.admission.AdmissionControl;
import io.tollgate.proxy.admission.CreditLedger;
import io.tollgate.proxy.admission.SqliteBanBook;
import io.tollgate.proxy.config.TollgateConfig;
import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.time.Clock;
import io.tollgate.proxy.trunk.DigestAuthenticator;
import io.tollgate.proxy.trunk.Registrations;
import io.tollgate.proxy.trunk.TrunkAuthenticator;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Who gets in.
 *
 * @param authenticator which trunk somebody is
 * @param admission how fast, and how much of it
 * @param guard who is kept out
 * @param registrations where registered trunks can be reached
 */
record Access(
    TrunkAuthenticator authenticator,
    AdmissionControl admission,
    AbuseGuard guard,
    Registrations registrations) {
  private static final int SWEEP_SECONDS = 10;

  /**
   * Opens it. Whom it kept out before the last stop it keeps out as long as that holds.
   *
   * @param knows whether some list, gateway or contact of a trunk names an address
   */
  static Access open(
      TollgateConfig config,
      Supplier<InForce> inForce,
      Predicate<InetAddress> knows,
      CreditLedger credit,
      Store store,
      RunningParts running) {
    SqliteBanBook bans = new SqliteBanBook(store);
    running.add("bans", bans::close);
    AbuseGuard guard = new AbuseGuard(config.abuse(), knows, Clock.SYSTEM, bans);
    return new Access(
        new TrunkAuthenticator(
            () -> inForce.get().trunks(),
            new DigestAuthenticator(config.digest(), new SecureRandom()),
            guard),
        admission(credit, running),
        guard,
        new Registrations(config.registration()));
  }

  /** The state of those that call no more is dropped beside the loops. */
  private static AdmissionControl admission(CreditLedger credit, RunningParts running) {
    AdmissionControl admission = new AdmissionControl(credit);
    ScheduledExecutorService sweeper =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("admission-sweep").daemon().factory());
    sweeper.scheduleWithFixedDelay(
        () -> admission.sweep(System.nanoTime()), SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    running.add("admission", sweeper::shutdownNow);
    return admission;
  }
}
