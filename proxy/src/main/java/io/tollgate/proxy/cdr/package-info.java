/**
 * Call records: what they are, their ids, their way to the disk and back, and their JSON.
 *
 * <p>A call ends on its event loop, offers its {@link io.tollgate.proxy.cdr.Cdr} to the {@link
 * io.tollgate.proxy.cdr.CdrOutbox} and forgets it; the outbox's thread writes batches into the
 * {@link io.tollgate.proxy.cdr.CdrStore}. What has been offered is not lost while the process
 * lives, and what has been written is not lost at all.
 */
package io.tollgate.proxy.cdr;
