package io.tollgate.proxy.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads secrets, which never stand in the configuration itself: {@code {env: NAME}}, {@code {file:
 * PATH}}, or {@code generate} where the edge can make one.
 */
final class SecretReader {
  private static final String GENERATE = "generate";
  private static final String WAYS = "write {env: NAME}, {file: PATH} or generate";

  private final Path folder;
  private final Function<String, String> environment;
  private final Consumer<Path> looksAt;

  /**
   * A reader.
   *
   * @param folder what paths are relative to
   * @param environment the value of an environment variable, or null
   * @param looksAt is told each file before it is read
   */
  SecretReader(Path folder, Function<String, String> environment, Consumer<Path> looksAt) {
    this.folder = folder;
    this.environment = environment;
    this.looksAt = looksAt;
  }

  /**
   * The secret, or empty where the edge is to make one.
   *
   * @param what it is, for errors: a password, a token
   */
  Optional<String> read(Field field, String what) throws ConfigException {
    if (!field.isMapping()) {
      if (!field.text().equals(GENERATE)) {
        throw field.wrong("it holds a " + what + " in clear", WAYS);
      }
      return Optional.empty();
    }
    Section section = field.section("env", "file", "else");
    Optional<Field> env = section.find("env");
    Optional<Field> file = section.find("file");
    Optional<Field> otherwise = section.find("else");
    if (env.isPresent() == file.isPresent()) {
      throw field.wrong("it names no source, or two", WAYS);
    }
    if (otherwise.isPresent()) {
      otherwise.get().choice(Map.of(GENERATE, GENERATE));
    }
    Optional<String> secret =
        env.isPresent() ? fromEnvironment(env.get()) : Optional.of(fromFile(file.get(), what));
    if (secret.isEmpty() && otherwise.isEmpty()) {
      throw env.orElseThrow()
          .wrong(
              "the environment has no " + env.get().text(),
              "set it, or add else: generate beside it");
    }
    return secret;
  }

  private Optional<String> fromEnvironment(Field env) throws ConfigException {
    return Optional.ofNullable(environment.apply(env.text())).filter(value -> !value.isEmpty());
  }

  private String fromFile(Field file, String what) throws ConfigException {
    Path path = Paths.in(folder, file);
    looksAt.accept(path);
    try {
      String secret = Files.readString(path).stripTrailing();
      if (secret.isEmpty() || secret.lines().count() > 1) {
        throw file.wrong(path + " does not hold one line", "put the " + what + " there, alone");
      }
      return secret;
    } catch (IOException e) {
      throw file.wrong(path + " cannot be read", "correct the path or its rights");
    }
  }
}
