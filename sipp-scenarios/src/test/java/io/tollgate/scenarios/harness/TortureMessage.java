package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the messages that RFC 4475 and RFC 5118 torment SIP implementations with.
 *
 * @param name of its file, without ending
 * @param columns what {@code expected.csv} says of it, by its head line
 */
public record TortureMessage(String name, byte[] bytes, Map<String, String> columns) {
  private static final String LINE_OR_QUOTED = "\"((?:[^\"]|\"\")*)\"|([^,]*)";
  private static final int DEFAULT_PORT = 5060;

  /** All messages of one of the RFCs, in the order of its table. */
  public static List<TortureMessage> of(String rfc) {
    List<TortureMessage> messages = new ArrayList<>();
    List<String> head = List.of();
    for (String line :
        new String(read(rfc + "/expected.csv"), StandardCharsets.UTF_8).split("\r?\n")) {
      if (head.isEmpty()) {
        head = cells(line);
        continue;
      }
      List<String> cells = cells(line);
      Map<String, String> columns = new LinkedHashMap<>();
      for (int i = 0; i < head.size(); i++) {
        columns.put(head.get(i), cells.get(i));
      }
      String name = cells.getFirst().replace(".dat", "");
      messages.add(new TortureMessage(name, read(rfc + "/" + name + ".dat"), columns));
    }
    return messages;
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    Matcher cell = Pattern.compile("(?:^|,)(?:" + LINE_OR_QUOTED + ")").matcher(line);
    while (cell.find()) {
      cells.add(cell.group(1) == null ? cell.group(2) : cell.group(1).replace("\"\"", "\""));
    }
    return cells;
  }

  private static byte[] read(String file) {
    try (InputStream in = TortureMessage.class.getResourceAsStream("/torture/" + file)) {
      if (in == null) {
        throw new AssertionError("no /torture/" + file + " among the test resources");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the table says in one of its columns. */
  public String column(String column) {
    return columns.get(column);
  }

  /** Its text, a char a byte. */
  public String text() {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** The Call-ID, as it stands there; empty where there is none. */
  public String callId() {
    Matcher header = Pattern.compile("(?im)^(?:call-id|i)[ \t]*:[ \t]*(\\S+)").matcher(text());
    return header.find() ? header.group(1) : "";
  }

  /** The port of its topmost Via, which answers go to. */
  public int answerPort() {
    Matcher via =
        Pattern.compile(
                "(?im)^(?:via|v)\\s*:\\s*SIP\\s*/\\s*2.0\\s*/\\s*\\S+\\s+(\\[[^]]*]|[^:;,\\s]+)(?::(\\d+))?")
            .matcher(text());
    return via.find() && via.group(2) != null ? Integer.parseInt(via.group(2)) : DEFAULT_PORT;
  }
}
