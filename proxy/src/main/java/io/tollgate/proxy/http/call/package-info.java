/** Pages of calls: those that are up, and the records of those that were. */
package io.tollgate.proxy.http.call;
