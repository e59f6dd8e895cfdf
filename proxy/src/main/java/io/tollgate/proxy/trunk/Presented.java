package io.tollgate.proxy.trunk;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/**
 * What a request shows of who sent it.
 *
 * @param arrival how it came
 * @param method its method
 * @param requestUri its Request-URI, as it came
 * @param requestHost the host of the Request-URI; "" where it has none
 * @param toUser the user part of the Request-URI with parameters, decoded; number and parameters of
 *     a {@code tel:} URI
 * @param fromUser the user part of its From URI; "" where it has none
 * @param fromDomain the host of its From URI; "" where it has none
 * @param userAgent what it calls itself; "" where it does not say
 * @param authorizations the values of the header fields that hold credentials for a request of this
 *     kind, as they came
 */
public record Presented(
    Arrival arrival,
    String method,
    String requestUri,
    String requestHost,
    String toUser,
    String fromUser,
    String fromDomain,
    String userAgent,
    List<String> authorizations) {

  public Presented {
    requestHost = requestHost.toLowerCase(Locale.ROOT);
    fromDomain = fromDomain.toLowerCase(Locale.ROOT);
    authorizations = List.copyOf(authorizations);
  }

  /** The address that it came from. */
  public InetAddress address() {
    return arrival.address();
  }
}
