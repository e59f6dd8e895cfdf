/**
 * The node's one SQLite database: who may open it, who writes it, who reads it, and what it has
 * looked like since its first version.
 *
 * <p>{@link io.tollgate.proxy.store.Store} owns the file. Everything that must survive the process
 * is written through its one writer, each piece of work in a transaction of its own, and is on the
 * disk when the call returns. Readers have connections of their own and never hold the writer up.
 */
package io.tollgate.proxy.store;
