package io.tollgate.proxy.config;

import io.tollgate.proxy.trunk.DigestAlgorithm;
import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.DigestUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads who a trunk is to digest authentication: {@code user}, and {@code password} or {@code ha1}.
 * A password never stands in the file itself: it comes from the environment, from a file of its
 * own, or is made by the edge.
 */
final class DigestUserReader {
  private static final String GENERATE = "generate";
  private static final String WAYS = "write {env: NAME}, {file: PATH} or generate";

  private final DigestSettings digest;
  private final Path folder;
  private final Function<String, String> environment;
  private final GeneratedPasswords generated;

  /**
   * @param folder what paths are relative to
   * @param environment the value of an environment variable, or null
   */
  DigestUserReader(
      DigestSettings digest,
      Path folder,
      Function<String, String> environment,
      GeneratedPasswords generated) {
    this.digest = digest;
    this.folder = folder;
    this.environment = environment;
    this.generated = generated;
  }

  /** The user of a trunk that wants credentials. */
  DigestUser read(String trunk, Section section) throws ConfigException {
    String name = section.need("user", trunk).parse(DigestUser::requireName);
    Optional<Field> ha1 = section.find("ha1");
    Optional<Field> password = section.find("password");
    if (ha1.isPresent() && password.isPresent()) {
      throw ha1.get().wrong("the password is there too", "keep one of the two");
    }
    return ha1.isPresent()
        ? ofHashes(name, ha1.get())
        : ofPassword(trunk, name, section.need("password", GENERATE));
  }

  private DigestUser ofHashes(String name, Field field) throws ConfigException {
    String[] tokens =
        Arrays.stream(DigestAlgorithm.values()).map(DigestAlgorithm::token).toArray(String[]::new);
    Section section = field.section(tokens);
    Map<DigestAlgorithm, String> ha1 = new EnumMap<>(DigestAlgorithm.class);
    for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
      Optional<Field> hash = section.find(algorithm.token());
      if (hash.isPresent()) {
        ha1.put(algorithm, hash(algorithm, hash.get()));
      } else if (digest.algorithms().contains(algorithm)) {
        throw field.wrong(
            algorithm.token() + " is missing, which digest.algorithms offers",
            "add it, or stop offering it");
      }
    }
    return new DigestUser(name, ha1);
  }

  /** H(A1) as it stands in a file, in lower case. */
  static String hash(DigestAlgorithm algorithm, Field field) throws ConfigException {
    return field.parse(
        text -> {
          String ha1 = text.toLowerCase(Locale.ROOT);
          algorithm.requireHa1(ha1);
          return ha1;
        });
  }

  private DigestUser ofPassword(String trunk, String user, Field field) throws ConfigException {
    if (!field.isMapping()) {
      if (!field.text().equals(GENERATE)) {
        throw field.wrong("it holds a password in clear", WAYS);
      }
      return generate(trunk, user, field);
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
    Optional<String> password =
        env.isPresent() ? fromEnvironment(env.get()) : Optional.of(fromFile(file.get()));
    if (password.isPresent()) {
      return DigestUser.ofPassword(user, digest.realm(), password.get(), digest.algorithms());
    }
    if (otherwise.isEmpty()) {
      throw env.orElseThrow()
          .wrong(
              "the environment has no " + env.get().text(),
              "set it, or add else: generate beside it");
    }
    return generate(trunk, user, field);
  }

  private Optional<String> fromEnvironment(Field env) throws ConfigException {
    return Optional.ofNullable(environment.apply(env.text())).filter(value -> !value.isEmpty());
  }

  private String fromFile(Field file) throws ConfigException {
    Path path = Paths.in(folder, file);
    try {
      String password = Files.readString(path).stripTrailing();
      if (password.isEmpty() || password.lines().count() > 1) {
        throw file.wrong(path + " does not hold one line", "put the password there, alone");
      }
      return password;
    } catch (IOException e) {
      throw file.wrong(path + " cannot be read", "correct the path or its rights");
    }
  }

  private DigestUser generate(String trunk, String user, Field field) throws ConfigException {
    try {
      return generated.userOf(trunk, user, digest);
    } catch (IOException e) {
      throw field.wrong(
          "the password that was made cannot be kept (" + e + ")", "make the data folder writable");
    }
  }
}
