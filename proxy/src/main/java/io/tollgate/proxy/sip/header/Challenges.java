package io.tollgate.proxy.sip.header;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The challenges of a 401 or 407. Pure functions. */
public final class Challenges {
  private Challenges() {}

  /**
   * The values of the header that has them, in order.
   *
   * @param proxy whether that is Proxy-Authenticate (407) or WWW-Authenticate (401)
   */
  public static List<String> of(SIPResponse response, boolean proxy) {
    String name = proxy ? HeaderRule.PROXY_AUTHENTICATE.header() : "WWW-Authenticate";
    List<String> values = new ArrayList<>(2);
    if (response.getHeader(name) != null) {
      for (Iterator<?> headers = response.getHeaders(name); headers.hasNext(); ) {
        if (headers.next() instanceof SIPHeader header) {
          values.add(HeaderValue.of(header));
        }
      }
    }
    return values;
  }
}
