package io.tollgate.proxy.sip;

import io.tollgate.proxy.sip.header.HeaderRule;
import io.tollgate.proxy.sip.header.HeaderRule.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds what the edge writes against its table of headers. Every message of every flow test passes
 * here.
 */
final class HeaderAudit {
  /** What has been seen so far, in this process. */
  private static final Map<HeaderRule, Set<Part>> SEEN = new ConcurrentHashMap<>();

  private HeaderAudit() {}

  /** Fails where a message of a call has a header that the table does not give it. */
  static void check(String message) {
    Optional<Part> part = part(message);
    if (part.isEmpty()) {
      return;
    }
    for (String name : names(message)) {
      HeaderRule rule =
          HeaderRule.of(name)
              .orElseThrow(
                  () -> new AssertionError(name + " is dropped, and stands in\n" + message));
      if (!rule.parts().contains(part.get())) {
        throw new AssertionError(
            "%s is not for %s, and stands in%n%s".formatted(name, part.get().label(), message));
      }
      SEEN.computeIfAbsent(rule, any -> ConcurrentHashMap.newKeySet()).add(part.get());
    }
  }

  /** Where each header has been seen. */
  static Map<HeaderRule, Set<Part>> seen() {
    Map<HeaderRule, Set<Part>> seen = new EnumMap<>(HeaderRule.class);
    SEEN.forEach((rule, parts) -> seen.put(rule, EnumSet.copyOf(parts)));
    return seen;
  }

  /** The names of the headers of a message. */
  static List<String> names(String message) {
    List<String> names = new ArrayList<>();
    for (String line : message.split("\r\n\r\n")[0].split("\r\n")) {
      if (!line.startsWith("SIP/2.0 ") && !line.endsWith(" SIP/2.0")) {
        names.add(line.substring(0, line.indexOf(':')));
      }
    }
    return names;
  }

  /** What kind of message it is; empty where it is none between a call's two ends. */
  static Optional<Part> part(String message) {
    if (message.startsWith("SIP/2.0 ")) {
      boolean malformed = message.contains(" \"bad-request: "); // it repeats what was readable
      if (malformed || !ScriptedCall.value(message, "CSeq").endsWith(" INVITE")) {
        return Optional.empty();
      }
      return Optional.of(
          switch (message.charAt(8)) {
            case '1' -> Part.PROVISIONAL;
            case '2' -> Part.SUCCESS;
            default -> Part.FAILURE;
          });
    }
    if (message.startsWith("OPTIONS ")) {
      return Optional.empty(); // asks a peer whether it is there, for no call
    }
    return Optional.of(
        switch (message.substring(0, message.indexOf(' '))) {
          case "INVITE" ->
              ScriptedCall.value(message, "To").contains(";tag=") ? Part.REINVITE : Part.INVITE;
          case "ACK" -> Part.ACK;
          case "CANCEL" -> Part.CANCEL;
          case "BYE" -> Part.BYE;
          default -> throw new AssertionError("the edge never sends\n" + message);
        });
  }
}
