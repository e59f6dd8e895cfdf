package io.tollgate.scenarios.harness;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds what came of a torture message against the words of its table: alternatives by {@code |},
 * what holds of one transport by {@code (udp)} and {@code (tcp)}. Words that it does not know fail
 * the test: nothing passes unread.
 */
public final class TortureVerdict {
  private static final Pattern STATUSES = Pattern.compile("(\\d{3}(?:/\\d{3})*)\\b.*");
  private static final List<String> DROPPED =
      List.of("silently dropped", "drop", "parsed (then dropped");
  private static final List<String> PROCESSED =
      List.of("process", "accept", "forwarded", "normal reject", "one response");

  private final String transport;

  /**
   * A judge.
   *
   * @param transport {@code udp} or {@code tcp}
   */
  public TortureVerdict(String transport) {
    this.transport = transport;
  }

  /**
   * Whether the words allow the outcome.
   *
   * @param statuses of the final responses that came
   * @param closed whether the edge closed the connection
   */
  public boolean allows(String words, List<Integer> statuses, boolean closed) {
    return Arrays.stream(ofTransport(words).split("\\||;| and/or "))
        .map(word -> word.strip().toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .anyMatch(word -> allowsWord(word, statuses, closed));
  }

  private String ofTransport(String words) {
    if (!words.contains("(udp)")) {
      return words;
    }
    return Arrays.stream(words.split(";"))
        .filter(part -> part.contains("(" + transport + ")"))
        .findFirst()
        .orElseThrow()
        .replace("(" + transport + ")", "");
  }

  private static boolean allowsWord(String word, List<Integer> statuses, boolean closed) {
    Matcher statusesMeant = STATUSES.matcher(word);
    if (statusesMeant.matches()) {
      return statuses.size() == 1
          && Arrays.asList(statusesMeant.group(1).split("/"))
              .contains(statuses.getFirst().toString());
    }
    if (word.startsWith("not 400")) {
      return statuses.size() == 1 && statuses.getFirst() != 400;
    }
    if (DROPPED.stream().anyMatch(word::startsWith)) {
      return statuses.isEmpty();
    }
    if (PROCESSED.stream().anyMatch(word::startsWith)) {
      return statuses.size() == 1 && statuses.getFirst() != 400 && statuses.getFirst() != 500;
    }
    if (word.equals("close") || word.equals("timeout+close")) {
      return closed;
    }
    throw new AssertionError("the table says '" + word + "', which this test does not understand");
  }
}
