package io.tollgate.proxy.trunk;

import static io.tollgate.proxy.trunk.TrunkDirectoryTest.both;
import static io.tollgate.proxy.trunk.TrunkDirectoryTest.digest;
import static io.tollgate.proxy.trunk.TrunkDirectoryTest.list;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tollgate.proxy.cause.HangupCause;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrunkAuthenticatorTest {
  private static final String URI = "sip:+43664123456@192.0.2.100:5060";
  private static final String OFFICE = "192.0.2.7";
  private static final String STRANGER = "203.0.113.66";
  private static final TrunkVerdict REFUSED = new TrunkVerdict.Refused(HangupCause.UNKNOWN_SOURCE);

  private final Trunk office = list("office", "192.0.2.0/24");
  private final Trunk phone = digest("phone", "phone");
  private final Trunk pbx = both("pbx", "pbx", "198.51.100.0/24");

  private static TrunkAuthenticator of(Trunk... trunks) {
    TrunkDirectory directory = new TrunkDirectory(List.of(trunks));
    DigestSettings settings =
        new DigestSettings(
            "tollgate.test", DigestSettings.DEFAULT_ALGORITHMS, Duration.ofSeconds(60));
    return new TrunkAuthenticator(
        () -> directory, new DigestAuthenticator(settings, new SecureRandom()));
  }

  private static Presented from(String address, String user) {
    return from(address, user, "", new String[0]);
  }

  private static Presented with(String address, String user, String... authorizations) {
    return from(address, user, "", authorizations);
  }

  private static Presented from(
      String address, String user, String userAgent, String... authorizations) {
    return new Presented(
        TrunkDirectoryTest.from(address),
        "INVITE",
        URI,
        "192.0.2.100",
        "+43664123456",
        user,
        "pbx.test",
        userAgent,
        List.of(authorizations));
  }

  @Test
  void aClientThatTripsOverOtherChallengesGetsMd5sAlone() {
    for (String userAgent : List.of("baresip v1.0.0 (x86_64/linux)", "baresip v0.6.5")) {
      TrunkVerdict.Challenge challenge =
          (TrunkVerdict.Challenge)
              of(phone).authenticate(from(STRANGER, "x", userAgent, new String[0]), 0);
      assertThat(challenge.challenges()).singleElement().asString().contains("algorithm=MD5");
    }
  }

  private static List<String> challenges(TrunkVerdict verdict, HangupCause expected) {
    assertThat(verdict).isInstanceOf(TrunkVerdict.Challenge.class);
    TrunkVerdict.Challenge challenge = (TrunkVerdict.Challenge) verdict;
    assertThat(challenge.cause()).isEqualTo(expected);
    assertThat(challenge.challenges()).hasSize(2);
    return challenge.challenges();
  }

  private static String answer(TrunkAuthenticator trunks, String user, String password) {
    TrunkVerdict challenge = trunks.authenticate(from(OFFICE, user), 0);
    String md5 = challenges(challenge, HangupCause.AUTH_REQUIRED).getFirst();
    return new DigestClient(user, password).answer(md5, "INVITE", URI);
  }

  @Test
  void anAddressOnAListIsKnownWhateverItsFromSays() {
    TrunkAuthenticator trunks = of(office, phone);
    TrunkVerdict known = new TrunkVerdict.Known(office);
    assertThat(trunks.authenticate(from(OFFICE, "+33123456789"), 0)).isEqualTo(known);
    assertThat(trunks.authenticate(from(OFFICE, ""), 0)).isEqualTo(known);
  }

  @Test
  void theCredentialsUserComesBeforeTheAddress() {
    TrunkAuthenticator trunks = of(office, phone);
    String right = answer(trunks, "phone", "secret of phone");
    assertThat(trunks.authenticate(with(OFFICE, "anybody", right), 0))
        .isEqualTo(new TrunkVerdict.Known(phone));
  }

  @Test
  void trunksThatShareAnAddressAreToldApartByTheirUsers() {
    Trunk vault = both("vault", "vault", "192.0.2.0/24");
    TrunkAuthenticator trunks = of(vault, office);
    assertThat(trunks.authenticate(from(OFFICE, "+33123456789"), 0))
        .isEqualTo(new TrunkVerdict.Known(office));
    String right = answer(trunks, "vault", "secret of vault");
    assertThat(trunks.authenticate(with(OFFICE, "+33123456789", right), 0))
        .isEqualTo(new TrunkVerdict.Known(vault));
  }

  @Test
  void wrongCredentialsDoNotFallBackToTheAddress() {
    TrunkAuthenticator trunks = of(office, phone);
    String wrong = answer(trunks, "phone", "guess");
    challenges(trunks.authenticate(with(OFFICE, "phone", wrong), 0), HangupCause.AUTH_FAILED);
  }

  @Test
  void aFromUserOfATrunkIsChallengedBehindAnothersAddress() {
    challenges(of(office, phone).authenticate(from(OFFICE, "phone"), 0), HangupCause.AUTH_REQUIRED);
  }

  @Test
  void credentialsForAnotherRealmCountAsNone() {
    String foreign = "Digest username=\"phone\", realm=\"elsewhere\", nonce=\"n\", uri=\"sip:x\"";
    assertThat(of(office, phone).authenticate(with(OFFICE, "x", foreign), 0))
        .isEqualTo(new TrunkVerdict.Known(office));
  }

  @Test
  void aTrunkThatWantsBothIsChallengedAtItsAddressAndNeedsBoth() {
    TrunkAuthenticator trunks = of(office, pbx);
    TrunkVerdict challenge = trunks.authenticate(from("198.51.100.1", "+33123456789"), 0);
    String md5 = challenges(challenge, HangupCause.AUTH_REQUIRED).getFirst();
    String right = new DigestClient("pbx", "secret of pbx").answer(md5, "INVITE", URI);
    assertThat(trunks.authenticate(with("198.51.100.1", "x", right), 0))
        .isEqualTo(new TrunkVerdict.Known(pbx));
    challenges(trunks.authenticate(with(OFFICE, "x", right), 0), HangupCause.AUTH_FAILED);
    challenges(trunks.authenticate(with(STRANGER, "x", right), 0), HangupCause.AUTH_FAILED);
  }

  @Test
  void aStrangerIsChallengedWhereSomeTrunkMayCallFromAnywhere() {
    challenges(of(office, phone).authenticate(from(STRANGER, "x"), 0), HangupCause.AUTH_REQUIRED);
  }

  @Test
  void aStrangerIsRefusedElsewhereEvenUnderATrunksUserName() {
    TrunkAuthenticator trunks = of(office, pbx);
    assertThat(trunks.authenticate(from(STRANGER, "x"), 0)).isEqualTo(REFUSED);
    assertThat(trunks.authenticate(from(STRANGER, "pbx"), 0)).isEqualTo(REFUSED);
  }

  @Test
  void anUnknownUserGetsTheAnswerThatAWrongPasswordGets() {
    TrunkAuthenticator trunks = of(phone);
    String wrong = answer(trunks, "phone", "guess");
    String unknown = answer(trunks, "nobody", "guess");
    for (String authorization : List.of(wrong, unknown)) {
      challenges(
          trunks.authenticate(with(STRANGER, "x", authorization), 0), HangupCause.AUTH_FAILED);
    }
  }

  /** Most of the work is hashing, and hashing allocates: who has less of it done shows it there. */
  @ParameterizedTest
  @ValueSource(strings = {"ghost", "older"})
  void whoCannotBeRightCostsTheWorkThatAWrongPasswordCosts(String other) {
    DigestUser older =
        DigestUser.ofPassword("older", "tollgate.test", "secret", List.of(DigestAlgorithm.MD5));
    TrunkAuthenticator trunks =
        of(phone, Trunk.builder("older", phone.account(), AuthMode.DIGEST).user(older).build());
    Presented wrong = withSha256(trunks, "phone");
    Presented hopeless = withSha256(trunks, other);
    allocatedFor(trunks, wrong); // the first ones allocate what is linked by then
    allocatedFor(trunks, hopeless);
    long ofWrong = 0;
    long ofHopeless = 0;
    for (int i = 0; i < 300; i++) {
      ofWrong += allocatedFor(trunks, wrong);
      ofHopeless += allocatedFor(trunks, hopeless);
    }
    assertThat((double) ofHopeless / ofWrong).isBetween(0.95, 1.05);
  }

  private static Presented withSha256(TrunkAuthenticator trunks, String user) {
    String asked =
        challenges(trunks.authenticate(from(STRANGER, user), 0), HangupCause.AUTH_REQUIRED)
            .getLast();
    assertThat(asked).contains("algorithm=SHA-256");
    return with(STRANGER, "x", new DigestClient(user, "guess").answer(asked, "INVITE", URI));
  }

  private static long allocatedFor(TrunkAuthenticator trunks, Presented presented) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    TrunkVerdict verdict = trunks.authenticate(presented, 0);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    challenges(verdict, HangupCause.AUTH_FAILED);
    return allocated;
  }

  @Test
  void aLateAnswerIsStaleAndTheNextOneIsTaken() {
    TrunkAuthenticator trunks = of(phone);
    String right = answer(trunks, "phone", "secret of phone");
    long late = 61_000_000_000L;
    TrunkVerdict verdict = trunks.authenticate(with(STRANGER, "phone", right), late);
    List<String> again = challenges(verdict, HangupCause.AUTH_REQUIRED);
    assertThat(again).allMatch(c -> c.endsWith("stale=true"));
    String next =
        new DigestClient("phone", "secret of phone").answer(again.getLast(), "INVITE", URI);
    assertThat(trunks.authenticate(with(STRANGER, "phone", next), late))
        .isEqualTo(new TrunkVerdict.Known(phone));
  }

  @Property
  void garbageLetsNobodyIn(@ForAll String garbage, @ForAll String user) {
    TrunkAuthenticator trunks = of(digest("phone", "phone"));
    String forged = "Digest realm=\"tollgate.test\", username=\"phone\", " + garbage;
    assertThat(trunks.authenticate(with(STRANGER, user, garbage, forged), 0))
        .isInstanceOf(TrunkVerdict.Challenge.class);
  }
}
