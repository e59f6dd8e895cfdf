package io.tollgate.scenarios.harness;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What came to a SIPp that its scenario did not wait for. Where a machine is busy, messages are
 * sent again whose answer is under way (RFC 3261 §17), and SIPp does not always know them for what
 * they are. So it is told to go on, and this holds what it reports against what it received: only
 * what had come before, byte for byte, is no mistake.
 */
final class UnexpectedMessages {
  private static final Pattern REPORT =
      Pattern.compile(
          "Continuing call on unexpected message for Call-Id '[^']*': while [^\r\n]*?, received"
              + " '(.*?)'(?=\\d{4}-\\d\\d-\\d\\d\\t|\\s*\\z)",
          Pattern.DOTALL);

  private UnexpectedMessages() {}

  /**
   * The messages that were unexpected when they came for the first time.
   *
   * @param errors SIPp's error log
   * @param messages its message log, of all calls
   */
  static List<String> among(String errors, String messages) {
    List<String> unexpected =
        REPORT.matcher(errors).results().map(UnexpectedMessages::message).toList();
    if (unexpected.isEmpty()) {
      return unexpected;
    }
    var received =
        Arrays.stream(messages.split("\\n?-{40,}[^\\n]*\\n"))
            .filter(entry -> entry.contains("message received"))
            .map(entry -> entry.substring(entry.indexOf("\n\n") + 2).strip())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    var reported =
        unexpected.stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return reported.keySet().stream()
        .filter(message -> received.getOrDefault(message, 0L) <= reported.get(message))
        .toList();
  }

  private static String message(MatchResult report) {
    return report.group(1).strip();
  }
}
