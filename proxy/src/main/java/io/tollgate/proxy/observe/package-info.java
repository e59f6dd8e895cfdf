/**
 * Metrics: what the edge counts and measures, in Prometheus' words.
 *
 * <p>Names begin with {@code tollgate_}, times are in seconds, and labels come from enums, never
 * from a call. Whatever is counted for each call is registered before the first one, so that a call
 * costs some additions and no look-up. {@link io.tollgate.proxy.observe.Metrics} holds the whole.
 */
package io.tollgate.proxy.observe;
