package io.tollgate.proxy.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.CdrOutbox;
import io.tollgate.proxy.cdr.CdrQuery;
import io.tollgate.proxy.cdr.CdrStore;
import io.tollgate.proxy.cdr.Cdrs;
import io.tollgate.rating.charge.RatingResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Pattern SERIES =
      Pattern.compile("[a-z_]+(\\{[^}]*\\})? (NaN|[-+]?(Inf|[0-9.]+(E-?[0-9]+)?))");

  private final Metrics metrics = new Metrics("1.2.3", 2);
  private final CallMetrics calls = metrics.calls();
  private final SipMetrics sip = metrics.sip();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void beginsWithEveryExpectedSeriesAtZero() throws IOException {
    assertThat(page())
        .contains(
            "tollgate_calls_received_total 0.0",
            "tollgate_calls_active 0.0",
            "tollgate_calls_refused_total{code=\"cps-trunk\"} 0.0",
            "tollgate_calls_refused_total{code=\"overload\"} 0.0",
            "tollgate_calls_ended_total{code=\"normal\",direction=\"outbound\"} 0.0",
            "tollgate_calls_ended_total{code=\"calling-hours\",direction=\"outbound\"} 0.0",
            "tollgate_calls_ended_total{code=\"spend-day\",direction=\"outbound\"} 0.0",
            "tollgate_calls_ended_total{code=\"spend-month\",direction=\"outbound\"} 0.0",
            "tollgate_calls_ended_total{code=\"carriers-failed\",direction=\"outbound\"} 0.0",
            "tollgate_rating_lookups_total{result=\"no-rate\"} 0.0",
            "tollgate_sip_malformed_total{reason=\"not-sip\"} 0.0",
            "tollgate_call_setup_seconds_count 0",
            "tollgate_loop_lag_seconds_count{loop=\"1\"} 0",
            "tollgate_loop_holds{loop=\"1\",what=\"server-transactions\"} 0.0",
            "tollgate_build_info{version=\"1.2.3\"} 1");
  }

  /** A registry does not keep what its gauges look at: what is gone is shown as NaN for good. */
  @Test
  void whatIsShownOutlivesACollection() throws IOException {
    WeakReference<Object> garbage = new WeakReference<>(new Object());
    do {
      System.gc();
    } while (garbage.get() != null);
    assertThat(page())
        .contains("tollgate_calls_per_second 0.0")
        .noneMatch(line -> line.startsWith("tollgate_") && line.endsWith("NaN"));
  }

  @Test
  void countsACall() throws IOException {
    calls.received();
    calls.rated(new RatingResult.Rated(Cdrs.TARIFF));
    calls.started(312_000);
    calls.ringing(1_200_000_000L);
    calls.answered();
    assertThat(page()).contains("tollgate_calls_received_total 1.0", "tollgate_calls_active 1.0");
    calls.ended(Cdrs.answered("a"));
    assertThat(page())
        .contains(
            "tollgate_calls_active 0.0",
            "tollgate_calls_answered_total 1.0",
            "tollgate_calls_ended_total{code=\"normal\",direction=\"outbound\"} 1.0",
            "tollgate_rating_lookups_total{result=\"rated\"} 1.0",
            "tollgate_call_post_dial_delay_seconds_bucket{le=\"1.0\"} 0",
            "tollgate_call_post_dial_delay_seconds_bucket{le=\"2.0\"} 1",
            "tollgate_call_duration_seconds_bucket{le=\"15.0\"} 0",
            "tollgate_call_duration_seconds_bucket{le=\"35.0\"} 1",
            "tollgate_call_duration_seconds_sum 32.0");
  }

  @Test
  void measuresSetUpInTheBucketsThatMatter() throws IOException {
    calls.started(99_000);
    calls.started(312_000);
    calls.started(7_000_000);
    calls.started(2_000_000_000L);
    assertThat(page())
        .containsSubsequence(
            "tollgate_call_setup_seconds_bucket{le=\"1.0E-4\"} 1",
            "tollgate_call_setup_seconds_bucket{le=\"2.5E-4\"} 1",
            "tollgate_call_setup_seconds_bucket{le=\"5.0E-4\"} 2",
            "tollgate_call_setup_seconds_bucket{le=\"0.001\"} 2",
            "tollgate_call_setup_seconds_bucket{le=\"0.0025\"} 2",
            "tollgate_call_setup_seconds_bucket{le=\"0.005\"} 2",
            "tollgate_call_setup_seconds_bucket{le=\"0.01\"} 3",
            "tollgate_call_setup_seconds_bucket{le=\"0.025\"} 3",
            "tollgate_call_setup_seconds_bucket{le=\"0.05\"} 3",
            "tollgate_call_setup_seconds_bucket{le=\"0.1\"} 3",
            "tollgate_call_setup_seconds_bucket{le=\"+Inf\"} 4");
  }

  @Test
  void doesNotMeasureTheDurationOfACallThatWasNotAnswered() throws IOException {
    calls.started(1);
    calls.ended(Cdrs.refused("a"));
    assertThat(page()).contains("tollgate_call_duration_seconds_count 0");
  }

  @Test
  void countsRefusalsByCode() throws IOException {
    for (HangupCause cause : HangupCause.values()) {
      calls.refused(cause);
      calls.refused(cause);
    }
    List<String> page = page();
    for (HangupCause cause : HangupCause.values()) {
      assertThat(page).contains("tollgate_calls_refused_total{code=\"" + cause.code() + "\"} 2.0");
    }
  }

  @Test
  void countsRatingsChallengesAndMessages() throws IOException {
    calls.challenged();
    calls.rated(new RatingResult.NoRate());
    calls.rated(new RatingResult.Blocked("882"));
    sip.received(7);
    sip.sent();
    sip.ignored();
    sip.stray();
    for (SipMetrics.Malformed reason : SipMetrics.Malformed.values()) {
      sip.malformed(reason);
    }
    sip.lag(1, 30_000_000);
    assertThat(page())
        .contains(
            "tollgate_calls_challenged_total 1.0",
            "tollgate_rating_lookups_total{result=\"no-rate\"} 1.0",
            "tollgate_rating_lookups_total{result=\"blocked\"} 1.0",
            "tollgate_sip_datagrams_received_total 7.0",
            "tollgate_sip_datagrams_sent_total 1.0",
            "tollgate_sip_ignored_total 1.0",
            "tollgate_sip_stray_total 1.0",
            "tollgate_sip_malformed_total{reason=\"not-sip\"} 1.0",
            "tollgate_sip_malformed_total{reason=\"syntax\"} 1.0",
            "tollgate_sip_malformed_total{reason=\"header-missing\"} 1.0",
            "tollgate_loop_lag_seconds_bucket{loop=\"1\",le=\"0.025\"} 0",
            "tollgate_loop_lag_seconds_bucket{loop=\"1\",le=\"0.05\"} 1",
            "tollgate_loop_lag_seconds_count{loop=\"0\"} 0");
  }

  @Test
  void showsWhatALoopHoldsNow() throws IOException {
    for (SipMetrics.Holding what : SipMetrics.Holding.values()) {
      sip.holds(1, what, 9);
      sip.holds(1, what, what.ordinal());
    }
    metrics.watchPermits(() -> 7);
    metrics.watchConnections(() -> 3, () -> 2, () -> 5);
    assertThat(page())
        .contains(
            "tollgate_loop_holds{loop=\"0\",what=\"timers\"} 0.0",
            "tollgate_loop_holds{loop=\"1\",what=\"calls\"} 0.0",
            "tollgate_loop_holds{loop=\"1\",what=\"dialogs\"} 1.0",
            "tollgate_loop_holds{loop=\"1\",what=\"client-transactions\"} 4.0",
            "tollgate_loop_holds{loop=\"1\",what=\"answers\"} 6.0",
            "tollgate_permits 7.0",
            "tollgate_sip_connections 3.0",
            "tollgate_sip_handshakes 2.0",
            "tollgate_sip_connections_turned_away_total 5.0");
  }

  @Test
  void watchesTheOutbox() throws IOException {
    CdrOutbox outbox = new CdrOutbox(new DiscardingStore(), CdrOutbox.Settings.DEFAULT);
    metrics.watch(outbox);
    outbox.offer(Cdrs.answered("a"));
    outbox.close();
    assertThat(page())
        .contains(
            "tollgate_records_queued 0.0",
            "tollgate_records_written_total 1.0",
            "tollgate_records_unwritten_total 0.0",
            "tollgate_record_write_failures_total 0.0");
  }

  @Test
  void showsTheMachineItRunsOn() throws IOException {
    assertThat(names(page()))
        .contains(
            "jvm_memory_used_bytes",
            "jvm_gc_memory_allocated_bytes_total",
            "jvm_threads_live_threads",
            "process_cpu_seconds_total",
            "process_uptime_seconds",
            "process_files_open_files");
  }

  @Test
  void explainsEveryMetric() throws IOException {
    List<String> page = page();
    assertThat(page.stream().filter(line -> !line.startsWith("#")))
        .allSatisfy(line -> assertThat(line).matches(SERIES));
    assertThat(page.stream().filter(line -> line.startsWith("# TYPE ")))
        .allSatisfy(
            line -> {
              String name = line.split(" ")[2];
              assertThat(page)
                  .anyMatch(other -> other.matches("# HELP " + Pattern.quote(name) + " \\S.*"));
            });
  }

  @Test
  void speaksOpenMetricsWhereItIsAsked() throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    metrics.write(target, "application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(target.toString(StandardCharsets.UTF_8))
        .contains("# TYPE tollgate_calls_received counter")
        .endsWith("# EOF\n");
  }

  private List<String> page() throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    metrics.write(target, "text/plain; version=0.0.4; charset=utf-8");
    return target.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static TreeSet<String> names(List<String> page) {
    TreeSet<String> names = new TreeSet<>();
    page.forEach(line -> names.add(line.split("[{ ]")[0]));
    return names;
  }

  /** Takes everything and keeps nothing. */
  private static final class DiscardingStore implements CdrStore {
    @Override
    public void append(List<Cdr> records) {}

    @Override
    public List<Cdr> latest(CdrQuery query) {
      return new ArrayList<>();
    }

    @Override
    public Optional<Cdr> find(String id) {
      return Optional.empty();
    }
  }
}
