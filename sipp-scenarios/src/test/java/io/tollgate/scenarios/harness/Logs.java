package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What processes left behind, cut to what a failure message can hold. */
final class Logs {
  private static final int LONGEST = 24_000;

  private Logs() {}

  /** The whole file; empty where there is none. Bytes that are no UTF-8 do no harm. */
  static String read(Path file) {
    try {
      return Files.exists(file)
          ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
          : "";
    } catch (IOException e) {
      return "(" + file + " cannot be read: " + e.getMessage() + ")";
    }
  }

  /** The end of a file under a heading; nothing at all where it is empty. */
  static String tail(String heading, Path file) {
    String text = read(file).strip();
    if (text.isEmpty()) {
      return "";
    }
    String end = text.length() <= LONGEST ? text : "…" + text.substring(text.length() - LONGEST);
    return "\n---- " + heading + " (" + file + ")\n" + end + "\n";
  }
}
