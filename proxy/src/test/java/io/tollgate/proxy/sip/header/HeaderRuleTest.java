package io.tollgate.proxy.sip.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.sip.header.HeaderRule.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of headers, and that the README shows it. */
class HeaderRuleTest {
  private static final String START =
      "<!-- headers: HeaderRuleTest holds this table to the code -->\n";

  private static String row(HeaderRule rule) {
    String where =
        rule.parts().equals(EnumSet.allOf(Part.class))
            ? "all"
            : rule.parts().stream().map(Part::label).collect(Collectors.joining(", "));
    String what =
        rule.fate().label() + (rule.when().label().isEmpty() ? "" : ", " + rule.when().label());
    return "| %s | %s | %s | %s |\n".formatted(rule.header(), what, where, rule.how());
  }

  private static String table() {
    return "| header | what it is | in | what it says |\n|---|---|---|---|\n"
        + Arrays.stream(HeaderRule.values()).map(HeaderRuleTest::row).collect(Collectors.joining())
        + "| any other | dropped | | |\n";
  }

  @Test
  void theReadmeShowsTheTable() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    int start = readme.indexOf(START) + START.length();
    assertThat(start).as("the mark of the table in README.md").isGreaterThan(START.length());
    assertThat(readme.substring(start, readme.indexOf("\n\n", start) + 1)).isEqualTo(table());
  }

  @Test
  void aHeaderThatNobodyKnowsIsDropped() {
    assertThat(HeaderRule.of("X-Anything")).isEmpty();
    assertThat(HeaderRule.of("User-Agent")).isEmpty();
    assertThat(HeaderRule.of("reason")).contains(HeaderRule.REASON);
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, true",
    "true, false, false",
    "false, true, false",
    "false, false, false"
  })
  void whoSentACallOnIsForThoseWhoTrustEachOther(boolean trunk, boolean carrier, boolean goes) {
    assertThat(HeaderRule.DIVERSION.goes(trunk, carrier)).isEqualTo(goes);
    assertThat(HeaderRule.HISTORY_INFO.goes(trunk, carrier)).isEqualTo(goes);
    assertThat(HeaderRule.P_ASSERTED_IDENTITY.goes(trunk, carrier)).isEqualTo(carrier);
    assertThat(HeaderRule.PRIVACY.goes(trunk, carrier)).isTrue();
  }
}
