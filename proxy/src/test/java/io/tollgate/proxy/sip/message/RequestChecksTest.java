package io.tollgate.proxy.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.call.Refusal;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.Sip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestChecksTest {
  private static final String PARTIES = "From: <sip:a@b>;tag=1\nTo: <sip:c@d>\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://c/d     | Max-Forwards: 70                 | bad-scheme",
        "sip:c@d        | Max-Forwards: 0                  | hops",
        "sip:c@d        | Require: 100rel                  | extension-required",
        "sip:c@d        | Proxy-Require: gruu              | extension-required",
        "http://c/d     | Max-Forwards: 0                  | bad-scheme"
      })
  void theFirstThingThatIsWrongAnswers(String uri, String header, String code) {
    assertThat(RequestChecks.check(Sip.invite(uri, PARTIES + header + '\n')))
        .map(Refusal::cause)
        .contains(HangupCause.ofCode(code));
  }

  @ParameterizedTest
  @CsvSource({"sip:+4366412345@d", "sips:+4366412345@d", "tel:+4366412345"})
  void theseSchemesAreTaken(String uri) {
    assertThat(RequestChecks.check(Sip.invite(uri, PARTIES))).isEmpty();
  }

  @Test
  void fromWantsATag() {
    assertThat(RequestChecks.check(Sip.invite("sip:c@d", "From: <sip:a@b>\nTo: <sip:c@d>\n")))
        .map(Refusal::cause)
        .contains(HangupCause.BAD_REQUEST);
  }

  @Test
  void namesWhatIsRequired() {
    assertThat(
            RequestChecks.required(Sip.invite("sip:c@d", PARTIES + "Require: 100rel, replaces\n")))
        .containsExactly("100rel", "replaces");
  }
}
