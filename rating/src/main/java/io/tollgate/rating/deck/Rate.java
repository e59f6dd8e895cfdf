package io.tollgate.rating.deck;

/**
 * One row of a deck: calls to this destination from this origin have this price.
 *
 * @param destinationPrefix 1 to 15 digits, without a plus sign
 * @param originPrefix 1 to 15 digits, or empty for every origin without a row of its own
 * @param price what such calls cost
 */
public record Rate(String destinationPrefix, String originPrefix, Price price) {}
