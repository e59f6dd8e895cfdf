package io.tollgate.proxy.http;

import io.tollgate.proxy.admission.AbuseGuard;
import io.tollgate.proxy.http.call.CallControl;
import io.tollgate.proxy.http.node.ProvisionSource;
import io.tollgate.proxy.http.node.ReloadSource;
import io.tollgate.proxy.http.route.GatewaySource;
import io.tollgate.proxy.http.route.RouteSource;
import io.tollgate.proxy.http.trunk.TrunkSource;

/**
 * What an operator may see of the running edge and do to it.
 *
 * @param reload reads the configuration again
 * @param provision changes who may call
 * @param trunks who may call
 * @param calls the calls that are up
 * @param guard keeps sources out
 * @param gateways where calls go
 * @param routes where a call would go
 */
public record Operations(
    ReloadSource reload,
    ProvisionSource provision,
    TrunkSource trunks,
    CallControl calls,
    AbuseGuard guard,
    GatewaySource gateways,
    RouteSource routes) {
  /** Where calls go nowhere and who may call is what it is. */
  Operations(ReloadSource reload, TrunkSource trunks, CallControl calls, AbuseGuard guard) {
    this(reload, ProvisionSource.NONE, trunks, calls, guard, GatewaySource.NONE, RouteSource.NONE);
  }
}
