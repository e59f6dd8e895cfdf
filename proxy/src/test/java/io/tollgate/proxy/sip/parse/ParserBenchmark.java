package io.tollgate.proxy.sip.parse;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What it takes to parse the six messages that a call brings to an edge, as SIPp writes them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"-XX:+UseParallelGC", "-Xmx1g"})
public class ParserBenchmark {
  private static final String CALLER =
      """
      Via: SIP/2.0/UDP 127.0.0.1:5061;branch=z9hG4bK-4711-%d-0
      From: caller <sip:+33123456789@127.0.0.1:5061>;tag=4711SIPpTag001
      To: <sip:+4366412345678@127.0.0.1:5070>%s
      Call-ID: 1-4711@127.0.0.1
      CSeq: %s
      Contact: <sip:caller@127.0.0.1:5061>
      Max-Forwards: 70
      Content-Length: 0

      """;
  private static final String CALLEE =
      """
      Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK0.1a2b3c
      From: <sip:+33123456789@127.0.0.1:5070>;tag=0.8f2
      To: <sip:+4366412345678@127.0.0.1:5090>;tag=5090SIPpTag011
      Call-ID: 0.1a2b3c@edge
      CSeq: %s
      Contact: <sip:127.0.0.1:5090;transport=UDP>
      Content-Length: 0

      """;
  private static final byte[][] CALL = {
    message("INVITE sip:+4366412345678@127.0.0.1:5070 SIP/2.0\n", CALLER, 1, "", "1 INVITE"),
    message("SIP/2.0 180 Ringing\n", CALLEE, "1 INVITE"),
    message("SIP/2.0 200 OK\n", CALLEE, "1 INVITE"),
    message("ACK sip:127.0.0.1:5070 SIP/2.0\n", CALLER, 2, ";tag=0.77", "1 ACK"),
    message("BYE sip:127.0.0.1:5070 SIP/2.0\n", CALLER, 3, ";tag=0.77", "2 BYE"),
    message("SIP/2.0 200 OK\n", CALLEE, "2 BYE")
  };

  /** Which parser: ours, or the one of JAIN-SIP that it stands in for. */
  @Param({"quick", "jain"})
  public String parser;

  private MessageParser quick = new QuickParser();
  private MessageParser jain = new StringMsgParser();

  private static byte[] message(String first, String headers, Object... values) {
    return (first + headers.formatted(values))
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Benchmark
  @OperationsPerInvocation(6)
  public void parse(Blackhole hole) throws ParseException {
    MessageParser chosen = parser.equals("quick") ? quick : jain;
    for (byte[] message : CALL) {
      SIPMessage parsed = chosen.parseSIPMessage(message, false, false, null);
      hole.consume(parsed);
    }
  }
}
