package io.tollgate.proxy.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where a password is read from: never the command line, which every user of a machine can see. */
@FunctionalInterface
public interface PasswordSource {

  /** Typed twice at the terminal without being shown; else the first line of standard input. */
  PasswordSource OF_PROCESS =
      () -> {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
          return firstLine(System.in);
        }
        String password = typed(console, "Password: ");
        return Optional.of(password).filter(p -> p.equals(typed(console, "Again: ")));
      };

  /**
   * The first line of a text in UTF-8.
   *
   * @throws CharacterCodingException where it is in something else: a hash of what it was mistaken
   *     for would open the trunk to nobody
   */
  static Optional<String> firstLine(InputStream in) throws IOException {
    CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder(); // reports what it cannot read
    return Optional.ofNullable(new BufferedReader(new InputStreamReader(in, strict)).readLine());
  }

  private static String typed(Console console, String prompt) {
    char[] typed = console.readPassword(prompt);
    return typed == null ? "" : new String(typed);
  }

  /** The password; empty where there is none or it was not typed alike twice. */
  Optional<String> read() throws IOException;
}
