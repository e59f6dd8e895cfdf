package io.tollgate.proxy.sip.header;

import static io.tollgate.proxy.sip.header.HeaderRule.Part.ACK;
import static io.tollgate.proxy.sip.header.HeaderRule.Part.BYE;
import static io.tollgate.proxy.sip.header.HeaderRule.Part.CANCEL;
import static io.tollgate.proxy.sip.header.HeaderRule.Part.FAILURE;
import static io.tollgate.proxy.sip.header.HeaderRule.Part.INVITE;
import static io.tollgate.proxy.sip.header.HeaderRule.Part.PROVISIONAL;
import static io.tollgate.proxy.sip.header.HeaderRule.Part.REINVITE;
import static io.tollgate.proxy.sip.header.HeaderRule.Part.SUCCESS;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What becomes of each header field between the two legs of a call: the one table. A message of the
 * edge's has no header but those that this table gives it; whatever else the other leg's message
 * had is dropped, in both directions.
 */
public enum HeaderRule {
  VIA("Via", Fate.OWN, all(), "names the edge alone; a response repeats its request's"),
  MAX_FORWARDS(
      "Max-Forwards",
      Fate.REWRITTEN,
      EnumSet.of(INVITE, REINVITE, ACK, CANCEL, BYE),
      "one less in an INVITE, 70 in what follows"),
  ROUTE(
      "Route",
      Fate.OWN,
      EnumSet.of(REINVITE, ACK, CANCEL, BYE),
      "the way that this leg's dialog has"),
  RECORD_ROUTE(
      "Record-Route",
      Fate.OWN,
      EnumSet.of(PROVISIONAL, SUCCESS, FAILURE),
      "a response repeats its request's"),
  FROM(
      "From",
      Fate.REWRITTEN,
      all(),
      "the number that was rated, at the edge's address; anonymous where the caller hides"),
  TO("To", Fate.REWRITTEN, all(), "the number that is called, at the gateway's address"),
  CALL_ID("Call-ID", Fate.OWN, all(), "made anew"),
  CSEQ("CSeq", Fate.OWN, all(), "counted for each leg"),
  CONTACT(
      "Contact",
      Fate.OWN,
      EnumSet.of(INVITE, REINVITE, PROVISIONAL, SUCCESS, FAILURE),
      "the edge's address; in a 302, that of the nearest point of presence"),
  P_ASSERTED_IDENTITY(
      "P-Asserted-Identity",
      Fate.REWRITTEN,
      When.TRUSTED_CARRIER,
      EnumSet.of(INVITE),
      "the number that was rated, at the edge's address (RFC 3325)"),
  PRIVACY(
      "Privacy",
      Fate.REWRITTEN,
      EnumSet.of(INVITE),
      "`id` where the caller hides, however he says it (RFC 3323)"),
  DIVERSION(
      "Diversion",
      Fate.REWRITTEN,
      When.BOTH_TRUSTED,
      EnumSet.of(INVITE),
      "numbers in E.164 at the edge's address, with reason, counter, limit, privacy and screen"
          + " (RFC 5806); what is no number is left out"),
  HISTORY_INFO(
      "History-Info",
      Fate.REWRITTEN,
      When.BOTH_TRUSTED,
      EnumSet.of(INVITE),
      "the same with index, rc, mp, np, Reason and Privacy (RFC 7044); what is no number is"
          + " anonymous"),
  REASON(
      "Reason",
      Fate.REWRITTEN,
      EnumSet.of(FAILURE, BYE),
      "the Q.850 cause alone; the edge's own where the edge refuses or ends"),
  ALLOW("Allow", Fate.OWN, EnumSet.of(INVITE, REINVITE, SUCCESS, FAILURE), "what the edge takes"),
  SUPPORTED("Supported", Fate.OWN, EnumSet.of(INVITE, REINVITE, SUCCESS), "`timer`"),
  REQUIRE("Require", Fate.OWN, EnumSet.of(SUCCESS), "`timer`, where that is agreed"),
  UNSUPPORTED("Unsupported", Fate.OWN, EnumSet.of(FAILURE), "with a 420"),
  SESSION_EXPIRES(
      "Session-Expires",
      Fate.OWN,
      EnumSet.of(INVITE, REINVITE, SUCCESS),
      "agreed on each leg (RFC 4028)"),
  MIN_SE("Min-SE", Fate.OWN, EnumSet.of(INVITE, REINVITE, FAILURE), "likewise"),
  AUTHORIZATION(
      "Authorization",
      Fate.OWN,
      EnumSet.of(INVITE, REINVITE, ACK, BYE),
      "the gateway's credentials, to that gateway"),
  PROXY_AUTHORIZATION(
      "Proxy-Authorization", Fate.OWN, EnumSet.of(INVITE, REINVITE, ACK, BYE), "likewise"),
  PROXY_AUTHENTICATE(
      "Proxy-Authenticate", Fate.OWN, EnumSet.of(FAILURE), "the edge's challenge to a trunk"),
  RETRY_AFTER("Retry-After", Fate.OWN, EnumSet.of(FAILURE), "when to try again"),
  WARNING("Warning", Fate.OWN, EnumSet.of(FAILURE), "why the edge refuses"),
  RATE("X-Tollgate-Rate", Fate.OWN, EnumSet.of(SUCCESS), "the price, to the caller"),
  VERDICT(
      "X-Tollgate-Verdict",
      Fate.OWN,
      EnumSet.of(INVITE),
      "that the call was admitted and priced here, to another point of presence"),
  CONTENT_TYPE(
      "Content-Type",
      Fate.CROSSES,
      EnumSet.of(INVITE, REINVITE, ACK, PROVISIONAL, SUCCESS),
      "with the body that it belongs to"),
  CONTENT_LENGTH("Content-Length", Fate.OWN, all(), "of that body");

