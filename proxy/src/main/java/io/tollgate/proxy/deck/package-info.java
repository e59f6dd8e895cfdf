/** The decks' files: how they are loaded, numbered, watched and put in force under load. */
package io.tollgate.proxy.deck;
