package io.tollgate.proxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteCommandTest {
  @TempDir private Path home;
  private Path file;
  private OfflineTool tool = new OfflineTool();

  @BeforeEach
  void writeConfiguration() throws IOException {
    file = home.resolve("tollgate.yaml");
    Files.writeString(home.resolve("deck.csv"), "destination,origin,rate\n43,,0.1\n43,33,0.05\n");
    Files.writeString(home.resolve("cheap.csv"), "destination,rate\n43,0.02\n");
    Files.writeString(home.resolve("dear.csv"), "destination,rate\n43,0.06\n");
    Files.writeString(home.resolve("other.csv"), "destination,rate\n49,0.01\n");
    Files.writeString(
        file,
        """
        node: {id: edge1, data: data, pop: fra}
        pops:
          fra: {at: [50.11, 8.68], sip: "sip:fra.example.net"}
          syd: {at: [-33.87, 151.21], sip: "sip:syd.example.net"}
        geo: {ranges: {syd: [203.0.113.0/24]}}
        listen: [{transport: udp, bind: "127.0.0.1:5060"}]
        lists: {here: [127.0.0.1]}
        decks:
          d: {file: deck.csv, currency: USD}
          cheap: {file: cheap.csv, currency: USD}
          dear: {file: dear.csv, currency: USD}
          other: {file: other.csv, currency: USD}
        accounts: {a: {deck: d}}
        dialPlans: {vienna: {country: AT}}
        trunks: {one: {account: a, auth: list, lists: [here], dialPlan: vienna}}
        carriers:
          dear: {deck: dear, gateways: [{id: g, uri: "sip:192.0.2.1"}]}
          far: {gateways: [{id: g, uri: "sip:192.0.2.2", pop: syd}]}
          cheap: {deck: cheap, gateways: [{id: g, uri: "sip:192.0.2.3"}]}
          germany: {destinations: [Germany], gateways: [{id: g, uri: "sip:192.0.2.4"}]}
          priceless: {deck: other, gateways: [{id: g, uri: "sip:192.0.2.5"}]}
        """);
  }

  private int route(String... more) {
    List<String> args = new java.util.ArrayList<>(List.of("route", "--config", file.toString()));
    args.addAll(List.of(more));
    return tool.execute(args.toArray(String[]::new));
  }

  private List<String> lines() {
    return tool.out().lines().map(line -> line.replaceAll("  +", " | ")).toList();
  }

  @Test
  void saysWhereACallWouldGoAndWhyNotElsewhere() {
    assertThat(route("--trunk", "one", "--to", "0664 1234567", "--from", "+33123456789")).isZero();
    assertThat(lines())
        .startsWith("trunk | one of account a")
        .containsSubsequence(
            "to | +436641234567",
            "from | +33123456789",
            "price | 0.0500 USD/min: deck d@1, destination 43, origin 33",
            "pop | fra",
            "order | priority, never at a loss; costs are those of a call of 180 s",
            "- | dear/g sip:192.0.2.1:5060;transport=udp: 0.0600 USD/min, 0.1800, margin -0.0300;"
                + " left out: it costs more than the customer pays",
            "1 | cheap/g sip:192.0.2.3:5060;transport=udp: 0.0200 USD/min, 0.0600, margin 0.0900",
            "- | priceless/g sip:192.0.2.5:5060;transport=udp; left out: its carrier's deck has no"
                + " price for it",
            "2 | far/g sip:192.0.2.2:5060;transport=udp at syd",
            "- | germany/g sip:192.0.2.4:5060;transport=udp; left out: its carrier does not take"
                + " the number");
    assertThat(lines()).anyMatch(line -> line.startsWith("number | "));
  }

  @Test
  void aCallLeavesFromHereWhereverTheCallerIsUnlessItIsSteered() throws IOException {
    List<String> call =
        List.of("--trunk", "one", "--to", "+436641234567", "--from", "+33123456789", "--source");
    assertThat(from(call, "203.0.113.7")).isZero();
    assertThat(lines())
        .containsSubsequence(
            "pop | syd, 0 km; it leaves from fra, for steering is off",
            "1 | cheap/g sip:192.0.2.3:5060;transport=udp: 0.0200 USD/min, 0.0600, margin 0.0900",
            "2 | far/g sip:192.0.2.2:5060;transport=udp at syd");
    Files.writeString(
        file, Files.readString(file) + "steering: {mode: forward, secret: {file: secret}}\n");
    Files.writeString(home.resolve("secret"), "0123456789abcdef0123456789abcdef");
    assertThat(from(call, "203.0.113.7")).isZero();
    assertThat(lines())
        .containsSubsequence(
            "pop | syd, 0 km",
            "1 | pop/syd sip:syd.example.net",
            "2 | cheap/g sip:192.0.2.3:5060;transport=udp: 0.0200 USD/min, 0.0600, margin 0.0900");
    tool = new OfflineTool();
    assertThat(from(call, "192.0.2.77")).isZero();
    assertThat(lines()).noneMatch(line -> line.contains("pop/"));
    Files.writeString(
        file,
        Files.readString(file).replace("mode: forward, secret: {file: secret}", "mode: redirect"));
    assertThat(from(call, "203.0.113.7")).isOne();
    assertThat(tool.err())
        .isEqualTo("tollgate route: redirected: the nearest point of presence is syd\n");
  }

  private int from(List<String> call, String source) {
    List<String> whole = new java.util.ArrayList<>(call);
    whole.add(source);
    return route(whole.toArray(String[]::new));
  }

  @Test
  void aNumberOfOursStaysHereAtItsOwnPrice() throws IOException {
    Files.writeString(
        file,
        Files.readString(file)
                .replace("accounts: {a: {deck: d}}", "accounts: {a: {deck: d, PRICES}}")
            + "numbers: [{numbers: [\"+43720xx\"], trunk: pbx}]\n");
    String priced = Files.readString(file);
    priced =
        priced.replace(
            "trunks: {one:",
            "trunks: {pbx: {account: a, auth: digest, user: pbx, password: generate, inbound:"
                + " {contacts: [{uri: \"sip:192.0.2.6\"}]}}, one:");
    Files.writeString(
        file,
        priced.replace(
            ", PRICES", ", prices: {outbound: {ip: 0.003}, inbound: {ip: 0.002, local: 0.01}}"));
    assertThat(route("--trunk", "one", "--to", "+4372012", "--from", "+33123456789")).isZero();
    assertThat(lines())
        .endsWith("pop | fra", "stays | here: it is a number of trunk pbx of account a")
        .anyMatch(line -> line.matches("price \\| 0.0030 USD/min: deck prices:a:outbound.ip@1"));
    Files.writeString(
        file, priced.replace(", PRICES", ", prices: {inbound: {ip: 0.002, local: 0.01}}"));
    assertThat(route("--trunk", "one", "--to", "+4372012", "--from", "+33123456789")).isOne();
    assertThat(tool.err()).contains("no-rate: no price for outbound.ip of a");
  }

  @Test
  void whatWouldBeRefusedSaysWhy() {
    assertThat(route("--trunk", "one", "--to", "+12125550100")).isEqualTo(1);
    assertThat(tool.err()).isEqualTo("tollgate route: no-rate: no price for +12125550100\n");
    assertThat(lines())
        .contains("to | +12125550100", "from | hidden, or no number")
        .noneMatch(line -> line.startsWith("order"));
  }

  @Test
  void aUriIsTakenForWhatItDials() {
    assertThat(
            route(
                "--trunk",
                "one",
                "--to",
                "sip:+436641234567@edge.test",
                "--from",
                "tel:+33-123456789"))
        .isZero();
    assertThat(lines()).contains("to | +436641234567");
  }

  @Test
  void mistakesAreTold() {
    assertThat(route("--trunk", "two", "--to", "+436641234567")).isEqualTo(2);
    assertThat(tool.err()).contains("there is no trunk 'two'");
    assertThat(route("--trunk", "one", "--to", "+436641234567", "--source", "nowhere"))
        .isEqualTo(2);
    assertThat(tool.err()).contains("--source 'nowhere' is not an address");
  }
}
