package io.tollgate.proxy.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
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
          BufferedReader in =
              new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
          return Optional.ofNullable(in.readLine());
        }
        String password = typed(console, "Password: ");
        return Optional.of(password).filter(p -> p.equals(typed(console, "Again: ")));
      };

  private static String typed(Console console, String prompt) {
    char[] typed = console.readPassword(prompt);
    return typed == null ? "" : new String(typed);
  }

  /** The password; empty where there is none or it was not typed alike twice. */
  Optional<String> read() throws IOException;
}
