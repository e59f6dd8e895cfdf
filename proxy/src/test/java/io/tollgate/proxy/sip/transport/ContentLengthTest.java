package io.tollgate.proxy.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentLengthTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // header lines, with / for a line end; then what they say
        "Content-Length: 12/                       | 12",
        "content-LENGTH \t :\t 12  /               | 12",
        "l: 0/                                     | 0",
        "L:7/Via: x/                               | 7",
        "Content-Length:/  34/                     | 34",
        "Content-Length: 5/ /                      | 5",
        "Via: x/                                   | -1",
        "X-Content-Length: 5/                      | -1",
        "Content-Length-Of: 5/                     | -1",
        "Label: 5/                                 | -1",
        "Subject: Content-Length/ : 5/             | -1",
        "Content-Length: 5/Content-Length: 5/      | 5",
        "Content-Length: 5/l: 6/                   | -2",
        "Content-Length: -1/                       | -2",
        "Content-Length: five/                     | -2",
        "Content-Length: 5, 5/                     | -2",
        "Content-Length: 5 5/                      | -2",
        "Content-Length:/                          | -2",
        "Content-Length: 99999999999999999999/     | 100000000"
      })
  void isReadFromTheHeadAlone(String lines, int length) {
    for (String lineEnd : new String[] {"\r\n", "\n"}) {
      byte[] head =
          ("OPTIONS sip:l:3@x SIP/2.0/" + lines + "/")
              .replace("/", lineEnd)
              .replace("SIP" + lineEnd, "SIP/")
              .getBytes(StandardCharsets.UTF_8);
      assertThat(ContentLength.of(head, head.length)).isEqualTo(length);
    }
  }
}
