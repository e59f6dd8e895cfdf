package io.tollgate.proxy.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostCheckTest {
  private final HostCheck check =
      new HostCheck(InetSocketAddress.createUnresolved("Edge1.internal", 8080));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "LocalHost:1",
        "127.0.0.1",
        "127.0.0.1:8080",
        "127.1.2.3:80",
        "[::1]",
        "[::1]:8080",
        "[0:0:0:0:0:0:0:1]:8080",
        "edge1.internal:8080"
      })
  void admitsItsOwnNames(String authority) {
    assertThat(check.admits(authority)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":8080",
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.evil.example",
        "evil@localhost",
        "localhost:8080:1",
        "192.0.2.1",
        "[2001:db8::1]",
        "[localhost]",
        "[::1",
        "::1",
        "localhost/",
        "edge2.internal"
      })
  void admitsNobodyElses(String authority) {
    assertThat(check.admits(authority)).isFalse();
  }
}
