package io.tollgate.proxy.sip.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.call.ClaimedIdentity;
import io.tollgate.proxy.sip.Sip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimedIdentitiesTest {
  private static final String FROM = "From: <sip:+331@b>;tag=1\n";
  private static final String ANONYMOUS =
      "From: \"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=1\n";

  private static ClaimedIdentity of(String headers) {
    return ClaimedIdentities.of(Sip.invite("sip:c@d", "To: <sip:c@d>\n" + headers));
  }

  @Test
  void everyHeaderIsReadForItself() {
    ClaimedIdentity claimed =
        of(
            FROM
                + "Remote-Party-ID: \"x\" <sip:+332@b>;party=calling\n"
                + "P-Preferred-Identity: \"Jane\" <tel:+333>\n"
                + "P-Asserted-Identity: \"Jane\" <sip:%2B334@b>, <tel:+335>\n");
    assertThat(claimed.from()).isEqualTo("+331");
    assertThat(claimed.remoteParty()).containsExactly("+332");
    assertThat(claimed.preferred()).containsExactly("+333");
    assertThat(claimed.asserted()).containsExactly("+334", "+335");
    assertThat(claimed.restricted()).isFalse();
  }

  @Test
  void assertionsMayStandInHeadersOfTheirOwn() {
    assertThat(
            of(FROM + "P-Asserted-Identity: <sip:x@b>\nP-Asserted-Identity: <tel:+335>\n")
                .asserted())
        .containsExactly("x", "+335");
  }

  @Test
  void fromAloneIsTheUsualCase() {
    assertThat(of(FROM)).isEqualTo(ClaimedIdentity.ofFrom("+331"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P-Preferred-Identity: <sip:b>\n",
        "P-Preferred-Identity: <urn:service:sos>\n",
        "P-Preferred-Identity: <mailto:x@y>\n"
      })
  void anIdentityThatNamesNobodyIsOneAllTheSame(String header) {
    assertThat(of(FROM + header).preferred()).hasSize(1).doesNotContain("+331");
  }

  @ParameterizedTest
  @CsvSource({
    "<sip:+332@b>;party=called,                     ''",
    "<sip:+332@b>;privacy=off,                      +332",
    "\"Jane <j>\" <sip:+332@b> ;party = \"calling\",  +332",
    "sip:+332@b;party=calling,                      +332",
    "<sip:0123;phone-context=+33@b>;party=calling,  0123;phone-context=+33",
    "tel:+332;party=calling,                        +332"
  })
  void remotePartyIdCountsWhereItSpeaksOfTheCaller(String value, String number) {
    ClaimedIdentity claimed = of(FROM + "Remote-Party-ID: " + value + '\n');
    assertThat(String.join(" ", claimed.remoteParty())).isEqualTo(number);
  }

  @Test
  void ofTwoRemotePartiesTheCallingOneCounts() {
    assertThat(
            of(FROM
                    + "Remote-Party-ID: <sip:+339@b>;party=called\n"
                    + "Remote-Party-ID: <sip:+332@b>;party=calling\n")
                .remoteParty())
        .containsExactly("+332");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Privacy: id                                | true",
        "Privacy: ID                                | true",
        "Privacy: user; critical                    | true",
        "Privacy: header;id                         | true",
        "Privacy: full                              | true",
        "Privacy: none                              | false",
        "Privacy: session                           | false",
        "Remote-Party-ID: <sip:+332@b>;privacy=full | true",
        "Remote-Party-ID: <sip:+332@b>;privacy=URI  | true",
        "Remote-Party-ID: <sip:+332@b>;privacy=off  | false",
        "Remote-Party-ID: <sip:+3@b>;party=called;privacy=full | false"
      })
  void whoWantsToBeHidden(String header, boolean restricted) {
    assertThat(of(FROM + header + '\n').restricted()).isEqualTo(restricted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ANONYMOUS,
        "From: <sip:Anonymous@pbx.example>;tag=1\n",
        "From: <sip:+331@ANONYMOUS.invalid>;tag=1\n"
      })
  void anAnonymousFromHidesWhatOtherHeadersTell(String from) {
    ClaimedIdentity claimed = of(from + "P-Preferred-Identity: <tel:+333>\n");
    assertThat(claimed.restricted()).isTrue();
    assertThat(claimed.preferred()).containsExactly("+333");
  }
}
