package io.tollgate.proxy.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeResponderTest {
  private static final String URI = "sip:+43664123456@carrier.test";
  private static final String MD5 = "Digest realm=\"r\", nonce=\"n1\"";

  private final ChallengeResponder responder =
      new ChallengeResponder(new DigestLogin("bob", "zanzibar"), () -> "c0ffee");

  @ParameterizedTest
  @CsvSource({
    "MD5, 8ca523f5e9506fed4657c9700eebdbec",
    "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
  })
  void answersAsRfc7616Does(String algorithm, String response) {
    ChallengeResponder mufasa =
        new ChallengeResponder(
            new DigestLogin("Mufasa", "Circle of Life"),
            () -> "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
    mufasa.challenged(
        false,
        List.of(
            ("Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=%s,"
                    + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                    + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"")
                .formatted(algorithm)));
    assertThat(mufasa.credentials("GET", "/dir/index.html"))
        .startsWith("Authorization: Digest username=\"Mufasa\", realm=\"http-auth@example.org\"")
        .contains("response=\"" + response + '"')
        .endsWith("opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"\r\n");
  }

  @ParameterizedTest
  @EnumSource(DigestAlgorithm.class)
  void theServerOfOursLetsItIn(DigestAlgorithm algorithm) {
    List<DigestAlgorithm> all = List.copyOf(EnumSet.allOf(DigestAlgorithm.class));
    DigestAuthenticator server =
        new DigestAuthenticator(
            new DigestSettings("tollgate.test", all, Duration.ofSeconds(60)), new SecureRandom());
    responder.challenged(true, List.of(server.challenges(false, 0).get(all.indexOf(algorithm))));
    DigestUser bob = DigestUser.ofPassword("bob", "tollgate.test", "zanzibar", all);
    for (String method : List.of("INVITE", "BYE")) {
      String line = responder.credentials(method, URI);
      assertThat(line).startsWith("Proxy-Authorization: ").endsWith("\r\n");
      String value = line.substring(line.indexOf(':') + 1).strip();
      assertThat(
              server.check(
                  server.credentials(List.of(value)).orElseThrow(),
                  Optional.of(bob),
                  method,
                  URI,
                  1_000_000_000L))
          .isEqualTo(DigestAuthenticator.Finding.RIGHT);
    }
  }

  @Test
  void countsTheRequestsWithOneNonce() {
    responder.challenged(true, List.of(MD5 + ", qop=\"auth\""));
    assertThat(responder.credentials("INVITE", URI)).contains("nc=00000001");
    responder.accepted();
    assertThat(responder.credentials("BYE", URI)).contains("nc=00000002");
  }

  @Test
  void answersWithoutAQualityOfProtectionWhereNoneIsOffered() {
    assertThat(responder.challenged(false, List.of(MD5))).isTrue();
    assertThat(responder.credentials("INVITE", URI))
        .contains("response=\"")
        .doesNotContain("qop")
        .doesNotContain("cnonce")
        .doesNotContain("algorithm");
  }

  @Test
  void saysNothingUnasked() {
    assertThat(responder.credentials("INVITE", URI)).isEmpty();
  }

  @Test
  void takesTheFirstChallengeThatItCanAnswer() {
    assertThat(
            responder.challenged(
                true,
                List.of(
                    "Basic realm=\"r\"",
                    "Digest realm=\"r\", nonce=\"a\", algorithm=SHA-3",
                    "Digest realm=\"r\", nonce=\"b\", algorithm=MD5-sess, qop=\"auth\"",
                    "Digest realm=\"r\", nonce=\"c\", qop=\"auth-int\"",
                    "Digest realm=\"r\", nonce=\"d\", algorithm=SHA-256, qop=\"auth-int,auth\"",
                    "Digest realm=\"r\", nonce=\"e\", algorithm=MD5")))
        .isTrue();
    assertThat(responder.credentials("INVITE", URI)).contains("nonce=\"d\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic realm=\"r\"",
        "Digest realm=\"r\"",
        "Digest nonce=\"n\"",
        "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-3",
        "Digest realm=\"r",
        ""
      })
  void givesUpWhereNoneIs(String challenge) {
    assertThat(responder.challenged(true, List.of(challenge))).isFalse();
    assertThat(responder.credentials("INVITE", URI)).isEmpty();
  }

  @Test
  void aFirstAnswerThatIsRefusedMeansAWrongPassword() {
    responder.challenged(true, List.of(MD5));
    responder.credentials("INVITE", URI);
    assertThat(responder.challenged(true, List.of(MD5.replace("n1", "n2")))).isFalse();
  }

  @Test
  void unlessTheNonceWentStale() {
    responder.challenged(true, List.of(MD5));
    responder.credentials("INVITE", URI);
    assertThat(responder.challenged(true, List.of(MD5.replace("n1", "n2") + ", stale=true")))
        .isTrue();
    assertThat(responder.credentials("INVITE", URI)).contains("n2");
    assertThat(responder.challenged(true, List.of(MD5.replace("n1", "n3") + ", stale=true")))
        .as("not for ever")
        .isFalse();
  }

  @Test
  void laterTheNonceMayBeReplacedWithoutAWord() {
    responder.challenged(true, List.of(MD5));
    responder.credentials("INVITE", URI);
    responder.accepted();
    responder.credentials("BYE", URI);
    assertThat(responder.challenged(true, List.of(MD5.replace("n1", "n2")))).isTrue();
  }

  @Test
  void thePasswordIsNotPrinted() {
    assertThat(new DigestLogin("bob", "zanzibar")).hasToString("DigestLogin[bob]");
    assertThatThrownBy(() -> new DigestLogin("b\"ob", "zanzibar"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
