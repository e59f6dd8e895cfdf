package io.tollgate.proxy.sip.transport;

import gov.nist.core.net.SecurityManagerProvider;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/** JAIN-SIP's key stores: none, since TLS is not its business here. */
public final class NoSecurityManagers implements SecurityManagerProvider {
  @Override
  public void init(Properties properties) {}

  @Override
  public KeyManager[] getKeyManagers(boolean client) {
    return new KeyManager[0];
  }

  @Override
  public TrustManager[] getTrustManagers(boolean client) {
    return new TrustManager[0];
  }
}
