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

  /** One example; {@code verified} is false where the published value is known to be a misprint. */
  record Vector(Map<String, Object> fields) {
    String get(String name) {
      return fields.getOrDefault(name, "").toString();
    }

    boolean isOurs() {
      boolean plain = get("qop").isEmpty() || get("qop").equals("auth");
      return plain && DigestAlgorithm.ofToken(get("algorithm")).isPresent();
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

  private static Stream<Vector> ours() throws IOException {
    return all().stream().filter(Vector::isOurs);
  }

  @Test
  void nothingIsLeftOutButIntegrityAndSessions() throws IOException {
    assertThat(all()).hasSize(14);
    assertThat(all().stream().filter(v -> !v.isOurs()))
        .hasSize(3)
        .allMatch(v -> v.get("qop").equals("auth-int") || v.get("algorithm").endsWith("-sess"));
  }

  @ParameterizedTest
  @MethodSource("ours")
  void computesTheResponse(Vector v) {
    DigestAlgorithm algorithm = DigestAlgorithm.ofToken(v.get("algorithm")).orElseThrow();
    String ha1 = algorithm.ha1(v.get("username"), v.get("realm"), v.get("password"));
    String response =
        v.get("qop").isEmpty()
            ? algorithm.response(ha1, v.get("nonce"), v.get("method"), v.get("uri"))
            : algorithm.response(
                ha1, v.get("nonce"), v.get("nc"), v.get("cnonce"), v.get("method"), v.get("uri"));
    assertThat(response).isEqualTo(v.get("computed"));
    assertThat(response.equals(v.get("expected"))).isEqualTo(v.get("verified").equals("true"));
  }
}
