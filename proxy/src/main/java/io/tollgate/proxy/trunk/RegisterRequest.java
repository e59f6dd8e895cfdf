package io.tollgate.proxy.trunk;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a REGISTER asks for (RFC 3261 §10.2).
 *
 * @param contacts what it wants to be reached at; empty to ask what holds
 * @param removesAll whether it says {@code Contact: *}
 * @param expires the seconds of its Expires header
 * @param arrival how it came
 * @param userAgent what it calls itself; "" where it does not say
 * @param callId its Call-ID
 * @param sequence its CSeq
 * @param receivedAt when it came
 */
public record RegisterRequest(
    List<Contact> contacts,
    boolean removesAll,
    OptionalInt expires,
    Arrival arrival,
    String userAgent,
    String callId,
    long sequence,
    Instant receivedAt) {

  /**
   * One of its contacts.
   *
   * @param uri as it is written
   * @param key what makes two URIs the same one
   * @param expires the seconds of its own parameter
   */
  public record Contact(String uri, String key, OptionalInt expires) {}

  public RegisterRequest {
    contacts = List.copyOf(contacts);
  }
}
