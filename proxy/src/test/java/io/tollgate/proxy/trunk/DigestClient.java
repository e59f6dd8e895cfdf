package io.tollgate.proxy.trunk;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Answers challenges as a user agent does. */
public final class DigestClient {
  private final String user;
  private final String password;

  /** One that knows a password. */
  public DigestClient(String user, String password) {
    this.user = user;
    this.password = password;
  }

  /** A Proxy-Authorization value with {@code qop=auth} and {@code nc=00000001}. */
  public String answer(String challenge, String method, String uri) {
    return answer(challenge, method, uri, 1);
  }

  /** The same for the {@code count}th request with that challenge. */
  public String answer(String challenge, String method, String uri, int count) {
    return answer(challenge, method, uri, "%08x".formatted(count));
  }

  /** The same with {@code nc} as it is written. */
  String answer(String challenge, String method, String uri, String nc) {
    Map<String, String> asked = parameters(challenge);
    DigestAlgorithm algorithm = DigestAlgorithm.ofToken(asked.get("algorithm")).orElseThrow();
    String ha1 = algorithm.ha1(user, asked.get("realm"), password);
    String response = algorithm.response(ha1, asked.get("nonce"), nc, "c0ffee", method, uri);
    return ("Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\","
            + " algorithm=%s, cnonce=\"c0ffee\", qop=auth, nc=%s")
        .formatted(
            user, asked.get("realm"), asked.get("nonce"), uri, response, algorithm.token(), nc);
  }

  /** A Proxy-Authorization value as clients from before RFC 2617 write it. */
  String answerWithoutQop(String challenge, String method, String uri) {
    Map<String, String> asked = parameters(challenge);
    DigestAlgorithm algorithm = DigestAlgorithm.ofToken(asked.get("algorithm")).orElseThrow();
    String ha1 = algorithm.ha1(user, asked.get("realm"), password);
    return "Digest username=\"%s\",realm=\"%s\",nonce=\"%s\",uri=\"%s\",response=\"%s\",algorithm=%s"
        .formatted(
            user,
            asked.get("realm"),
            asked.get("nonce"),
            uri,
            algorithm.response(ha1, asked.get("nonce"), method, uri),
            algorithm.token());
  }

  /** The parameters of a challenge of ours: none of them holds a comma or an escape. */
  static Map<String, String> parameters(String challenge) {
    return Arrays.stream(challenge.substring("Digest ".length()).split(", "))
        .map(p -> p.split("=", 2))
        .collect(Collectors.toMap(p -> p[0], p -> p[1].replace("\"", "")));
  }
}
