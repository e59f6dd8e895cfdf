/**
 * Pages of the edge itself: health and metrics, and its configuration, read again or changed in
 * parts.
 */
package io.tollgate.proxy.http.node;
