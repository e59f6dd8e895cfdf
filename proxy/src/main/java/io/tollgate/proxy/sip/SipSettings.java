package io.tollgate.proxy.sip;

import io.tollgate.proxy.admission.LoadSettings;
import io.tollgate.proxy.sip.dialog.SessionTimerSettings;
import io.tollgate.proxy.sip.tls.TlsClientSettings;
import io.tollgate.proxy.sip.transport.StreamLimits;
import java.util.List;

/**
 * What the SIP side needs to know.
 *
 * @param listen where to listen, at least one
 * @param loops event loops, each with its own sockets and stack; 0 for one a core
 * @param realm the digest realm, and the name of the edge in Warning headers
 * @param sessionTimer how calls are kept alive
 * @param connections what TCP and TLS connections may cost
 * @param tls how connections of our own are opened
 * @param overload when new calls are turned away
 */
public record SipSettings(
    List<ListenSettings> listen,
    int loops,
    String realm,
    SessionTimerSettings sessionTimer,
    StreamLimits connections,
    TlsClientSettings tls,
    LoadSettings overload) {
  /** Settings with the usual session timer and limits. */
  public SipSettings(List<ListenSettings> listen, int loops, String realm) {
    this(listen, loops, realm, SessionTimerSettings.DEFAULT);
  }

  /** Settings with the usual limits. */
  public SipSettings(
      List<ListenSettings> listen, int loops, String realm, SessionTimerSettings sessionTimer) {
    this(
        listen,
        loops,
        realm,
        sessionTimer,
        StreamLimits.DEFAULT,
        TlsClientSettings.DEFAULT,
        LoadSettings.DEFAULT);
  }

  /** How many event loops there are: as set, else one a core. */
  public int loopCount() {
    return loops > 0 ? loops : Runtime.getRuntime().availableProcessors();
  }
}
