/**
 * The administration server: health, metrics and records over HTTP, on the JDK's own server and
 * virtual threads.
 *
 * <p>{@link io.tollgate.proxy.http.AdminServer} accepts and puts the rooms together: a {@code
 * Dispatcher} asks {@code access} whether a request is let in, finds its handler by {@code
 * exchange}, and sends what that answers. The handlers are the {@code …Pages}, one class for each
 * source, in a room for each subject ({@code call}, {@code price}, {@code trunk}, {@code route},
 * {@code node}); beside them stand the sources, interfaces that the edge implements. Rooms of
 * handlers do not see each other. What goes wrong is answered in JSON and never shows a stack.
 */
package io.tollgate.proxy.http;
