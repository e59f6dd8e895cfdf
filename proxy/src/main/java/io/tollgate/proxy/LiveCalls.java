package io.tollgate.proxy;

import io.tollgate.proxy.call.CallView;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.http.call.CallControl;
import io.tollgate.proxy.sip.SipEdge;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of the running edge, for whoever asks over HTTP. */
final class LiveCalls implements CallControl {
  private static final Logger LOG = LoggerFactory.getLogger(LiveCalls.class);

  private final SipEdge sip;

  LiveCalls(SipEdge sip) {
    this.sip = sip;
  }

  @Override
  public List<CallView> calls(int limit) {
    return sip.calls(limit);
  }

  @Override
  public int activeCalls() {
    return sip.activeCalls();
  }

  @Override
  public boolean hangUp(String id) {
    return sip.hangUp(id, HangupCause.ADMIN);
  }

  @Override
  public void drain(boolean draining) {
    sip.drain(draining);
    LOG.info(draining ? "new calls are turned away" : "new calls are taken again");
  }

  @Override
  public boolean isDraining() {
    return sip.isDraining();
  }
}
