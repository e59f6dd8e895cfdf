package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a newcomer does first: the shipped configuration, and the README's calls. */
@Order(2)
class DemonstrationTest {
  private static final Pattern PASSWORD =
      Pattern.compile("Password made for trunk softphone: user softphone, password (\\S+)");

  private final Edge edge = Edge.demonstration();

  @RegisterExtension final SippRuns sipp = new SippRuns();

  private final Clock clock = Clock.systemUTC();
  private Instant next = clock.instant();

  @AfterEach
  void stop() {
    edge.kill();
  }

  @Test
  void theSameCallCostsTenTimesMoreFromOutsideTheGroup() {
    edge.start("DemonstrationTest");
    Sipp inside = call("uac-call-expect-200", "+436641234567", "+33123456789");
    record()
        .with("account", "demo")
        .with("trunk", "local")
        .with("carrier", "demo")
        .with("rate", "0.0390")
        .with("currency", "USD")
        .ended("normal", "caller", 200, 16)
        .billed(60, "0.0390")
        .matches(edge.records().one(inside));

    Sipp outside = call("uac-call-expect-200", "+436641234567", "+12125550100");
    record()
        .with("originPrefix", "")
        .with("rate", "0.3980")
        .billed(60, "0.3980")
        .matches(edge.records().one(outside));
    edge.stop();
  }

  @Test
  void numbersWithCertainEndingsEndOtherwise() {
    edge.start("DemonstrationTest");
    Sipp busy = call("uac-busy-expect-486", "+436641234500", "+33123456789");
    record().ended("busy", "callee", 486, 17).matches(edge.records().one(busy));
    Sipp given = call("uac-cancel-while-ringing-expect-487", "+436641234501", "+33123456789");
    record().ended("cancelled", "caller", 487, 16).matches(edge.records().one(given));
    Sipp declined = call("uac-declined-expect-603", "+436641234502", "+33123456789");
    record().ended("declined", "callee", 603, 21).matches(edge.records().one(declined));
    Sipp brief = call("uac-hung-up-by-callee-expect-200", "+436641234503", "+33123456789");
    record().ended("normal", "callee", 200, 16).matches(edge.records().one(brief));
    edge.stop();
  }

  @Test
  void theSoftphonesPasswordIsMadeOnceAndKept() {
    edge.start("DemonstrationTest");
    List<String> passwords = printedPasswords();
    assertThat(passwords).hasSize(1);
    edge.stop();

    edge.startAgain();
    assertThat(printedPasswords()).as("not shown again").isEqualTo(passwords);
    Sipp softphone =
        sipp.uac("uac-digest-expect-200", edge.sip())
            .call("+436641234567", "softphone")
            .option("-au", "softphone", "-ap", passwords.getFirst())
            .run();
    record()
        .with("trunk", "softphone")
        .with("rate", "0.3980")
        .ended("normal", "caller", 200, 16)
        .matches(edge.records().one(softphone));
    edge.stop();
  }

  private List<String> printedPasswords() {
    return edge.process().log().stream()
        .map(PASSWORD::matcher)
        .filter(Matcher::find)
        .map(line -> line.group(1))
        .toList();
  }

  /** One call. The trunk may place one a second: waits for the second after the last one. */
  private Sipp call(String scenario, String called, String caller) {
    Await.that(
        "the trunk's next second", Duration.ofSeconds(60), () -> clock.instant().isAfter(next));
    Sipp run =
        sipp.uac(scenario, edge.sip()).call(called, caller).pause(Duration.ofMillis(500)).run();
    next = clock.instant().plusSeconds(1);
    return run;
  }
}
