package io.tollgate.proxy.sip.reach;

import io.tollgate.proxy.trunk.Registrations;
import io.tollgate.proxy.trunk.TrunkAuthenticator;
import io.tollgate.proxy.trunk.TrunkDirectory;
import java.util.function.Supplier;

/**
 * What answers trunks' requests that are no calls; shared by all loops.
 *
 * @param trunks those in force, asked once for each request
 * @param authenticator knows them
 * @param registrations where they can be reached
 */
public record TrunkServices(
    Supplier<TrunkDirectory> trunks,
    TrunkAuthenticator authenticator,
    Registrations registrations) {}
