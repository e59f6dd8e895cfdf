package io.tollgate.proxy.sip.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.proxy.route.dns.DnsQueries.Answer;
import io.tollgate.proxy.route.dns.DnsSettings;
import io.tollgate.proxy.sip.dns.FaultyDns.Manner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that fail in every way that servers fail. */
class NettyDnsTest {
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.1");
  private static final Set<Manner> ANSWERING =
      EnumSet.of(Manner.GOOD, Manner.NXDOMAIN, Manner.CUT_SHORT, Manner.SERVFAIL_ON_AAAA);

  private final List<FaultyDns> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(FaultyDns::close);
  }

  private <T> Answer<T> ask(Function<NettyDns, CompletionStage<Answer<T>>> question, Manner... of) {
    Arrays.stream(of).map(FaultyDns::new).forEach(servers::add);
    List<InetSocketAddress> addresses = servers.stream().map(FaultyDns::address).toList();
    try (NettyDns dns =
        new NettyDns(new DnsSettings(addresses, timeout(of), DnsSettings.DEFAULT.keep()))) {
      return question.apply(dns).toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
  }

  /** Long enough for whoever answers at once; none waits for long who does not answer. */
  private static Duration timeout(Manner... of) {
    return ANSWERING.containsAll(List.of(of)) ? Duration.ofSeconds(20) : Duration.ofSeconds(1);
  }

  private Answer<InetAddress> addresses(Manner... of) {
    return ask(dns -> dns.addresses("gw.test"), of);
  }

  @Test
  void whatIsThereIsKeptForItsTime() {
    assertThat(addresses(Manner.GOOD))
        .isEqualTo(new Answer<>(List.of(ADDRESS), Duration.ofSeconds(300)));
    assertThat(servers.getFirst().asked())
        .containsExactlyInAnyOrder("udp 1 gw.test.", "udp 28 gw.test.");
  }

  @Test
  void questionsComeFromPortsThatNobodyCanGuess() {
    addresses(Manner.GOOD);
    assertThat(servers.getFirst().askers()).as("A, AAAA").hasSizeGreaterThan(1);
  }

  @Test
  void anAnswerThatIsCutShortIsAskedForAgainOverTcp() {
    assertThat(addresses(Manner.CUT_SHORT).records()).containsExactly(ADDRESS);
    assertThat(servers.getFirst().asked()).contains("udp 1 gw.test.", "tcp 1 gw.test.");
  }

  @ParameterizedTest
  @EnumSource(
      value = Manner.class,
      names = {"SERVFAIL", "REFUSED", "SILENT", "CUT_SHORT_WITHOUT_TCP", "LAME", "GARBAGE"})
  void whoFailsIsFollowedByTheNextServer(Manner first) {
    assertThat(addresses(first, Manner.GOOD).records()).containsExactly(ADDRESS);
    assertThat(servers.getFirst().asked()).contains("udp 1 gw.test.");
  }

  @ParameterizedTest
  @EnumSource(
      value = Manner.class,
      names = {"SERVFAIL", "REFUSED", "SILENT", "CUT_SHORT_WITHOUT_TCP", "LAME", "GARBAGE"})
  void whereAllFailThereIsNoAnswer(Manner all) {
    assertThatThrownBy(() -> addresses(all, all))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void thatANameIsNotThereIsAnAnswerAndIsKeptForAsLongAsItSays() {
    assertThat(addresses(Manner.NXDOMAIN, Manner.GOOD))
        .isEqualTo(new Answer<>(List.of(), Duration.ofSeconds(120)));
    assertThat(servers.getLast().asked()).isEmpty();
  }

  @Test
  void thatThereAreNoSuchRecordsToo() {
    assertThat(ask(dns -> dns.srv("_sip._udp.gw.test"), Manner.GOOD))
        .isEqualTo(new Answer<>(List.of(), Duration.ofSeconds(120)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Manner.class,
      names = {"SILENT_ON_AAAA", "SERVFAIL_ON_AAAA"})
  void serversThatKnowNothingOfTheSixthVersionStillGiveAddressesOfTheFourth(Manner old) {
    assertThat(addresses(old)).isEqualTo(new Answer<>(List.of(ADDRESS), Duration.ofSeconds(300)));
  }
}
