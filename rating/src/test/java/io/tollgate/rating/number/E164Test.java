package io.tollgate.rating.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class E164Test {

  @ParameterizedTest
  @ValueSource(strings = {"+1234567", "+436641234567", "+999999999999999", "+100000000000000"})
  void readsPlusAndSevenToFifteenDigits(String text) {
    E164 number = E164.of(text);
    assertThat(number).hasToString(text);
    assertThat(number.digits()).isEqualTo(text.substring(1));
    assertThat(number.length()).isEqualTo(text.length() - 1);
    for (int i = 0; i < number.length(); i++) {
      assertThat(number.digit(i)).isEqualTo(text.charAt(i + 1) - '0');
    }
  }

  @Test
  void packsDigitsFromTheHighestBitsDown() {
    assertThat(E164.of("+1234567").packed()).isEqualTo(0x1234567000000000L);
    assertThat(E164.of("+999999999999999").packed()).isEqualTo(0x9999_9999_9999_9990L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~                 | it is empty",
        "436641234567       | lacks the leading +",
        "00436641234567     | lacks the leading +",
        "+43 6641234567     | a space at position 4",
        "+43-6641234567     | '-' at position 4",
        "+4366412345a       | 'a' at position 12",
        "+0436641234        | begins with 0",
        "+123456            | has 6 digits; at least 7",
        "+                  | has 0 digits",
        "+1234567890123456  | has 16 digits; at most 15",
        "++436641234567     | '+' at position 2"
      })
  void saysWhatIsWrong(String text, String why) {
    assertThat(E164.parse(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> E164.of(text)).withMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+436641234\u0665\u0666\u0667", "+4366412345\r\nX: y", "+43664\"12345"})
  void neverRepeatsHostileCharacters(String text) {
    DialledNumber read = DialPlan.strict().read(text);
    assertThat(read)
        .isInstanceOfSatisfying(
            DialledNumber.Unreadable.class,
            unreadable -> assertThat(unreadable.reason()).matches("[ !#-\\[\\]-~]+"));
  }

  @Test
  void strictPlanReadsNumbers() {
    assertThat(DialPlan.strict().read("+33123456789"))
        .isEqualTo(new DialledNumber.Number(E164.of("+33123456789")));
  }

  @Test
  void comparesAsTextDoes() {
    E164 shorter = E164.of("+1234567");
    E164 longer = E164.of("+12345670");
    E164 higher = E164.of("+9234567");
    assertThat(shorter).isLessThan(longer).isNotEqualTo(longer);
    assertThat(longer).isLessThan(higher);
    assertThat(shorter).isEqualByComparingTo(E164.of("+1234567")).isEqualTo(E164.of("+1234567"));
    assertThat(shorter).hasSameHashCodeAs(E164.of("+1234567"));
  }

  @Test
  void hasNoDigitBeyondItsEnd() {
    E164 number = E164.of("+1234567");
    assertThatThrownBy(() -> number.digit(7)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> number.digit(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
