package io.tollgate.proxy.sip;

import java.util.List;

/**
 * What the SIP side needs to know.
 *
 * @param listen where to listen, at least one
 * @param loops event loops, each with its own sockets and stack; 0 for one a core
 * @param realm the digest realm, and the name of the edge in Warning headers
 * @param sessionTimer how calls are kept alive
 */
public record SipSettings(
    List<ListenSettings> listen, int loops, String realm, SessionTimerSettings sessionTimer) {
  /** Settings with the usual session timer. */
  public SipSettings(List<ListenSettings> listen, int loops, String realm) {
    this(listen, loops, realm, SessionTimerSettings.DEFAULT);
  }

  /** How many event loops there are: as set, else one a core. */
  public int loopCount() {
    return loops > 0 ? loops : Runtime.getRuntime().availableProcessors();
  }
}
