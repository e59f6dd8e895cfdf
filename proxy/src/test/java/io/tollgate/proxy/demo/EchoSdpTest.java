package io.tollgate.proxy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EchoSdpTest {
  private static final String HEAD =
      "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n";

  private final EchoSdp sdp = new EchoSdp(new InetSocketAddress("127.0.0.1", 30_002), 7);

  @Test
  void answersInTheOffersOrderAndWithItsEventNumber() {
    String offer =
        HEAD
            + "m=audio 4000 RTP/AVP 8 3 96 0\r\na=rtpmap:96 telephone-event/8000\r\n"
            + "a=fmtp:96 0-16\r\n";
    assertThat(sdp.answer(offer))
        .contains(
            """
            v=0
            o=demo 7 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 30002 RTP/AVP 8 0 96
            a=rtpmap:8 PCMA/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:96 telephone-event/8000
            a=fmtp:96 0-15
            a=ptime:20
            a=sendrecv
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void keepsRefusedStreamsInTheirPlaces() {
    String offer =
        HEAD
            + "m=video 4002 RTP/AVP 31\r\nm=audio 4000 RTP/SAVP 0\r\nm=audio 4004 RTP/AVP 0\r\n"
            + "m=audio 4006 RTP/AVP 0\r\n";
    assertThat(sdp.answer(offer).orElseThrow().lines().filter(line -> line.startsWith("m=")))
        .containsExactly(
            "m=video 0 RTP/AVP 31",
            "m=audio 0 RTP/SAVP 0",
            "m=audio 30002 RTP/AVP 0",
            "m=audio 0 RTP/AVP 0");
  }

  @ParameterizedTest
  @CsvSource({"sendonly,recvonly", "recvonly,sendonly", "inactive,inactive", "sendrecv,sendrecv"})
  void answersADirectionWithItsOther(String offered, String answered) {
    String stream = "m=audio 4000 RTP/AVP 0\r\n";
    assertThat(sdp.answer(HEAD + stream + "a=" + offered + "\r\n").orElseThrow())
        .endsWith("a=" + answered + "\r\n");
    assertThat(sdp.answer(HEAD + "a=" + offered + "\r\n" + stream).orElseThrow())
        .endsWith("a=" + answered + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "m=audio",
        "m=audio 4000 RTP/AVP 18",
        "m=audio 4000 RTP/SAVP 0",
        "m=audio 0 RTP/AVP 0",
        "m=image 4000 udptl t38",
      })
  void takesNoOfferWithoutAPlainStreamOfItsCodecs(String streams) {
    assertThat(sdp.answer(HEAD + streams)).isEmpty();
  }

  @Test
  void writesSixthVersionAddresses() {
    EchoSdp six = new EchoSdp(new InetSocketAddress("::1", 30_002), 7);
    assertThat(six.offer()).contains("\r\nc=IN IP6 0:0:0:0:0:0:0:1\r\n");
  }
}
