package io.tollgate.proxy.trunk;

import static io.tollgate.proxy.trunk.DigestAuthenticator.Finding.RIGHT;
import static io.tollgate.proxy.trunk.DigestAuthenticator.Finding.STALE;
import static io.tollgate.proxy.trunk.DigestAuthenticator.Finding.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestAuthenticatorTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String REALM = "tollgate.test";
  private static final String URI = "sip:+43664123456@edge.test";
  private static final List<DigestAlgorithm> ALL =
      List.copyOf(EnumSet.allOf(DigestAlgorithm.class));

  private final DigestAuthenticator digest = authenticator();
  private final DigestUser bob = DigestUser.ofPassword("bob", REALM, "zanzibar", ALL);
  private final DigestClient client = new DigestClient("bob", "zanzibar");

  private static DigestAuthenticator authenticator() {
    return new DigestAuthenticator(
        new DigestSettings(REALM, ALL, Duration.ofSeconds(60)), new SecureRandom());
  }

  private String challenge(DigestAlgorithm algorithm) {
    return digest.challenges(false, 0).get(ALL.indexOf(algorithm));
  }

  private DigestAuthenticator.Finding check(String authorization, long now) {
    return digest.check(
        digest.credentials(List.of(authorization)).orElseThrow(),
        Optional.of(bob),
        "INVITE",
        URI,
        now);
  }

  @Test
  void challengesOnceForEachAlgorithmInOrder() {
    assertThat(digest.challenges(false, 0))
        .hasSize(3)
        .allMatch(c -> c.startsWith("Digest realm=\"tollgate.test\", nonce=\""))
        .allMatch(c -> c.endsWith(", qop=\"auth\""))
        .extracting(c -> DigestClient.parameters(c).get("algorithm"))
        .containsExactly("MD5", "SHA-256", "SHA-512-256");
    assertThat(digest.challenges(true, 0)).allMatch(c -> c.endsWith(", stale=true"));
  }

  @Test
  void noTwoChallengesAreAlike() {
    assertThat(digest.challenges(false, 0))
        .doesNotContainAnyElementsOf(digest.challenges(false, 0));
  }

  @ParameterizedTest
  @EnumSource
  void acceptsTheRightPassword(DigestAlgorithm algorithm) {
    String challenge = challenge(algorithm);
    assertThat(check(client.answer(challenge, "INVITE", URI), SECOND)).isEqualTo(RIGHT);
    String another = challenge(algorithm);
    assertThat(check(client.answerWithoutQop(another, "INVITE", URI), SECOND)).isEqualTo(RIGHT);
  }

  @Test
  void anAnswerIsTakenOnce() {
    String answer = client.answer(challenge(DigestAlgorithm.SHA_256), "INVITE", URI);
    assertThat(check(answer, 0)).isEqualTo(RIGHT);
    assertThat(check(answer, 0)).isEqualTo(STALE);
    String withoutQop = client.answerWithoutQop(challenge(DigestAlgorithm.MD5), "INVITE", URI);
    assertThat(check(withoutQop, 0)).isEqualTo(RIGHT);
    assertThat(check(withoutQop, 0)).isEqualTo(STALE);
  }

  @Test
  void aChallengeCanBeAnsweredAgainWithTheNextCount() {
    String challenge = challenge(DigestAlgorithm.SHA_256);
    for (int count : new int[] {1, 3, 2, 200, 0xABC}) {
      assertThat(check(client.answer(challenge, "INVITE", URI, count), 0)).isEqualTo(RIGHT);
    }
    for (int count : new int[] {1, 2, 3, 200, 0xABC}) {
      assertThat(check(client.answer(challenge, "INVITE", URI, count), 0)).isEqualTo(STALE);
    }
  }

  @Test
  void aWrongAnswerUsesNoCount() {
    String challenge = challenge(DigestAlgorithm.SHA_256);
    assertThat(check(new DigestClient("bob", "guess").answer(challenge, "INVITE", URI), 0))
        .isEqualTo(WRONG);
    assertThat(check(client.answer(challenge, "INVITE", URI), 0)).isEqualTo(RIGHT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000", "0000000g", "100000000", "-1"})
  void countsAreHexadecimalNumbersFromOneOn(String nc) {
    String challenge = challenge(DigestAlgorithm.MD5);
    assertThat(check(client.answer(challenge, "INVITE", URI, nc), 0)).isEqualTo(WRONG);
  }

  @ParameterizedTest
  @EnumSource
  void refusesAnotherPasswordMethodOrUser(DigestAlgorithm algorithm) {
    String challenge = challenge(algorithm);
    DigestClient guesser = new DigestClient("bob", "Zanzibar");
    assertThat(check(guesser.answer(challenge, "INVITE", URI), 0)).isEqualTo(WRONG);
    assertThat(check(client.answer(challenge, "REGISTER", URI), 0)).isEqualTo(WRONG);
    DigestCredentials right =
        digest.credentials(List.of(client.answer(challenge, "INVITE", URI))).orElseThrow();
    assertThat(digest.check(right, Optional.empty(), "INVITE", URI, 0)).isEqualTo(WRONG);
  }

  @Test
  void aChallengeCanBeAnsweredForItsLifeAndIsStaleThen() {
    String answer = client.answer(challenge(DigestAlgorithm.SHA_256), "INVITE", URI);
    assertThat(check(answer, 60 * SECOND + 1)).isEqualTo(STALE);
    assertThat(check(answer, 60 * SECOND)).isEqualTo(RIGHT);
  }

  @Test
  void theRightPasswordForAChallengeOfAnotherRunIsStale() {
    String foreign = authenticator().challenges(false, 0).getFirst();
    assertThat(check(client.answer(foreign, "INVITE", URI), 0)).isEqualTo(STALE);
  }

  @Test
  void aNonceIsOnlyOursToTheLastBit() {
    String nonce = DigestClient.parameters(challenge(DigestAlgorithm.MD5)).get("nonce");
    for (int i = 0; i < nonce.length(); i++) {
      char other = nonce.charAt(i) == 'A' ? 'B' : 'A';
      String forged = nonce.substring(0, i) + other + nonce.substring(i + 1);
      String challenge =
          challenge(DigestAlgorithm.MD5).replaceAll("nonce=\"[^\"]+", "nonce=\"" + forged);
      assertThat(check(client.answer(challenge, "INVITE", URI), 0)).isEqualTo(STALE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sip:edge.test", "sip:192.0.2.1:5060", "sip:+43664123456@192.0.2.1;x=y"})
  void theSignedUriMayDifferButForTheNumber(String signed) {
    String challenge = challenge(DigestAlgorithm.MD5);
    assertThat(check(client.answer(challenge, "INVITE", signed), 0)).isEqualTo(RIGHT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sip:+25299999@edge.test", "tel:+25299999", "sips:+4366412345@edge.test"})
  void aCapturedAnswerCallsNoOtherNumber(String signed) {
    String challenge = challenge(DigestAlgorithm.MD5);
    assertThat(check(client.answer(challenge, "INVITE", signed), 0)).isEqualTo(WRONG);
  }

  @Test
  void anAlgorithmThatIsNotOfferedIsNotAccepted() {
    DigestAuthenticator md5Only =
        new DigestAuthenticator(
            new DigestSettings(REALM, List.of(DigestAlgorithm.MD5), Duration.ofSeconds(60)),
            new SecureRandom());
    String nonce = DigestClient.parameters(md5Only.challenges(false, 0).getFirst()).get("nonce");
    String sha =
        challenge(DigestAlgorithm.SHA_256).replaceAll("nonce=\"[^\"]+", "nonce=\"" + nonce);
    DigestCredentials credentials =
        md5Only.credentials(List.of(client.answer(sha, "INVITE", URI))).orElseThrow();
    assertThat(md5Only.check(credentials, Optional.of(bob), "INVITE", URI, 0)).isEqualTo(WRONG);
  }

  @Test
  void md5IsMeantWhereNoAlgorithmIsNamed() {
    String answer = client.answer(challenge(DigestAlgorithm.MD5), "INVITE", URI);
    assertThat(check(answer.replace(" algorithm=MD5,", ""), 0)).isEqualTo(RIGHT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uri=\"[^\"]*\", ",
        "response=\"[^\"]*\", ",
        "cnonce=\"[^\"]*\", ",
        ", nc=00000001",
        "nonce=\"[^\"]*\", (?=uri)"
      })
  void whatLacksAParameterIsWrong(String parameter) {
    String answer = client.answer(challenge(DigestAlgorithm.MD5), "INVITE", URI);
    String shorter = answer.replaceFirst(parameter, "");
    assertThat(shorter).isNotEqualTo(answer);
    assertThat(check(shorter, 0)).isEqualTo(WRONG);
  }

  @Test
  void otherQualitiesOfProtectionAreWrong() {
    String answer = client.answer(challenge(DigestAlgorithm.MD5), "INVITE", URI);
    assertThat(check(answer.replace("qop=auth", "qop=auth-int"), 0)).isEqualTo(WRONG);
  }

  @Test
  void picksTheCredentialsOfItsRealmAmongOthers() {
    String ours = client.answer(challenge(DigestAlgorithm.MD5), "INVITE", URI);
    String other = "Digest username=\"bob\", realm=\"elsewhere\", nonce=\"x\", response=\"y\"";
    assertThat(digest.credentials(List.of(other))).isEmpty();
    assertThat(digest.credentials(List.of("Basic Ym9iOng=", other, ours)).orElseThrow().get("uri"))
        .isEqualTo(URI);
  }

  @Test
  void aUserDoesNotPrintItsHashes() {
    assertThat(bob.toString()).contains("bob").doesNotContain(bob.ha1(DigestAlgorithm.MD5).get());
  }
}
