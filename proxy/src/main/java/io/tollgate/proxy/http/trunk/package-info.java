/**
 * Pages of those who call: accounts and their money, trunks, lists, numbers and registrations, and
 * who is kept out.
 */
package io.tollgate.proxy.http.trunk;
