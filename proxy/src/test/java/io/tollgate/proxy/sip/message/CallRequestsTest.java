package io.tollgate.proxy.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.call.Body;
import io.tollgate.proxy.call.CallRequest;
import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.sip.Sip;
import io.tollgate.proxy.sip.transport.RecordingPoint;
import io.tollgate.proxy.time.TurnedClock;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallRequestsTest {
  private static CallRequest of(String uri, String headers) {
    return CallRequests.of(
        new IncomingRequest(
            Sip.invite(uri, "To: <sip:c@d>\n" + headers),
            Body.NONE,
            new RecordingPoint(
                null, Transport.UDP, new InetSocketAddress("192.0.2.9", 5060), (m, p, f) -> {}),
            new InetSocketAddress("192.0.2.1", 5062),
            5),
        new TurnedClock());
  }

  @ParameterizedTest
  @CsvSource({
    "sip:+436641234567@edge,              +436641234567",
    "sip:%2B436641234567@edge;user=phone, +436641234567",
    "sip:+436641234567;npdi@edge,         +436641234567;npdi",
    "sip:(0664)%20123;phone-context=+43@edge;user=phone, (0664) 123;phone-context=+43",
    "sip:0043664@edge:5070,               0043664",
    "tel:+436641234567,                   +436641234567",
    "tel:+43-664-1234567;x=y,             +43-664-1234567",
    "tel:7042;phone-context=example.com,  7042;phone-context=example.com",
    "tel:1234;ext=5;phone-context=+43664, 1234;phone-context=+43664;ext=5",
    "sip:edge,                            ''"
  })
  void theNumberThatIsCalled(String uri, String number) {
    assertThat(of(uri, "From: <sip:a@b>;tag=1\n").toUser()).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "From: <sip:+33123456789@b>;tag=1 | +33123456789",
        "From: \"Jane: Doe\" <sip:%2B33123456789@b>;tag=1 | +33123456789",
        "From: sip:+33123456789@b;tag=1 | +33123456789",
        "From: <tel:+33123456789>;tag=1 | +33123456789",
        "From: <sip:bob;day=monday@b>;tag=1 | bob",
        "From: <sip:b>;tag=1 | ''"
      })
  void theNumberThatCalls(String from, String number) {
    assertThat(of("sip:c@d", from + '\n').presented().fromUser()).isEqualTo(number);
  }

  @Test
  void credentialsAreHandedOnAsTheyCame() {
    assertThat(
            of(
                    "sip:c@d",
                    "From: <sip:a@b>;tag=1\n"
                        + "Proxy-Authorization: Digest username=\"x\", realm=\"r\", nonce=\"n\","
                        + " uri=\"sip:c@d\", response=\"0\"\n")
                .presented()
                .authorizations())
        .singleElement()
        .asString()
        .startsWith("Digest ")
        .contains("username=\"x\"", "response=\"0\"");
  }

  @Test
  void hopsAre70WhereNobodyCounts() {
    assertThat(of("sip:c@d", "From: <sip:a@b>;tag=1\n").maxForwards()).isEqualTo(70);
    assertThat(of("sip:c@d", "From: <sip:a@b>;tag=1\nMax-Forwards: 12\n").maxForwards())
        .isEqualTo(12);
  }
}
