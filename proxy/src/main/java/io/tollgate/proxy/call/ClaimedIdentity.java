package io.tollgate.proxy.call;

import io.tollgate.rating.number.E164;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who an INVITE says is calling, header by header and as it came: user parts of {@code sip:} URIs
 * and numbers of {@code tel:} URIs, with their parameters, decoded. A header that is not there, or
 * names nobody, is empty.
 *
 * @param asserted P-Asserted-Identity (RFC 3325 §9.1), which may say it once as {@code sip:} and
 *     once as {@code tel:}; believed of trusted trunks only
 * @param preferred P-Preferred-Identity (RFC 3325 §9.2), likewise
 * @param remoteParty Remote-Party-ID of the calling party
 * @param from the user part of From; empty where there is none
 * @param restricted whether the caller wants the number hidden from whoever is called: by Privacy
 *     (RFC 3323 §4.2, RFC 3325 §9.3), by Remote-Party-ID, or by an anonymous From
 */
public record ClaimedIdentity(
    List<String> asserted,
    List<String> preferred,
    List<String> remoteParty,
    String from,
    boolean restricted) {

  public ClaimedIdentity {
    asserted = List.copyOf(asserted);
    preferred = List.copyOf(preferred);
    remoteParty = List.copyOf(remoteParty);
    Objects.requireNonNull(from);
  }

  /** A caller who says who he is in From alone, and does not mind being seen. */
  public static ClaimedIdentity ofFrom(String from) {
    return new ClaimedIdentity(List.of(), List.of(), List.of(), from, false);
  }

  /**
   * The number that a caller shows.
   *
   * @param received as it came; where nothing is a number, the first of what is said
   * @param number empty where nothing that is said is one
   */
  record Shown(String received, Optional<E164> number) {}

  /**
   * The first number that the decisive header says.
   *
   * @param trusted whether P-Asserted-Identity is believed
   * @param reader reads a number as its sender writes it
   */
  Shown shown(boolean trusted, Function<String, Optional<E164>> reader) {
    List<String> said = decisive(trusted);
    for (String text : said) {
      Optional<E164> number = reader.apply(text);
      if (number.isPresent()) {
        return new Shown(text, number);
      }
    }
    return new Shown(said.getFirst(), Optional.empty());
  }

  /**
   * What the weightiest header says that is there; the others do not count then, so that nobody is
   * taken for two people. Never empty, but it may hold the empty text.
   *
   * @param trusted whether P-Asserted-Identity is believed
   */
  List<String> decisive(boolean trusted) {
    if (trusted && !asserted.isEmpty()) {
      return asserted;
    }
    if (!preferred.isEmpty()) {
      return preferred;
    }
    return remoteParty.isEmpty() ? List.of(from) : remoteParty;
  }
}
