package io.tollgate.proxy.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestCredentialsTest {

  @Test
  void readsWhatRfc3261Shows() {
    DigestCredentials c =
        DigestCredentials.parse(
                "Digest username=\"Alice\", realm=\"atlanta.com\",\r\n"
                    + " nonce=\"84a4cc6f3082121f32b42a2187831a9e\","
                    + " response=\"7587245234b3434cc3412213e5f113a5432\"")
            .orElseThrow();
    assertThat(c.get("username")).isEqualTo("Alice");
    assertThat(c.get("realm")).isEqualTo("atlanta.com");
    assertThat(c.get("nonce")).isEqualTo("84a4cc6f3082121f32b42a2187831a9e");
    assertThat(c.get("response")).isEqualTo("7587245234b3434cc3412213e5f113a5432");
    assertThat(c.has("qop")).isFalse();
  }

  @Test
  void readsAnyOrderCaseSpacingAndUnknownParameters() {
    DigestCredentials c =
        DigestCredentials.parse(
                "  DIGEST\tNC=00000001 ,QOP = auth,x-vendor=\"a, b=c\",uri=sip:1@h;a=b ,"
                    + "Username = \"bob\" , opaque=\"\" ")
            .orElseThrow();
    assertThat(c.get("nc")).isEqualTo("00000001");
    assertThat(c.get("qop")).isEqualTo("auth");
    assertThat(c.get("x-vendor")).isEqualTo("a, b=c");
    assertThat(c.get("uri")).isEqualTo("sip:1@h;a=b");
    assertThat(c.get("username")).isEqualTo("bob");
    assertThat(c.get("opaque")).isEmpty();
    assertThat(c.has("opaque")).isTrue();
  }

  @Test
  void keepsAQuotedValueAsItIsHashed() {
    assertThat(DigestCredentials.parse("Digest cnonce=\"a\\\"b\\\\\"").orElseThrow().get("cnonce"))
        .isEqualTo("a\\\"b\\\\");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Digest",
        "Digest ",
        "Digestusername=\"bob\"",
        "Basic Ym9iOg==",
        "Digest username",
        "Digest username=",
        "Digest =\"bob\"",
        "Digest username=\"bob",
        "Digest username=\"bob\\\"",
        "Digest username=\"bob\" realm=\"x\"",
        "Digest username=\"bob\"x",
        "Digest a=1,,b=2",
        "Digest username=\"bob\", Username=\"eve\"",
        "Digest a=1,",
        "\"Digest\" a=1"
      })
  void refusesWhatIsNotWellFormed(String value) {
    assertThat(DigestCredentials.parse(value)).isEmpty();
  }

  @Property
  void survivesAnyText(@ForAll String text) {
    DigestCredentials.parse("Digest " + text).ifPresent(c -> assertThat(c.get("")).isEmpty());
  }

  @Property
  void survivesAnyDamage(@ForAll @IntRange(max = 60) int at, @ForAll char damage) {
    String right = "Digest username=\"bob\", realm=\"r\", qop=auth, uri=\"sip:h\", nc=1";
    String damaged = right.substring(0, at) + damage + right.substring(at + 1);
    DigestCredentials.parse(damaged)
        .ifPresent(c -> assertThat(c.get("nc").length()).isLessThanOrEqualTo(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "username=\"bob\"                                  | bob",
        "username=\"bob\", userhash=false                  | bob",
        "username=\"488869477bf257147b804c45308cd62ac4e25eb717b12b298c79e62dcea254ec\","
            + " userhash=true | ``",
        "username*=UTF-8''J%C3%A4s%C3%B8n%20Doe            | Jäsøn Doe",
        "username*=utf-8'en'b+b                            | b+b",
        "username*=UTF-8''bob, username=\"bob\"            | ``",
        "username*=ISO-8859-1''bob                         | ``",
        "username*=UTF-8''%zz                              | ``",
        "username*=bob                                     | ``",
        "realm=\"r\"                                       | ``",
      })
  void namesTheUser(String parameters, String expected) {
    assertThat(DigestCredentials.parse("Digest " + parameters).orElseThrow().user())
        .isEqualTo(expected);
  }
}
