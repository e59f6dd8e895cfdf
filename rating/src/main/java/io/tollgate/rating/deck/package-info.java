/**
 * Rate decks: what a row says, how files are read, and the immutable snapshots that calls are rated
 * by.
 */
package io.tollgate.rating.deck;
