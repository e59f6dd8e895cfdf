package io.tollgate.proxy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopViaTest {
  private static final InetSocketAddress SOURCE = new InetSocketAddress("127.0.0.1", 4321);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // asked for the port: back to where it came from, both parameters filled in
        "SIP/2.0/UDP 127.0.0.1:5062;rport;branch=b | 4321"
            + " | SIP/2.0/UDP 127.0.0.1:5062;rport=4321;branch=b;received=127.0.0.1",
        // a name or another address: the source's address, the port that the Via says
        "SIP/2.0/UDP pbx.example:5062;branch=b | 5062"
            + " | SIP/2.0/UDP pbx.example:5062;branch=b;received=127.0.0.1",
        "SIP/2.0/UDP 127.0.0.11:5062;branch=b | 5062"
            + " | SIP/2.0/UDP 127.0.0.11:5062;branch=b;received=127.0.0.1",
        "SIP/2.0/UDP pbx.example;branch=b | 5060"
            + " | SIP/2.0/UDP pbx.example;branch=b;received=127.0.0.1",
        // as it should be: nothing to add
        "SIP/2.0/UDP 127.0.0.1:5062;branch=b | 5062 | SIP/2.0/UDP 127.0.0.1:5062;branch=b",
        // only the first of several, and no false words of the peer's
        "SIP/2.0/UDP 127.0.0.1:5062;branch=b;received=9.9.9.9, SIP/2.0/UDP h | 5062"
            + " | SIP/2.0/UDP 127.0.0.1:5062;branch=b, SIP/2.0/UDP h",
        // unreadable: back to the source
        "SIP/2.0/UDP [::1]:99999;branch=b | 4321"
            + " | SIP/2.0/UDP [::1]:99999;branch=b;received=127.0.0.1",
      })
  void answersGoBackWhereTheyShould(String field, int port, String received) {
    TopVia via = new TopVia(field);
    assertThat(via.replyTo(SOURCE)).isEqualTo(new InetSocketAddress("127.0.0.1", port));
    assertThat(via.received(SOURCE)).isEqualTo(received);
  }
}
