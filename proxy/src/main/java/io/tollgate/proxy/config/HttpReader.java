package io.tollgate.proxy.config;

import io.tollgate.proxy.http.HttpSettings;
import io.tollgate.proxy.http.access.AccessToken;
import io.tollgate.proxy.http.access.AccessTokens;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Reads {@code http}: where the administration server listens, and whom it obeys. */
final class HttpReader {
  private static final InetSocketAddress DEFAULT_BIND = new InetSocketAddress("127.0.0.1", 8080);

  private final SecretReader secrets;
  private final GeneratedTokens generated;

  HttpReader(SecretReader secrets, GeneratedTokens generated) {
    this.secrets = secrets;
    this.generated = generated;
  }

  HttpSettings read(Section section) throws ConfigException {
    Optional<Field> bind = section.find("bind");
    InetSocketAddress address = bind.isPresent() ? bind.get().parse(Addresses::bind) : DEFAULT_BIND;
    AccessTokens tokens =
        new AccessTokens(token(section.find("token")), token(section.find("readToken")));
    if (bind.isPresent() && !address.getAddress().isLoopbackAddress() && !tokens.areThere()) {
      throw bind.get()
          .wrong(
              "anybody who reaches " + bind.get().text() + " could use it",
              "add token: generate beside it, or write a loopback address such as 127.0.0.1:8080");
    }
    if (tokens.admin().isPresent() && tokens.admin().equals(tokens.reader())) {
      throw section
          .need("readToken", "generate")
          .wrong("it is the admin token", "give those who only read one of their own");
    }
    return new HttpSettings(address, tokens);
  }

  private Optional<AccessToken> token(Optional<Field> field) throws ConfigException {
    return field.isPresent() ? Optional.of(token(field.get())) : Optional.empty();
  }

  private AccessToken token(Field field) throws ConfigException {
    Optional<String> given = secrets.read(field, "token");
    if (given.isEmpty()) {
      return generated.tokenOf(field);
    }
    try {
      return AccessToken.of(given.get());
    } catch (IllegalArgumentException e) {
      String[] parts = e.getMessage().split("; ", 2);
      throw field.wrong("what it names holds none: " + parts[0], parts[1]);
    }
  }
}
