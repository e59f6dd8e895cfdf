package io.tollgate.proxy;

import io.tollgate.proxy.observe.SipMetrics;
import io.tollgate.proxy.observe.SipMetrics.Holding;
import io.tollgate.proxy.sip.observe.LoopHoldings;
import io.tollgate.proxy.sip.observe.SipObserver;

/** Counts what goes over the wire: the SIP side and the metrics do not know each other. */
record WireMetrics(SipMetrics metrics) implements SipObserver {
  @Override
  public void received(int datagrams) {
    metrics.received(datagrams);
  }

  @Override
  public void sent() {
    metrics.sent();
  }

  @Override
  public void malformed(Malformed reason) {
    metrics.malformed(
        switch (reason) {
          case NOT_SIP -> SipMetrics.Malformed.NOT_SIP;
          case SYNTAX -> SipMetrics.Malformed.SYNTAX;
          case HEADER_MISSING -> SipMetrics.Malformed.HEADER_MISSING;
          case HEADER_REPEATED -> SipMetrics.Malformed.HEADER_REPEATED;
          case TOO_LARGE -> SipMetrics.Malformed.TOO_LARGE;
        });
  }

  @Override
  public void ignored() {
    metrics.ignored();
  }

  @Override
  public void stray() {
    metrics.stray();
  }

  @Override
  public void registration(Registration outcome) {
    metrics.registration(
        switch (outcome) {
          case ACCEPTED -> SipMetrics.Registration.ACCEPTED;
          case CHALLENGED -> SipMetrics.Registration.CHALLENGED;
          case WRONG_CREDENTIALS -> SipMetrics.Registration.WRONG_CREDENTIALS;
          case REFUSED -> SipMetrics.Registration.REFUSED;
        });
  }

  @Override
  public void lag(int loop, long nanos) {
    metrics.lag(loop, nanos);
  }

  @Override
  public void turnedAway() {
    metrics.turnedAway();
  }

  @Override
  public void load(int loop, long delayNanos, boolean shedding) {
    metrics.load(loop, delayNanos, shedding);
  }

  @Override
  public void holds(int loop, LoopHoldings holdings) {
    metrics.holds(loop, Holding.CALLS, holdings.calls());
    metrics.holds(loop, Holding.DIALOGS, holdings.dialogs());
    metrics.holds(loop, Holding.INVITES, holdings.invites());
    metrics.holds(loop, Holding.MERGEABLE, holdings.mergeable());
    metrics.holds(loop, Holding.CLIENT_TRANSACTIONS, holdings.clientTransactions());
    metrics.holds(loop, Holding.SERVER_TRANSACTIONS, holdings.serverTransactions());
    metrics.holds(loop, Holding.ANSWERS, holdings.answers());
    metrics.holds(loop, Holding.TIMERS, holdings.timers());
    metrics.holds(loop, Holding.WAITING, holdings.waiting());
  }
}
