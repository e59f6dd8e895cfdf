/** What all who read files that may change have in common. */
package io.tollgate.proxy.file;
