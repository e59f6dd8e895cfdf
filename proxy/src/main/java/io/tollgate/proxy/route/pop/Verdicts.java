package io.tollgate.proxy.route.pop;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one point of presence says to another of a call that it has admitted and priced: that the
 * other need not do it again, and by which terms a carrier is chosen there. Signed (HMAC-SHA256)
 * over both names, the call's Call-ID and called number, these terms, and the moment; good for half
 * a minute, and once.
 *
 * <p>The clocks of the points must agree to a few seconds. For any thread.
 */
public final class Verdicts {
  /** The header that carries one. */
  public static final String HEADER = "X-Tollgate-Verdict";

  /** How long a verdict is good: beyond a set-up timer and what the network takes. */
  static final Duration GOOD_FOR = Duration.ofSeconds(30);

  /** By how much the other's clock may be ahead. */
  static final Duration AHEAD = Duration.ofSeconds(5);

  /** So many verdicts can be remembered as used: some 7,000 forwarded calls a second. */
  private static final int REMEMBERED = 250_000;

  private static final int NONCE_BYTES = 12;
  private static final Pattern WORDS =
      Pattern.compile(
          "v=1;from=([A-Za-z0-9._-]{1,64});at=([0-9]{10,13});nonce=([A-Za-z0-9_-]{16});"
              + "e164=([1-9][0-9]{2,14});(terms=[A-Za-z0-9=:/,_-]{1,300});"
              + "sig=([A-Za-z0-9_-]{43})");

  private final VerdictKey key;
  private final String own;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Long> used = new ConcurrentHashMap<>();

  /**
   * A call that a verdict is about.
   *
   * @param callId its Call-ID between the two points
   * @param dialled the user part of its Request-URI there
   * @param e164 the called number that it was priced as, without a plus sign
   */
  public record Subject(String callId, String dialled, String e164) {}

  /** What comes of a verdict. */
  public sealed interface Reading {
    /**
     * It is good.
     *
     * @param from the point of presence that let the call in
     * @param e164 the called number that it was priced as, without a plus sign
     * @param terms by which a carrier is chosen
     */
    record Good(String from, String e164, VerdictTerms terms) implements Reading {}

    /** It is not. */
    record Bad(String why) implements Reading {}
  }

  /**
   * Signs and reads.
   *
   * @param own the name of this node's point of presence
   */
  public Verdicts(VerdictKey key, String own) {
    this.key = key;
    this.own = own;
  }

  /**
   * The value of the header.
   *
   * @param terms by which a carrier is chosen
   * @param to the point of presence that it is for
   */
  public String sign(Subject subject, VerdictTerms terms, String to, Instant now) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    String words =
        "v=1;from="
            + own
            + ";at="
            + now.getEpochSecond()
            + ";nonce="
            + base64(nonce)
            + ";e164="
            + subject.e164
            + ';'
            + terms;
    return words + ";sig=" + base64(signature(words, subject, to));
  }

  /**
   * Reads one that came here, and uses it up where it is good.
   *
   * @param callId the Call-ID of the INVITE that had it
   * @param dialled the user part of its Request-URI
   */
  public Reading read(String value, String callId, String dialled, Instant now) {
    Matcher matcher = WORDS.matcher(value.strip());
    if (!matcher.matches()) {
      return new Reading.Bad("the verdict cannot be read");
    }
    String words = value.strip().substring(0, value.strip().lastIndexOf(";sig="));
    String e164 = matcher.group(4);
    byte[] expected = signature(words, new Subject(callId, dialled, e164), own);
    byte[] shown = Base64.getUrlDecoder().decode(matcher.group(6));
    if (!MessageDigest.isEqual(expected, shown)) {
      return new Reading.Bad("the verdict is not about this call, or not signed with our key");
    }
    long at = Long.parseLong(matcher.group(2));
    long second = now.getEpochSecond();
    if (second > at + GOOD_FOR.toSeconds() || at > second + AHEAD.toSeconds()) {
      return new Reading.Bad("the verdict is not of this time; do the clocks agree?");
    }
    Optional<VerdictTerms> terms = VerdictTerms.parse(matcher.group(5));
    if (terms.isEmpty()) {
      return new Reading.Bad("the verdict's terms cannot be read");
    }
    return isFirst(matcher.group(1) + ' ' + matcher.group(3), at, second)
        ? new Reading.Good(matcher.group(1), e164, terms.get())
        : new Reading.Bad("the verdict has been used before");
  }

  private boolean isFirst(String nonce, long at, long second) {
    if (used.size() >= REMEMBERED) {
      used.values().removeIf(gone -> gone < second);
      if (used.size() >= REMEMBERED) {
        return false; // rather none than one twice
      }
    }
    return used.putIfAbsent(nonce, at + GOOD_FOR.toSeconds()) == null;
  }

  /** Forgets those whose time is over, now and then, beside the loops. */
  public void sweep(Instant now) {
    long second = now.getEpochSecond();
    used.values().removeIf(gone -> gone < second);
  }

  /** How many are remembered. */
  int remembered() {
    return used.size();
  }

  private byte[] signature(String words, Subject subject, String to) {
    return key.sign(words + '\n' + to + '\n' + subject.callId + '\n' + subject.dialled);
  }

  private static String base64(byte[] bytes) {
    return new String(
        Base64.getUrlEncoder().withoutPadding().encode(bytes), StandardCharsets.US_ASCII);
  }
}
