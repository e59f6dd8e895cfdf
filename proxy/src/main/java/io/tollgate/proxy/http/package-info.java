/**
 * The administration server: health, metrics and records over HTTP, on the JDK's own server and
 * virtual threads.
 *
 * <p>{@link io.tollgate.proxy.http.AdminServer} accepts and answers; a {@code Router} finds the
 * handler of a method and path; the {@code …Pages} classes are the handlers, one for each source.
 * What goes wrong is answered in JSON and never shows a stack.
 */
package io.tollgate.proxy.http;
