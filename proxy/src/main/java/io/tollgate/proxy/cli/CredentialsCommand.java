package io.tollgate.proxy.cli;

import io.tollgate.proxy.trunk.DigestAlgorithm;
import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.DigestUser;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes what a configuration keeps in the place of a trunk's password. */
@Command(
    name = "credentials",
    description = {
      "Turn a trunk's password into the hashes (HA1) that the configuration keeps in its place.",
      "The password is asked for, or read from standard input; it is kept nowhere.",
      "The hashes open the trunk to whoever has them: keep them as you would the password."
    },
    mixinStandardHelpOptions = true)
final class CredentialsCommand implements Callable<Integer> {
  private static final List<DigestAlgorithm> ALGORITHMS = List.of(DigestAlgorithm.values());

  private final PasswordSource passwords;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "USER", description = "The trunk's user name.")
  private String user;

  @Option(
      names = "--realm",
      paramLabel = "REALM",
      defaultValue = DigestSettings.DEFAULT_REALM,
      description =
          "The realm of the configuration; the hashes hold for no other. Default:"
              + " ${DEFAULT-VALUE}.")
  private String realm;

  CredentialsCommand(PasswordSource passwords) {
    this.passwords = passwords;
  }

  @Override
  public Integer call() throws IOException {
    check();
    DigestUser made = DigestUser.ofPassword(user, realm, password(), ALGORITHMS);
    PrintWriter out = spec.commandLine().getOut();
    out.println("# For a trunk in realm " + realm + ", in the place of its password:");
    out.println("user: \"" + user + "\"");
    out.println("ha1: " + hashes(made));
    return 0;
  }

  private String password() throws IOException {
    try {
      return passwords
          .read()
          .filter(p -> !p.isEmpty())
          .orElseThrow(() -> wrong("no password was given, or not the same one twice"));
    } catch (CharacterCodingException e) {
      throw wrong("the password is not UTF-8 text");
    }
  }

  private ParameterException wrong(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  /** Before anybody types a password in vain. */
  private void check() {
    try {
      DigestSettings.requireRealm(realm);
      DigestUser.requireName(user);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static String hashes(DigestUser user) {
    return ALGORITHMS.stream()
        .map(a -> a.token() + ": \"" + user.ha1(a).orElseThrow() + "\"")
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
