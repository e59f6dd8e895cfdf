/** Why calls are refused and end: one enum that knows what each cause is called everywhere. */
package io.tollgate.proxy.cause;
