package io.tollgate.proxy.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Published examples of digest responses; {@code digest-vectors.json} names the source of each. */
class DigestVectorsTest {
  private static final String SESSION = "-sess";

  /** One example; {@code verified} is false where the published value is known to be a misprint. */
  record Vector(Map<String, Object> fields) {
    String get(String name) {
      return fields.getOrDefault(name, "").toString();
    }

    boolean isSession() {
      return get("algorithm").endsWith(SESSION);
    }

    DigestAlgorithm algorithm() {
      return DigestAlgorithm.ofToken(get("algorithm").replace(SESSION, "")).orElseThrow();
    }

    @Override
    public String toString() {
      return get("algorithm") + " " + get("qop") + " " + get("source");
    }
  }

  private static List<Vector> all() throws IOException {
    try (InputStream file = DigestVectorsTest.class.getResourceAsStream("digest-vectors.json")) {
      List<Map<String, Object>> rows =
          JsonMapper.shared().readValue(file, new TypeReference<List<Map<String, Object>>>() {});
      return rows.stream().map(Vector::new).toList();
    }
  }

  private static Stream<Vector> plain() throws IOException {
    return all().stream().filter(v -> !v.isSession() && !v.get("qop").equals("auth-int"));
  }

  private static Stream<Vector> notOffered() throws IOException {
    return all().stream().filter(v -> v.isSession() || v.get("qop").equals("auth-int"));
  }

  @Test
  void nothingIsLeftOut() throws IOException {
    assertThat(all()).hasSize(14);
    assertThat(plain()).hasSize(11);
    assertThat(notOffered()).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("plain")
  void computesTheResponse(Vector v) {
    DigestAlgorithm algorithm = v.algorithm();
    String ha1 = algorithm.ha1(v.get("username"), v.get("realm"), v.get("password"));
    String response =
        v.get("qop").isEmpty()
            ? algorithm.response(ha1, v.get("nonce"), v.get("method"), v.get("uri"))
            : algorithm.response(
                ha1, v.get("nonce"), v.get("nc"), v.get("cnonce"), v.get("method"), v.get("uri"));
    assertThat(response).isEqualTo(v.get("computed"));
    assertThat(response.equals(v.get("expected"))).isEqualTo(v.get("verified").equals("true"));
  }

  /** Sessions and integrity are never asked for; what they would hash is hashed right. */
  @ParameterizedTest
  @MethodSource("notOffered")
  void hashesWhatIsNotOfferedToo(Vector v) {
    DigestAlgorithm algorithm = v.algorithm();
    String secret = algorithm.ha1(v.get("username"), v.get("realm"), v.get("password"));
    String ha1 =
        v.isSession()
            ? algorithm.hash(secret + ":" + v.get("nonce") + ":" + v.get("cnonce"))
            : secret;
    String body = v.get("qop").equals("auth-int") ? ":" + algorithm.hash(v.get("body")) : "";
    String ha2 = algorithm.hash(v.get("method") + ":" + v.get("uri") + body);
    String response =
        algorithm.hash(
            String.join(":", ha1, v.get("nonce"), v.get("nc"), v.get("cnonce"), v.get("qop"), ha2));
    assertThat(response).isEqualTo(v.get("computed")).isEqualTo(v.get("expected"));
  }
}
