package io.tollgate.proxy.sip.dialog;

import io.tollgate.proxy.call.Body;
import java.nio.charset.StandardCharsets;

/**
 * The session descriptions in force on one leg: ours, so that it can be offered again to keep the
 * session alive (RFC 4028 §7.4), and theirs, to see whether that changed anything.
 *
 * <p>Confined to its loop.
 */
final class Descriptions {
  private Body ours = Body.NONE;
  private Body theirs = Body.NONE;

  /** An offer and its answer are complete, or half of one that comes late. */
  void agree(Body sent, Body received) {
    if (!sent.isEmpty()) {
      ours = sent;
    }
    if (!received.isEmpty()) {
      theirs = received;
    }
  }

  /** The last of ours; empty before there was one. */
  Body ours() {
    return ours;
  }

  /** The last of theirs; empty before there was one. */
  Body theirs() {
    return theirs;
  }

  /**
   * Whether a description of theirs says something new. Who counts his answers in the origin line
   * without changing anything says nothing new.
   */
  boolean wouldChangeBy(Body received) {
    return !received.isEmpty()
        && !received.equals(theirs)
        && !withoutOrigin(received).equals(withoutOrigin(theirs));
  }

  private static String withoutOrigin(Body body) {
    return new String(body.content(), StandardCharsets.ISO_8859_1).replaceFirst("(?m)^o=.*$", "");
  }
}
