package io.tollgate.proxy.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.proxy.http.exchange.Response;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessCheckTest {
  private static final String ADMIN = "the-admin-token-0001";
  private static final String READER = "the-reader-token-001";

  private AccessTokens tokens =
      new AccessTokens(Optional.of(AccessToken.of(ADMIN)), Optional.of(AccessToken.of(READER)));
  private final AccessCheck check = new AccessCheck(() -> tokens);

  private static int status(Optional<Response> refusal) {
    return refusal.map(Response::status).orElse(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // local | writes | Authorization                | status
        "true    | false  | -                            | 200",
        "true    | false  | Bearer wrong                 | 200",
        "true    | true   | -                            | 401",
        "true    | true   | Bearer wrong                 | 401",
        "true    | true   | Bearer the-reader-token-001  | 403",
        "true    | true   | Bearer the-admin-token-0001  | 200",
        "false   | false  | -                            | 401",
        "false   | false  | Bearer wrong                 | 401",
        "false   | false  | Bearer                       | 401",
        "false   | false  | Bearer the-reader-token-001  | 200",
        "false   | false  | Bearer the-admin-token-0001  | 200",
        "false   | true   | -                            | 401",
        "false   | true   | Bearer the-reader-token-001  | 403",
        "false   | true   | bearer   the-admin-token-0001| 200",
        "false   | true   | Basic the-admin-token-0001   | 401",
        "false   | true   | the-admin-token-0001         | 401",
        "false   | true   | Bearer The-admin-token-0001  | 401",
        "false   | true   | Bearer the-admin-token-00011 | 401",
      })
  void letsInWhoHasTheRight(boolean isLocal, boolean writes, String authorization, int status) {
    List<String> fields = authorization == null ? List.of() : List.of(authorization);
    assertThat(status(check.refusal(isLocal, writes, fields))).isEqualTo(status);
  }

  @Test
  void takesNoTwoFieldsForOne() {
    List<String> two = List.of("Bearer " + ADMIN, "Bearer " + ADMIN);
    assertThat(status(check.refusal(true, true, two))).isEqualTo(401);
  }

  @Test
  void saysHowToBecomeKnown() {
    assertThat(check.refusal(true, true, List.of()).orElseThrow().headers())
        .containsEntry("WWW-Authenticate", "Bearer realm=\"tollgate\"");
    assertThat(check.refusal(true, true, List.of("Bearer wrong")).orElseThrow().headers())
        .containsEntry("WWW-Authenticate", "Bearer realm=\"tollgate\", error=\"invalid_token\"");
    assertThat(check.refusal(true, true, List.of("Bearer " + READER)).orElseThrow().headers())
        .containsEntry(
            "WWW-Authenticate", "Bearer realm=\"tollgate\", error=\"insufficient_scope\"");
  }

  @Test
  void letsNobodyWriteWhereThereIsNoAdminToken() {
    tokens = AccessTokens.NONE;
    assertThat(status(check.refusal(true, true, List.of("Bearer " + ADMIN)))).isEqualTo(403);
    assertThat(status(check.refusal(true, false, List.of()))).isEqualTo(200);
  }

  @Test
  void obeysNewTokensOnly() {
    String fresh = "another-admin-token-1";
    tokens = new AccessTokens(Optional.of(AccessToken.of(fresh)), Optional.empty());
    assertThat(status(check.refusal(true, true, List.of("Bearer " + ADMIN)))).isEqualTo(401);
    assertThat(status(check.refusal(true, true, List.of("Bearer " + fresh)))).isEqualTo(200);
    assertThat(status(check.refusal(false, false, List.of("Bearer " + READER)))).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "short", "fifteen-letters", "with a space in it", "ünïcödé-tokens-16"})
  void takesNoTokenThatIsEasyToGuessOrCannotBeSent(String text) {
    assertThatThrownBy(() -> AccessToken.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTokenShowsNothingOfItself() {
    assertThat(AccessToken.of(ADMIN)).hasToString("AccessToken");
    assertThat(AccessToken.ofSha256(AccessToken.of(ADMIN).sha256()))
        .isEqualTo(AccessToken.of(ADMIN));
  }
}
