package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One run of the real SIPp: a scenario from {@code src/main/scenarios}, bounded in calls and time,
 * with its error and message logs kept for the failure report.
 */
public final class Sipp {
  /** How long a run may go on after SIPp's own {@code -timeout} should have ended it. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** How long all calls of a run may take until they are up. */
  private static final Duration UP_WITHIN = Duration.ofSeconds(60);

  private static final Pattern CALL_ID = Pattern.compile("(?m)^Call-ID: (\\S+)");

  /** Of the topmost Via. */
  private static final Pattern BRANCH = Pattern.compile("(?m)^Via: [^\\r\\n]*branch=([^;,\\s]+)");

  private static final String INFO =
      """
      INFO sip:test SIP/2.0\r
      Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK-told\r
      From: <sip:test>;tag=test\r
      To: <sip:test>\r
      Call-ID: %s\r
      CSeq: 1 INFO\r
      Content-Length: 0\r
      \r
      """;

  private final List<String> command = new ArrayList<>();
  private final String scenario;
  private final Path folder;
  private final String ip;
  private final int port;
  private Duration timeout = Duration.ofSeconds(60);
  private InetSocketAddress target;
  private String callIds = "";
  private boolean tcp;
  private boolean judged = true;
  private Process process;

  Sipp(String scenario, Path folder, String ip, int port) {
    this.scenario = scenario;
    this.folder = folder;
    this.ip = ip;
    this.port = port;
    option("-sf", Distribution.scenario(scenario).toString());
    option("-i", ip);
    option("-p", Integer.toString(port));
    option("-mp", Integer.toString(Ports.media()));
    option("-nostdin");
    option("-trace_err");
    option("-error_file", errors().toString());
    option("-trace_msg");
    option("-message_file", messageLog().toString());
    option("-timeout_error");
    // A call goes on where a message comes that the scenario does not wait for, and is judged by it
    // afterwards; SIPp would end the call for one that came again.
    option("-default_behaviors", "all,-abortunexp");
    // It would give up where the machine often lets it wait.
    option("-watchdog_interval", "0");
    option("-buff_size", "4000000");
  }

  /** Adds any option of SIPp's. */
  public Sipp option(String... words) {
    command.addAll(Arrays.asList(words));
    return this;
  }

  /** Calls to this number, from this number. */
  public Sipp call(String called, String caller) {
    return option("-s", called).option("-key", "caller", caller);
  }

  /** Ends after that many calls; one where nothing is said. */
  public Sipp calls(int calls) {
    return option("-m", Integer.toString(calls));
  }

  /** The length of pauses in the scenario that state none. */
  public Sipp pause(Duration pause) {
    return option("-d", Long.toString(pause.toMillis()));
  }

  /** Speaks over one TCP connection instead of UDP. */
  public Sipp overTcp() {
    tcp = true;
    return option("-t", "t1");
  }

  /**
   * Loses that percentage of the packets that it sends and that it receives. What it did not wait
   * for is not looked at: what came before may have been lost.
   */
  public Sipp losing(int percent) {
    judged = false;
    return option("-lost", Integer.toString(percent));
  }

  /**
   * Keeps no message log, which a load of many calls would make too large. What its calls did not
   * wait for is not looked at.
   */
  public Sipp untraced() {
    command.remove("-trace_msg");
    judged = false;
    return this;
  }

  /** Writes down every response time of the scenario, and what it counted. */
  public Sipp measured() {
    option("-trace_rtt", "-rtt_freq", "1");
    return option("-trace_stat", "-stf", statistics().toString(), "-fd", "1");
  }

  /** Fails where it takes longer than this. */
  public Sipp within(Duration limit) {
    timeout = limit;
    return this;
  }

  /** Makes a caller of it, with {@code token} in the Call-ID of every call. */
  Sipp to(InetSocketAddress edge, String token) {
    target = edge;
    callIds = token;
    return option("-cid_str", "%u-" + token + "-%p@%s");
  }

  /** What stands in the Call-ID of every call of this caller, and in no other's. */
  public String callIds() {
    return callIds;
  }

