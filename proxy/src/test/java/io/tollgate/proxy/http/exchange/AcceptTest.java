package io.tollgate.proxy.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"\", 0",
        "*/*, 0",
        "text/plain, 1",
        "TEXT/Plain, 1",
        "text/plain;q=0.5, 0.5",
        "text/plain; version=0.0.4 ; q=0.25, 0.25",
        "\"text/html, text/plain;q=0.3\", 0.3",
        "\"text/plain;q=0.1,text/plain;q=0.4\", 0.4",
        "text/plain;q=0, 0",
        "text/plain;q=2, 0",
        "text/plain;q=x, 0",
        "text/plainer, 0",
      })
  void weighsAMediaType(String header, double weight) {
    assertThat(new Accept(header).weightOf("text/plain")).isEqualTo(weight);
  }
}
