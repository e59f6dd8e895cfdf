package io.tollgate.proxy.http;

import io.tollgate.proxy.admission.AbuseGuard;

/**
 * What an operator may see of the running edge and do to it.
 *
 * @param reload reads the configuration again
 * @param trunks who may call
 * @param calls the calls that are up
 * @param guard keeps sources out
 */
public record Operations(
    ReloadSource reload, TrunkSource trunks, CallControl calls, AbuseGuard guard) {}
