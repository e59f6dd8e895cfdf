/** Where calls come from, and which point of presence is nearest. */
package io.tollgate.proxy.route.pop;
