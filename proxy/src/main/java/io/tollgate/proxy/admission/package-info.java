/** Whether a call of a known trunk may go ahead: limits now, money and abuse as they come. */
package io.tollgate.proxy.admission;
