package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in dial plans, and what is said of them after the file and the line. */
class BadDialPlanTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "country: AT | country: at | dialPlans.vienna.country: 'at' is no country with numbers of"
            + " its own; write an ISO code such as AT",
        "country: AT | national: 0 | dialPlans.vienna: national prefixes and short codes are a"
            + " country's; add country: AT",
        "country: AT | contry: AT | dialPlans.vienna.contry: there is no such field; did you mean"
            + " country?",
        "strip: 1} | strip: 0} | dialPlans.vienna.rules[0]: it changes nothing; write strip, add"
            + " or both",
        "length: 3-4 | length: short | dialPlans.vienna.rules[1].length: 'short' is not a length;"
            + " write 7 or 7-8",
        "length: 3-4 | length: 4-3 | dialPlans.vienna.rules[1]: a length is 1 to 32, or two of"
            + " them; write 7 or 7-8",
        "allow: [112] | allow: [118811] | dialPlans.vienna.codes: 118811 is both allowed and"
            + " barred; take it out of one list",
        "allow: [112] | allow: [1] | dialPlans.vienna.codes.allow[0]: '1' is not a short code;"
            + " write 2 to 6 digits, in quotes",
        "extensions: append | extensions: keep | dialPlans.vienna.extensions: 'keep' is none of"
            + " the choices; write append or drop or refuse",
        "check: possible | check: valid | dialPlans.vienna.check: 'valid' is none of the choices;"
            + " write possible or shape",
        "dialPlan: vienna | dialPlan: viena | trunks.hq.dialPlan: there is no dialPlan 'viena';"
            + " did you mean vienna?",
        "international: [00, 011] | international: [+] | trunks.phone.dialPlan.international[0]:"
            + " '+' is not a prefix; write 1 to 8 digits, in quotes",
      })
  void isToldInOneLine(String good, String bad, String error) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> new ConfigFolder(folder).with(good, bad).check())
        .withMessageMatching(".*tollgate\\.yaml:\\d+: .*")
        .withMessageEndingWith(": " + error);
  }
}