  /** Starts it; a called side listens when this returns. */
  public Sipp start() {
    List<String> line = new ArrayList<>(List.of("sipp"));
    line.addAll(command);
    if (!command.contains("-m")) {
      line.addAll(List.of("-m", "1"));
    }
    line.addAll(List.of("-timeout", timeout.toSeconds() + "s"));
    if (target != null) {
      line.add(target.getAddress().getHostAddress() + ":" + target.getPort());
    }
    try {
      process =
          new ProcessBuilder(line)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(screen().toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("SIPp does not start (Debian: sip-tester)", e);
    }
    if (target == null && tcp) {
      Ports.awaitTcp(port, process);
    } else if (target == null) {
      Ports.awaitUdp(port, process);
    }
    return this;
  }

  /** Waits for its end, and for every call of it to have gone as the scenario says. */
  public Sipp succeed() {
    int status = exitStatus();
    if (status != 0) {
      throw new AssertionError("SIPp's " + scenario + " ended with status " + status);
    }
    List<String> unexpected =
        judged ? UnexpectedMessages.among(Logs.read(errors()), messages()) : List.of();
    if (!unexpected.isEmpty()) {
      throw new AssertionError("SIPp's " + scenario + " did not wait for " + unexpected);
    }
    return this;
  }

  /** Waits until that many of its calls are up: their ACK has been sent, or has come. */
  public Sipp awaitUp(int calls) {
    Await.that(
        calls + " calls of " + scenario + " that are up",
        UP_WITHIN,
        () -> callIdsOf("ACK sip:").size() == calls);
    return this;
  }

  /**
   * Tells a caller of {@code uac-call-until-told-expect-200} to hang up all its calls, which are
   * up, and waits for their good end. SIPp goes on with a call when a message of its Call-ID comes,
   * from whomever.
   */
  public Sipp hangUp() {
    try (DatagramSocket socket = new DatagramSocket()) {
      for (String callId : callIdsOf("ACK sip:")) {
        byte[] info = INFO.formatted(callId).getBytes(StandardCharsets.ISO_8859_1);
        socket.send(new DatagramPacket(info, info.length, new InetSocketAddress(ip, port)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return succeed();
  }

  /** Starts it and waits for its good end. */
  public Sipp run() {
    return start().succeed();
  }

  private int exitStatus() {
    try {
      if (!process.waitFor(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("SIPp's " + scenario + " did not end in " + timeout.plus(GRACE));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while SIPp ran " + scenario, e);
    }
  }

  /** Everything that it sent and received, as SIPp logs it. */
  public String messages() {
    return Logs.read(messageLog());
  }

  /** The Call-IDs of the messages that start so, sent or received, however often each was. */
  public Set<String> callIdsOf(String startOfMessage) {
    return of(startOfMessage, CALL_ID);
  }

  /**
   * The branches of the requests that start so: one for each request, however often it was sent,
   * which is more often than once where whoever has to answer is slow (RFC 3261 §17.1).
   */
  public Set<String> branchesOf(String startOfMessage) {
    return of(startOfMessage, BRANCH);
  }

  private Set<String> of(String startOfMessage, Pattern field) {
    return Arrays.stream(messages().split("\\n-{10,}[^\\n]*\\n"))
        .filter(message -> message.contains("\n" + startOfMessage))
        .map(field::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  /** What it sent more than once, in all its calls; it must be {@link #measured}. */
  public long retransmissions() {
    String[] lines = Logs.read(statistics()).strip().split("\\R");
    List<String> names = List.of(lines[0].split(";"));
    return Long.parseLong(lines[lines.length - 1].split(";")[names.indexOf("Retransmissions(C)")]);
  }

  /** The response times of the scenario, ascending; it must be {@link #measured}. */
  public List<Duration> responseTimes() {
    try (Stream<Path> files = Files.list(folder)) {
      Path file =
          files
              .filter(path -> path.getFileName().toString().endsWith("_rtt.csv"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("SIPp wrote no response times"));
      return Logs.read(file)
          .lines()
          .skip(1)
          .map(line -> line.split(";"))
          .filter(cells -> cells.length > 1)
          .map(cells -> Duration.ofNanos((long) (Double.parseDouble(cells[1]) * 1e6)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its port. */
  public int port() {
    return port;
  }

  /** What a failure report says about this run. */
  String report() {
    return "\n==== "
        + scenario
        + ": "
        + (process == null
            ? "never started"
            : process.isAlive() ? "still running" : "status " + process.exitValue())
        + Logs.tail("errors", errors())
        + Logs.tail("messages", messageLog())
        + Logs.tail("screen", screen());
  }

  /** Ends it at once where it still runs. */
  public void kill() {
    if (process != null && process.isAlive()) {
      process.destroyForcibly();
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Path errors() {
    return folder.resolve("errors.log");
  }

  private Path messageLog() {
    return folder.resolve("messages.log");
  }

  private Path statistics() {
    return folder.resolve("statistics.csv");
  }

  private Path screen() {
    return folder.resolve("screen.log");
  }
}
