package io.tollgate.proxy.sip.observe;

/**
 * How much a loop holds for calls and transactions that are not over: a node without calls holds
 * nothing, 64·T1 after the last one. What stays is a leak.
 *
 * @param calls calls that are not over
 * @param dialogs legs whose dialog is up
 * @param invites INVITEs of callers that have no final answer yet
 * @param mergeable the same, by what they have in common with themselves come by another way
 * @param clientTransactions requests of ours that wait for their answer
 * @param serverTransactions requests of theirs that wait for our answer, or for its ACK
 * @param answers answers that a retransmission would get again
 * @param timers timers on the wheel of calls and transactions
 * @param waiting new calls whose turn has not come
 */
public record LoopHoldings(
    int calls,
    int dialogs,
    int invites,
    int mergeable,
    int clientTransactions,
    int serverTransactions,
    int answers,
    int timers,
    int waiting) {}
