/** Pages of prices: decks, what is in them, and what a call would cost. */
package io.tollgate.proxy.http.price;
