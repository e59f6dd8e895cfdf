package io.tollgate.proxy.route.pop;

import java.util.Objects;

/**
 * A point of presence: a place where an edge of ours stands.
 *
 * @param id its name in configuration, records and metrics
 * @param at where it stands
 * @param sip its SIP URI, for calls that are to go there
 */
public record Pop(String id, GeoPoint at, String sip) {
  public Pop {
    Objects.requireNonNull(id);
    Objects.requireNonNull(at);
    Objects.requireNonNull(sip);
  }
}
