package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Phone;
import io.tollgate.scenarios.harness.Ports;
import io.tollgate.scenarios.harness.SilentPeer;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import io.tollgate.scenarios.harness.StreamPhone;
import io.tollgate.scenarios.harness.TortureMessage;
import io.tollgate.scenarios.harness.TortureVerdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every message of RFC 4475 and RFC 5118, byte for byte, sent to a running edge: what it answers is
 * what the RFC leaves to it, it sends nothing anywhere else, and it takes a good call afterwards.
 */
class TortureTest {
  private static final String ROW = "%-30s %-15s %-60.60s %s%n";

  /** One for each transport: a message that came by the other before would be one sent again. */
  @RegisterExtension static final Edge udp = edge();

  @RegisterExtension static final Edge tcp = edge();

  @RegisterExtension final SippRuns sipp = new SippRuns();

  private final List<String> wrong = new ArrayList<>();

  /** What came of a message. */
  private record Outcome(List<String> answers, boolean closed) {
    List<Integer> statuses() {
      return answers.stream().map(answer -> Integer.valueOf(answer.substring(8, 11))).toList();
    }
  }

  /**
   * One loop that serves in the order in which messages come, so that an answer to what was sent
   * later says that no other will come.
   */
  private static Edge edge() {
    return Edge.with(
        config ->
            config
                .put(
                    "listen",
                    "[{transport: udp, bind: \"127.0.0.1:%1$d\"}, {transport: tcp, bind: \"127.0.0.1:%1$d\"}]"
                        .formatted(config.sipPort()))
                .put("connections", "{message: 2s}")
                .put("lists", "{here: [127.0.0.0/8]}")
                .put("loops", "1")
                .put("overload", "off"));
  }

  @Test
  void rfc4475OverUdp() {
    overUdp("rfc4475");
  }

  @Test
  void rfc5118OverUdp() {
    overUdp("rfc5118");
  }

  @Test
  void rfc4475OverTcp() {
    overTcp("rfc4475");
  }

  @Test
  void rfc5118OverTcp() {
    overTcp("rfc5118");
  }

  private void overUdp(String rfc) {
    // Answers go to the ports that the messages' Vias name: each has an address of its own, where
    // no answer to another comes.
    int own = Ports.free(); // a number that no other run on this machine has
    String net = "127." + own / 256 + '.' + own % 256 + '.';
    int host = 1;
    try (SilentPeer carrier = new SilentPeer(udp.carrierPort())) {
      begin(rfc, "UDP");
      for (TortureMessage message : TortureMessage.of(rfc)) {
        judge(rfc, message, new TortureVerdict("udp"), sendByUdp(net + host, message));
        host++;
      }
      end(udp, carrier);
    }
    aGoodCall(udp);
  }

  /** Over a connection of its own each: what follows a message is another one there. */
  private void overTcp(String rfc) {
    try (SilentPeer carrier = new SilentPeer(tcp.carrierPort())) {
      begin(rfc, "TCP");
      for (TortureMessage message : TortureMessage.of(rfc)) {
        judge(rfc, message, new TortureVerdict("tcp"), sendByTcp(message));
      }
      end(tcp, carrier);
    }
    aGoodCall(tcp);
  }

  private static void begin(String rfc, String transport) {
    System.out.printf("%n%s over %s%n" + ROW, rfc, transport, "message", "outcome", "the RFC", "");
  }

  private void end(Edge edge, SilentPeer carrier) {
    assertThat(carrier.received()).as("what went on to the carrier").isEmpty();
    assertThat(wrong).as("outcomes that the RFC does not allow").isEmpty();
    assertThat(edge.process().log()).noneMatch(line -> line.contains("ERROR"));
  }

  private Outcome sendByTcp(TortureMessage message) {
    try (StreamPhone phone = StreamPhone.tcp("127.0.0.1", tcp.sip())) {
      phone.send(message.text());
      // Twice: a message without end takes the first for its own.
      phone.send(phone.request("OPTIONS", "anybody"));
      phone.send(phone.request("OPTIONS", "anybody"));
      String last = "CSeq: 2 OPTIONS";
      List<String> received =
          phone.receiveUntil(
              answer -> answer.contains("Call-ID: " + phone.callId()) && answer.contains(last));
      return new Outcome(
          received.stream()
              .filter(answer -> !answer.contains("Call-ID: " + phone.callId()))
              .filter(answer -> !answer.startsWith("SIP/2.0 100 "))
              .filter(answer -> message.callId().isEmpty() || answer.contains(message.callId()))
              .toList(),
          phone.isClosed());
    }
  }

  private Outcome sendByUdp(String ip, TortureMessage message) {
    try (Phone phone = new Phone(ip, message.answerPort(), udp.sip())) {
      phone.send(message.text());
      phone.send(phone.request("OPTIONS", "anybody"));
      List<String> received =
          phone.receiveUntil(answer -> answer.contains("Call-ID: " + phone.callId()));
      return new Outcome(
          received.subList(0, received.size() - 1).stream()
              .filter(answer -> !answer.startsWith("SIP/2.0 100 "))
              .toList(),
          false);
    }
  }

  private void judge(String rfc, TortureMessage message, TortureVerdict judge, Outcome outcome) {
    boolean right;
    if (rfc.equals("rfc5118")) {
      // What is well-formed is taken as any request is; what is not gets 400.
      right =
          judge.allows(
              message.column("class").equals("valid") ? "not 400" : "400",
              outcome.statuses(),
              outcome.closed());
    } else {
      right =
          judge.allows(message.column("accept_strict"), outcome.statuses(), outcome.closed())
              || judge.allows(
                  message.column("accept_liberal"), outcome.statuses(), outcome.closed());
      right &= !message.column("must_not").matches("(.*; )?400") || !isBadRequest(outcome);
    }
    right &= outcome.answers().stream().allMatch(answer -> isAnswerTo(message, answer));
    String said =
        (outcome.answers().isEmpty() ? "silence" : outcome.statuses().toString())
            + (outcome.closed() ? ", closed" : "");
    System.out.printf(ROW, message.name(), said, message.column("rfc_says"), right ? "" : "WRONG");
    if (!right) {
      wrong.add(message.name() + ": " + said + " " + outcome.answers());
    }
  }

  private static boolean isBadRequest(Outcome outcome) {
    return outcome.statuses().contains(400);
  }

  /** An answer repeats the Call-ID byte for byte, and names what it does not support. */
  private static boolean isAnswerTo(TortureMessage message, String answer) {
    return answer.startsWith("SIP/2.0 ")
        && (message.callId().isEmpty() || answer.contains(message.callId()))
        && (!answer.startsWith("SIP/2.0 420")
            || answer.contains(
                "\r\nUnsupported: nothingSupportsThis, nothingSupportsThisEither\r\n"));
  }

  private void aGoodCall(Edge edge) {
    Sipp callee = sipp.uas("uas-answers", edge.carrierPort()).start();
    Sipp caller =
        sipp.uac("uac-call-expect-200", edge.sip()).call("+4366412345678", "+33123456789").run();
    callee.succeed();
    record().ended("normal", "caller", 200, 16).matches(edge.records().one(caller));
  }
}
