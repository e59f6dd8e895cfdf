/**
 * Requests and responses of the administration server: {@link
 * io.tollgate.proxy.http.exchange.Router} finds the {@link io.tollgate.proxy.http.exchange.Route}
 * of a method and path, whose handler turns a {@code Request} into a {@code Response} or a {@code
 * BadRequestException}. Whoever answers something implements {@link
 * io.tollgate.proxy.http.exchange.Pages}.
 */
package io.tollgate.proxy.http.exchange;
