package io.tollgate.proxy.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreSettings;
import io.tollgate.proxy.time.TurnedClock;
import io.tollgate.proxy.trunk.TrunkVerdict;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AbuseGuardTest {
  private static final InetAddress SCANNER = InetAddress.ofLiteral("203.0.113.66");
  private static final InetAddress PEER = InetAddress.ofLiteral("192.0.2.9");

  private final TurnedClock clock = new TurnedClock();
  private final Set<InetAddress> peers = new HashSet<>(Set.of(PEER));
  private AbuseGuard guard = guard(BanBook.NONE);

  private AbuseGuard guard(BanBook book) {
    return new AbuseGuard(AbuseSettings.DEFAULT, peers::contains, clock, book);
  }

  private void offend(InetAddress source, Offence offence, int times) {
    for (int i = 0; i < times; i++) {
      guard.offended(source, offence, clock.nanos());
    }
  }

  private boolean admits(InetAddress source) {
    return guard.admits(source, clock.nanos());
  }

  /** Whatever it is, so that it is banned. */
  private void banned(InetAddress source) {
    offend(source, Offence.WRONG_PASSWORD, 5);
    assertThat(admits(source)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "WRONG_PASSWORD, 5",
    "UNKNOWN_CALLER, 10",
    "PROBE, 10",
    "MALFORMED, 20",
    "UNPROVED, 100"
  })
  void soManyInARowAreTooMany(Offence offence, int limit) {
    offend(SCANNER, offence, limit - 1);
    assertThat(admits(SCANNER)).isTrue();
    offend(SCANNER, offence, 1);
    assertThat(admits(SCANNER)).isFalse();
    guard.silenced();
    assertThat(guard.dropped()).isOne();
    assertThat(guard.made(offence)).isOne();
    assertThat(admits(InetAddress.ofLiteral("203.0.113.67"))).isTrue();
  }

  @Test
  void aWrongPasswordTwiceAMinuteIsAMistake() {
    for (int i = 0; i < 1_000; i++) {
      offend(SCANNER, Offence.WRONG_PASSWORD, 1);
      clock.turn(Duration.ofSeconds(30));
    }
    assertThat(admits(SCANNER)).isTrue();
  }

  @Test
  void bansGrowFourfoldUpToADay() {
    List<Long> minutes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      banned(SCANNER);
      Ban ban = guard.bans().getFirst();
      assertThat(ban.number()).isEqualTo(i + 1);
      Duration length = Duration.between(ban.since(), ban.until());
      minutes.add(length.toMinutes());
      clock.turn(length.minusMillis(1));
      assertThat(admits(SCANNER)).isFalse();
      clock.turn(Duration.ofMillis(1));
      assertThat(admits(SCANNER)).isTrue();
      assertThat(guard.bans()).isEmpty();
    }
    assertThat(minutes).containsExactly(1L, 4L, 16L, 64L, 256L, 1_024L, 1_440L, 1_440L);
  }

  @Test
  void aBanThatEndedLongAgoIsForgiven() {
    banned(SCANNER);
    clock.turn(Duration.ofHours(24).plusMinutes(2));
    banned(SCANNER);
    assertThat(guard.bans().getFirst().number()).isOne();
  }

  @ParameterizedTest
  @EnumSource(Offence.class)
  void aPeerIsNeverBanned(Offence offence) {
    offend(PEER, offence, 10_000);
    assertThat(admits(PEER)).isTrue();
    assertThat(guard.bans()).isEmpty();
  }

  @Test
  void whoBecomesAPeerIsLetIn() {
    banned(SCANNER);
    peers.add(SCANNER);
    assertThat(admits(SCANNER)).isTrue();
  }

  @Test
  void aBusyTrunkWithAPasswordIsNoScanner() {
    TrunkVerdict challenge = new TrunkVerdict.Challenge(HangupCause.AUTH_REQUIRED, List.of());
    for (int second = 0; second < 60; second++) {
      for (int call = 0; call < 50; call++) {
        guard.decided(SCANNER, challenge, clock.nanos());
      }
      guard.proved(SCANNER, clock.nanos());
      clock.turn(Duration.ofSeconds(1));
    }
    assertThat(admits(SCANNER)).isTrue();
  }

  /** He has an account of his own, and logs in between guesses at that of another. */
  @Test
  void aRightPasswordDoesNotUndoWrongOnes() {
    for (int guess = 0; guess < 49; guess++) {
      offend(SCANNER, Offence.WRONG_PASSWORD, 1);
      guard.proved(SCANNER, clock.nanos());
    }
    assertThat(admits(SCANNER)).isTrue();
    offend(SCANNER, Offence.WRONG_PASSWORD, 1);
    assertThat(admits(SCANNER)).isFalse();
  }

  @Test
  void aRightPasswordBuysPatienceAndNotImpunity() {
    guard.proved(SCANNER, clock.nanos());
    offend(SCANNER, Offence.WRONG_PASSWORD, 49);
    assertThat(admits(SCANNER)).isTrue();
    offend(SCANNER, Offence.WRONG_PASSWORD, 1);
    assertThat(admits(SCANNER)).isFalse();
  }

  @Test
  void verdictsCount() {
    for (int i = 0; i < 5; i++) {
      guard.decided(
          SCANNER, new TrunkVerdict.Challenge(HangupCause.AUTH_FAILED, List.of()), clock.nanos());
    }
    assertThat(guard.made(Offence.WRONG_PASSWORD)).isOne();
    InetAddress other = InetAddress.ofLiteral("203.0.113.67");
    for (int i = 0; i < 10; i++) {
      guard.decided(other, new TrunkVerdict.Refused(HangupCause.UNKNOWN_SOURCE), clock.nanos());
    }
    assertThat(guard.made(Offence.UNKNOWN_CALLER)).isOne();
  }

  @Test
  void anIpv6NetworkIsOneSource() {
    for (int i = 0; i < 5; i++) {
      offend(InetAddress.ofLiteral("2001:db8:0:7::" + i), Offence.WRONG_PASSWORD, 1);
    }
    assertThat(admits(InetAddress.ofLiteral("2001:db8:0:7:ffff::1"))).isFalse();
    assertThat(admits(InetAddress.ofLiteral("2001:db8:0:8::1"))).isTrue();
    assertThat(guard.bans().getFirst().source()).isEqualTo("2001:db8:0:7::/64");
  }

  @Test
  void isRevoked() {
    banned(SCANNER);
    assertThat(guard.lift("203.0.113.66")).isTrue();
    assertThat(admits(SCANNER)).isTrue();
    assertThat(guard.lift("203.0.113.66")).isFalse();
    banned(InetAddress.ofLiteral("2001:db8::1"));
    assertThat(guard.lift("2001:db8:0:0::/64")).isTrue();
    assertThatThrownBy(() -> guard.lift("somebody")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void memoryIsBoundedWhateverTheNumberOfSources() throws Exception {
    for (int i = 0; i < 200_000; i++) {
      InetAddress source =
          InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(0x0A00_0000 + i).array());
      guard.offended(source, Offence.PROBE, clock.nanos());
    }
    assertThat(guard.remembered()).isEqualTo(AbuseGuard.MOST_SOURCES);
  }

  @Test
  void bansAreBoundedAndTheLatestHold() throws Exception {
    InetAddress last = SCANNER;
    for (int i = 0; i < AbuseGuard.MOST_BANS + 50; i++) {
      last = InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(0x0A00_0000 + i).array());
      offend(last, Offence.WRONG_PASSWORD, 5);
      clock.turn(Duration.ofMillis(1));
    }
    assertThat(guard.bans().size()).isBetween(AbuseGuard.MOST_BANS * 15 / 16, AbuseGuard.MOST_BANS);
    assertThat(admits(last)).isFalse();
    assertThat(admits(InetAddress.ofLiteral("10.0.0.0"))).isTrue();
  }

  @Test
  void outliveTheProcess(@TempDir Path folder) {
    StoreSettings settings = new StoreSettings(folder.resolve("tollgate.db"));
    InetAddress lifted = InetAddress.ofLiteral("203.0.113.67");
    InetAddress network = InetAddress.ofLiteral("2001:db8:1:2:3::");
    try (Store store = Store.open(settings);
        SqliteBanBook book = new SqliteBanBook(store)) {
      guard = guard(book);
      banned(SCANNER);
      banned(network);
      banned(lifted);
      guard.lift("203.0.113.67");
    }
    clock.turn(Duration.ofSeconds(59));
    try (Store store = Store.open(settings);
        SqliteBanBook book = new SqliteBanBook(store)) {
      guard = guard(book);
      assertThat(admits(SCANNER)).isFalse();
      assertThat(admits(network)).isFalse();
      assertThat(admits(lifted)).isTrue();
      clock.turn(Duration.ofSeconds(1));
      assertThat(admits(SCANNER)).isTrue();
      banned(SCANNER);
      assertThat(guard.bans().getFirst().number()).isEqualTo(2);
    }
  }

  @Test
  void isTurnedOff() {
    guard =
        new AbuseGuard(
            new AbuseSettings(false, Duration.ofMinutes(1), Duration.ofHours(1)),
            peers::contains,
            clock,
            BanBook.NONE);
    offend(SCANNER, Offence.WRONG_PASSWORD, 1_000);
    assertThat(admits(SCANNER)).isTrue();
  }
}
