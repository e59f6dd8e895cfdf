/**
 * Telephone numbers: E.164 values, what a dialled string means, and which prefixes a country has.
 */
package io.tollgate.rating.number;
