package io.tollgate.rating.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The spellings of a range, and what belongs to it. */
class NumberRangeTest {
  @ParameterizedTest
  @CsvSource({
    "+4930123456, +4930123456, true",
    "+4930123456, +4930123457, false",
    "+4930123456, +49301234567, false",
    "+4930123400-+4930123499, +4930123400, true",
    "+4930123400-+4930123499, +4930123499, true",
    "+4930123400-+4930123499, +4930123500, false",
    "+4930123400-+4930123499, +49301234005, false",
    "+49301234xx, +4930123400, true",
    "+49301234xx, +4930123499, true",
    "+49301234xx, +4930123500, false",
    "+49301234xx, +493012345, false",
    "+49301234*, +49301234, true",
    "+49301234*, +493012345, true",
    "+49301234*, +493012349999999, true",
    "+49301234*, +4930123, false",
    "+49301234*, +49301235, false",
    "+98765432109876*, +987654321098765, true",
    "+9xxxxxxxxx, +9999999999, true"
  })
  void numbersBelongToIt(String range, String number, boolean belongs) {
    assertThat(NumberRange.parse(range).contains(E164.of(number))).isEqualTo(belongs);
    assertThat(NumberRange.parse(range)).hasToString(range);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "4930123456 | '4930123456' is neither a number nor a range",
        "+0930123456 | '+0930123456' is neither a number nor a range",
        "+4930123456-99 | '+4930123456-99' is neither a number nor a range",
        "+49301234x5 | '+49301234x5' is neither a number nor a range",
        "+49301234**  | '+49301234**' is neither a number nor a range",
        "+49301 | '+49301' has 5 digits; numbers have 7 to 15",
        "+493012345678xxxx | '+493012345678xxxx' has 16 digits; numbers have 7 to 15",
        "+4930123400-+49301234999 | '+4930123400-+49301234999' begins with 10 digits and ends with"
            + " 11; write two numbers of one length",
        "+4930123499-+4930123400 | '+4930123499-+4930123400' ends before it begins; swap the two"
      })
  void whatIsNoRangeIsRefused(String text, String error) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NumberRange.parse(text))
        .withMessageStartingWith(error);
  }

  @Test
  void twoSpellingsOfOneRangeAreEqual() {
    assertThat(NumberRange.parse("+49301234xx"))
        .isEqualTo(NumberRange.parse("+4930123400-+4930123499"))
        .hasSameHashCodeAs(NumberRange.parse("+4930123400-+4930123499"))
        .isNotEqualTo(NumberRange.parse("+49301234*"));
  }
}
