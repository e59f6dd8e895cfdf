package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration of an edge under test: one account with one address-list trunk for 127.0.0.1,
 * one carrier with one gateway, limits out of the way. Tests change what they are about.
 */
public final class EdgeConfig implements Setup {
  /** Prices of the test deck; by whole minutes in one, by seconds in another. */
  private static final String DECK =
      """
      destination,origin,rate,connect fee,increments
      43,,0.0200,0,60/60
      43664,,0.3980,0,60/60
      43664,33,0.0390,0,60/60
      49,,0.6000,0.0100,1/1
      1,,0.0075,0,6/6
      """;

  /** The name of the file. */
  public static final String FILE = "tollgate.yaml";

  private final Map<String, String> sections = new LinkedHashMap<>();
  private final Map<String, String> payments = new LinkedHashMap<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final int sipPort = Ports.free();
  private final int httpPort = Ports.free();
  private final int carrierPort = Ports.free();

  /** An edge on ports that are free. */
  public EdgeConfig() {
    put("node", "{id: edge1, pop: fra, data: data}");
    put("listen", "[{transport: udp, bind: \"127.0.0.1:" + sipPort + "\"}]");
    put("http", "{bind: \"127.0.0.1:" + httpPort + "\"}");
    put("realm", "tollgate.test");
    put("lists", "{here: [127.0.0.1/32]}");
    put("decks", "{test: {file: deck.csv, currency: USD, unknownOrigin: highest}}");
    put("accounts", "{acme: {deck: test, cps: 1000}}");
    put("trunks", "{acme-hq: {account: acme, auth: list, lists: [here], cps: 1000}}");
    put("overload", "off"); // a test's machine may be busy with other things
    gateway(carrierPort);
  }

  /** Replaces one section of the file. */
  public EdgeConfig put(String section, String yaml) {
    sections.put(section, yaml);
    return this;
  }

  /** Listens on UDP and TCP, and on TLS with a PEM certificate whose key lies beside it. */
  public EdgeConfig listenOnAll(int tlsPort, Path certificate) {
    return put(
        "listen",
        """
        [{transport: udp, bind: "127.0.0.1:%1$d"}, {transport: tcp, bind: "127.0.0.1:%1$d"},
         {transport: tls, bind: "127.0.0.1:%2$d", certificate: %3$s, key: %4$s}]\
        """
            .formatted(
                sipPort, tlsPort, certificate, certificate.toString().replace(".pem", ".key")));
  }

  /**
   * Lets whoever has the token that this variable of its environment holds change things by HTTP.
   */
  public EdgeConfig token(String variable) {
    return put("http", "{bind: \"127.0.0.1:%d\", token: {env: %s}}".formatted(httpPort, variable));
  }

  /** Puts a file with a secret beside the configuration. */
  public EdgeConfig secret(String name, String secret) {
    secrets.put(name, secret);
    return this;
  }

  /**
   * Sends calls on to that port of 127.0.0.1, and waits long for the first sign of life: on a busy
   * machine the carrier may be slow to run, which is another test's matter.
   */
  public EdgeConfig gateway(int port) {
    return put(
        "carriers",
        "{c1: {gateways: [{id: g1, setupTimer: 30s, uri: \"sip:127.0.0.1:%d\"}]}}".formatted(port));
  }

  /** Gives up on calls that are not answered in that time. */
  public EdgeConfig noAnswer(Duration limit) {
    return put("calls", "{noAnswer: " + limit.toSeconds() + "s}");
  }

  /** Pays into an account before the edge starts. */
  public EdgeConfig credit(String account, String amount) {
    payments.put(account, amount);
    return this;
  }

  @Override
  public int sipPort() {
    return sipPort;
  }

  @Override
  public int httpPort() {
    return httpPort;
  }

  @Override
  public int carrierPort() {
    return carrierPort;
  }

  @Override
  public Path write(Path folder) {
    StringBuilder yaml = new StringBuilder();
    sections.forEach((name, value) -> yaml.append(name).append(": ").append(value).append('\n'));
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("deck.csv"), DECK);
      for (Map.Entry<String, String> secret : secrets.entrySet()) {
        Files.writeString(folder.resolve(secret.getKey()), secret.getValue() + "\n");
      }
      Path file = Files.writeString(folder.resolve(FILE), yaml);
      payments.forEach((account, amount) -> pay(file, account, amount));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pay(Path config, String account, String amount) {
    Command.Result paid =
        Command.run(
            Duration.ofSeconds(60),
            List.of(Distribution.command().toString(), "credit", "add", account, amount),
            List.of("--config", config.toString()));
    if (paid.status() != 0) {
      throw new AssertionError(paid.toString());
    }
  }
}