  /** Where a header comes from that the edge writes. */
  enum Fate {
    /** It says what the other leg's said, word for word. */
    CROSSES("crosses"),
    /** It says what the other leg's said, in the edge's words. */
    REWRITTEN("rewritten"),
    /** It says nothing of the other leg. */
    OWN("the edge's own");

    private final String label;

    Fate(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /** What must be so for it to go out at all. */
  enum When {
    ALWAYS(""),
    TRUSTED_CARRIER("to a carrier with `trusted: true`"),
    BOTH_TRUSTED("from a trunk with `trustIdentity: true` to a carrier with `trusted: true`");

    private final String label;

    When(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /** The messages of a call. */
  public enum Part {
    INVITE("INVITE"),
    REINVITE("re-INVITE"),
    ACK("ACK"),
    CANCEL("CANCEL"),
    BYE("BYE"),
    PROVISIONAL("1xx"),
    SUCCESS("2xx"),
    FAILURE("3xx to 6xx");

    private final String label;

    Part(String label) {
      this.label = label;
    }

    /** Its name in the table of the README. */
    public String label() {
      return label;
    }
  }

  private static final Map<String, HeaderRule> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toMap(rule -> key(rule.header), Function.identity()));

  private final String header;
  private final String start;
  private final Fate fate;
  private final When when;
  private final Set<Part> parts;
  private final String how;

  HeaderRule(String header, Fate fate, Set<Part> parts, String how) {
    this(header, fate, When.ALWAYS, parts, how);
  }

  HeaderRule(String header, Fate fate, When when, Set<Part> parts, String how) {
    this.header = header;
    this.start = header + ": ";
    this.fate = fate;
    this.when = when;
    this.parts = Collections.unmodifiableSet(parts);
    this.how = how;
  }

  private static Set<Part> all() {
    return EnumSet.allOf(Part.class);
  }

  private static String key(String header) {
    return header.toLowerCase(Locale.ROOT);
  }

  /** The rule for a header by its long name; empty where it is dropped. */
  public static Optional<HeaderRule> of(String header) {
    return Optional.ofNullable(BY_NAME.get(key(header)));
  }

  /**
   * Whether it goes out.
   *
   * @param trunk whether the trunk that the call came from is within our trust domain
   * @param carrier whether the carrier that it goes to is
   */
  public boolean goes(boolean trunk, boolean carrier) {
    return switch (when) {
      case ALWAYS -> true;
      case TRUSTED_CARRIER -> carrier;
      case BOTH_TRUSTED -> trunk && carrier;
    };
  }

  /** The header's name. */
  public String header() {
    return header;
  }

  /** The name with colon and blank, as its line starts. */
  public String start() {
    return start;
  }

  /** Its line, with the line end. */
  public String line(String value) {
    return start + value + "\r\n";
  }

  Fate fate() {
    return fate;
  }

  When when() {
    return when;
  }

  /** The messages that may have it. */
  public Set<Part> parts() {
    return parts;
  }

  /** What it says then, in Markdown. */
  String how() {
    return how;
  }
}
