/** Who may ask what: the Host that a request is for, and the tokens of whoever asks. */
package io.tollgate.proxy.http.access;
