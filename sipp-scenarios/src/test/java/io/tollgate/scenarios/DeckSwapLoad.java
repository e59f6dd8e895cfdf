package io.tollgate.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.EdgeConfig;
import io.tollgate.scenarios.harness.NumberedDecks;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls at a steady rate while the deck is replaced twice under them: none is lost, and every
 * record's price is that of the version that it names, a call's that was up before too. How long
 * answers took, and what was sent twice for want of one in time, is told and not judged.
 *
 * @param rows of each deck
 * @param rate calls a second
 * @param calls how many in all; enough to last until both decks are in force
 * @param lasting how long the call is that is up when the first swap comes
 */
record DeckSwapLoad(int rows, int rate, int calls, Duration lasting) {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The address of the trunk whose call is up during the swaps. */
  private static final String PINNED = "127.0.0.2";

  private static final String PINNED_RECORD = "/v1/cdrs?trunk=pinned&limit=1";

  /** An edge with a trunk of its own for the call that is up, whose record is easily found so. */
  static EdgeConfig config(EdgeConfig config) {
    return config
        .put("lists", "{here: [127.0.0.1/32], there: [" + PINNED + "/32]}")
        .put(
            "trunks",
            "{acme-hq: {account: acme, auth: list, lists: [here], cps: 1000},"
                + " pinned: {account: acme, auth: list, lists: [there], cps: 1}}");
  }

  void run(Edge edge, SippRuns sipp) {
    NumberedDecks decks = new NumberedDecks(edge, rows);
    int own = decks.version();
    List.of(1, 2, 3).forEach(decks::prepare);
    decks.put(1);
    int first = decks.awaitOther(own);
    Sipp callee =
        sipp.uas("uas-answers", edge.carrierPort())
            .calls(warmUp() + calls + 1)
            .untraced()
            .measured()
            .within(LIMIT)
            .start();
    caller(edge, sipp, "127.0.0.1", warmUp(), Duration.ofMillis(500))
        .option("-r", Integer.toString(rate), "-l", "5000")
        .untraced()
        .run();
    Sipp pinned = caller(edge, sipp, PINNED, 1, lasting).start();
    edge.metrics().awaitCalls(1);
    Sipp load =
        caller(edge, sipp, "127.0.0.1", calls, Duration.ofMillis(500))
            .option("-r", Integer.toString(rate), "-l", "5000")
            .untraced()
            .start();
    decks.put(2);
    int second = decks.awaitOther(first);
    decks.put(3);
    int third = decks.awaitOther(second);
    load.succeed();
    pinned.succeed();
    callee.succeed();
    edge.metrics().awaitNoCalls();

    JsonNode before =
        Await.until(
            "the record of the call that was up",
            Duration.ofSeconds(60),
            () ->
                JSON.readTree(edge.process().get(PINNED_RECORD).body()).valueStream().findFirst());
    assertThat(before.path("rate").asString()).isEqualTo(NumberedDecks.rate(1));
    assertThat(before.path("deckVersion").asInt()).isEqualTo(first);
    List<JsonNode> records = edge.records().of(load);
    assertThat(records)
        .isNotEmpty()
        .allSatisfy(
            record -> {
              int number = record.path("deckVersion").asInt() - first + 1;
              assertThat(record.path("rate").asString()).isEqualTo(NumberedDecks.rate(number));
              assertThat(record.path("code").asString()).isEqualTo("normal");
            });
    assertThat(third).isEqualTo(first + 2);
    report(load.responseTimes(), load.retransmissions() + callee.retransmissions());
  }

  /** As many calls again go first, so that what is measured is no edge that has just started. */
  private int warmUp() {
    return calls;
  }

  private static Sipp caller(Edge edge, SippRuns sipp, String ip, int calls, Duration pause) {
    return sipp.uac("uac-call-expect-200", edge.sip(), ip)
        .call("+4366412345678", "+33123456789")
        .calls(calls)
        .pause(pause)
        .measured()
        .within(LIMIT);
  }

  /** For whoever reads the build's output: how long a machine takes is no matter of right. */
  private void report(List<Duration> times, long retransmissions) {
    System.out.printf(
        "INVITE to 180 while decks of %,d rows are swapped under %d calls/s, %,d calls: p50 %d ms,"
            + " p99 %d ms, p99.9 %d ms, longest %d ms, %d retransmissions%n",
        rows,
        rate,
        times.size(),
        at(times, 0.5),
        at(times, 0.99),
        at(times, 0.999),
        times.getLast().toMillis(),
        retransmissions);
  }

  private static long at(List<Duration> times, double share) {
    return times.get((int) Math.min(times.size() - 1, Math.ceil(times.size() * share))).toMillis();
  }
}
