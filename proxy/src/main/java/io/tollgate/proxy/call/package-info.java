/**
 * A call from its INVITE to its record: the pipeline that sets it up, and the state machine between
 * its two legs. It knows nothing of SIP's types, so that a whole call runs in a unit test.
 */
package io.tollgate.proxy.call;
