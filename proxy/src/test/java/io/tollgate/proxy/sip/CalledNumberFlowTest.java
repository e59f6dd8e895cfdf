package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.SipHarness.Sent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a Request-URI calls, on a trunk whose numbers must be E.164. */
class CalledNumberFlowTest {
  private final SipHarness edge = new SipHarness();

  private void call(String uri) {
    edge.receive(
        CALLER,
        TestCaller.invite()
            .replace("INVITE sip:+436641234567@127.0.0.1:5070 SIP", "INVITE " + uri + " SIP"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sip:+436641234567@127.0.0.1:5070;user=phone",
        "sip:%2B436641234567@127.0.0.1:5070",
        "sip:+436641234567;npdi;rn=123@127.0.0.1:5070;user=phone",
        "tel:+436641234567",
        "tel:+436641234567;npdi"
      })
  void itsNumberGoesOnInE164(String uri) {
    call(uri);
    edge.next("100");
    edge.next("INVITE sip:+436641234567@192.0.2.9:5090 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sip:06641234567@127.0.0.1:5070;user=phone",
        "sip:00436641234567@127.0.0.1:5070",
        "sip:+43-664-1234567@127.0.0.1:5070",
        "tel:6641234567;phone-context=+43",
        "tel:112;phone-context=+43"
      })
  void whatIsNoE164IsRefused(String uri) {
    call(uri);
    Sent answer = edge.next();
    if (answer.firstLine().contains("100")) {
      answer = edge.next();
    }
    assertThat(answer.firstLine()).startsWith("SIP/2.0 484 ");
    assertThat(answer.header("Reason")).startsWith("Q.850;cause=28");
    assertThat(answer.header("Warning")).contains("\"not-e164: ");
    assertThat(edge.record().ending().cause()).isEqualTo(HangupCause.NOT_E164);
  }
}
