/** Both clocks, and the timer wheel that each loop turns. */
package io.tollgate.proxy.time;
