/**
 * Longest-prefix tables over decimal digits: one dimension ({@link
 * io.tollgate.rating.prefix.PrefixTable}) and two ({@link
 * io.tollgate.rating.prefix.OriginPrefixTable}). Tables are immutable and any thread may read them;
 * builders belong to the thread that fills them.
 */
package io.tollgate.rating.prefix;
