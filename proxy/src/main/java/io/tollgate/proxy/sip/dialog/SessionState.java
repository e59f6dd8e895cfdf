package io.tollgate.proxy.sip.dialog;

import io.tollgate.proxy.call.Body;
import java.util.Base64;

/**
 * What keeps a session alive, in a form that can be written down.
 *
 * @param terms what was agreed
 * @param ours our description
 * @param theirs the other side's
 */
public record SessionState(SessionTerms terms, Body ours, Body theirs) {
  private static final SessionState NONE =
      new SessionState(SessionTerms.NONE, Body.NONE, Body.NONE);
  private static final int LINES = 5;

  SessionState(SessionTerms terms, Descriptions descriptions) {
    this(terms, descriptions.ours(), descriptions.theirs());
  }

  /** Five lines: the terms, and type and bytes of each description. */
  public String encode() {
    return String.join(
        "\n",
        terms.interval() + " " + terms.weRefresh() + " " + terms.peerSupports(),
        ours.contentType(),
        Base64.getEncoder().encodeToString(ours.content()),
        theirs.contentType(),
        Base64.getEncoder().encodeToString(theirs.content()));
  }

  /**
   * What {@link #encode} wrote; a session that nothing keeps alive where the text is empty.
   *
   * @throws IllegalArgumentException where it is something else
   */
  public static SessionState parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    String[] lines = text.split("\n", -1);
    String[] terms = lines[0].split(" ");
    if (lines.length != LINES || terms.length != 3) {
      throw new IllegalArgumentException("a session has " + LINES + " lines, 3 words in the first");
    }
    return new SessionState(
        new SessionTerms(
            Integer.parseInt(terms[0]),
            Boolean.parseBoolean(terms[1]),
            Boolean.parseBoolean(terms[2])),
        body(lines[1], lines[2]),
        body(lines[3], lines[4]));
  }

  private static Body body(String type, String content) {
    return content.isEmpty() ? Body.NONE : new Body(type, Base64.getDecoder().decode(content));
  }
}
