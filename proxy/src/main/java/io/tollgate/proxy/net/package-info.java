/** How peers are reached: what the whole edge means by a transport. */
package io.tollgate.proxy.net;
