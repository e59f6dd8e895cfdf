package io.tollgate.proxy.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A folder with a configuration that is right, for tests to spoil. */
final class ConfigFolder {
  static final String GOOD =
      """
      node: {id: edge1, pop: fra, data: data}
      listen:
        - {transport: udp, bind: "127.0.0.1:5060"}
        - transport: udp
          bind: "[::1]:5060"
          advertise: sip.example.com:5070
      http: {bind: "127.0.0.1:8080"}
      realm: tollgate.test
      digest: {algorithms: [SHA-256, MD5], nonceLife: 30s}
      lists:
        office: [192.0.2.0/24, "2001:db8::/32"]
        home: [198.51.100.7]
        branch: [203.0.113.0/24]
      decks:
        demo: {file: decks/demo.csv, currency: USD, unknownOrigin: default, digits: 2, increments: 30/6}
      accounts:
        acme: {deck: demo, cps: 5}
      trunks:
        hq: {account: acme, auth: list, lists: [office, home], cps: 3, announcePrice: false, dialPlan: vienna}
        phone: {account: acme, auth: digest, user: bob, password: {env: BOB}, dialPlan: {international: [00, 011]}}
        pbx: {account: acme, auth: both, lists: [branch], user: pbx, password: {file: pbx.secret}}
      carriers:
        c1:
          gateways:
            - {id: fra1, uri: "sip:192.0.2.9:5062;transport=udp"}
            - {uri: demo}
      calls: {noAnswer: 90s, maxDuration: 2h, sessionTimer: {expires: 20m, min: 2m}}
      store: {file: state/records.db}
      demo: {bind: "127.0.0.1:5080", ringFor: 500ms}
      loops: 2
      dialPlans:
        vienna:
          country: AT
          rules: [{prefix: 9, strip: 1}, {length: 3-4, add: "+4315550"}]
          codes: {allow: [112], bar: [118811]}
          extensions: append
          check: possible
      """;

  final Path folder;
  final Path file;
  final Map<String, String> environment = new HashMap<>(Map.of("BOB", "zanzibar"));
  final List<GeneratedPassword> announced = new ArrayList<>();
  final List<GeneratedToken> tokens = new ArrayList<>();

  ConfigFolder(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("tollgate.yaml");
    write("tollgate.yaml", GOOD);
    write("decks/demo.csv", "destination,origin,rate\n43,,0.1250\n43664,,0.3980\n");
    write("pbx.secret", "pbx's password\n");
  }

  Path write(String name, String text) {
    try {
      Path path = folder.resolve(name);
      Files.createDirectories(path.getParent());
      return Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The good file with one thing changed. */
  ConfigFolder with(String what, String instead) {
    if (!GOOD.contains(what)) {
      throw new IllegalArgumentException("the good file does not say " + what);
    }
    write("tollgate.yaml", GOOD.replace(what, instead));
    return this;
  }

  TollgateConfig check() throws ConfigException {
    return new ConfigLoader(environment::get).check(file);
  }

  TollgateConfig load() throws ConfigException {
    return new ConfigLoader(environment::get).load(file, this::announce);
  }

  private void announce(GeneratedSecret made) {
    switch (made) {
      case GeneratedPassword password -> announced.add(password);
      case GeneratedToken token -> tokens.add(token);
    }
  }
}
