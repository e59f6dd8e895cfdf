package io.tollgate.rating.prefix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tollgate.rating.number.E164;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrefixTableTest {

  @Test
  void theLongestPrefixWins() {
    PrefixTable table =
        PrefixTable.builder().put("43664", 3).put("4", 1).put("43", 2).put("9", 9).build();
    assertThat(table.find(E164.of("+436641234567"))).isEqualTo(3);
    assertThat(table.find(E164.of("+436651234567"))).isEqualTo(2);
    assertThat(table.find(E164.of("+4412345678"))).isEqualTo(1);
    assertThat(table.find(E164.of("+9912345678"))).isEqualTo(9);
    assertThat(table.find(E164.of("+1212345678"))).isEqualTo(PrefixTable.NONE);
    assertThat(table.match(E164.of("+1212345678"))).isEqualTo(Match.NONE);
    assertThat(Match.destinationLength(table.match(E164.of("+436641234567")))).isEqualTo(5);
  }

  @Test
  void theEmptyPrefixMatchesEverything() {
    PrefixTable table = PrefixTable.builder().put("", 0).put("43", 1).build();
    assertThat(table.find(E164.of("+1212345678"))).isZero();
    assertThat(table.find(E164.of("+4312345678"))).isEqualTo(1);
  }

  @Test
  void anEmptyTableFindsNothing() {
    PrefixTable table = PrefixTable.builder().build();
    assertThat(table.find(E164.of("+1212345678"))).isEqualTo(PrefixTable.NONE);
    assertThat(table.size()).isZero();
  }

  @Test
  void aPrefixLongerThanTheNumberDoesNotMatch() {
    PrefixTable table = PrefixTable.builder().put("12345678", 1).build();
    assertThat(table.find(E164.of("+1234567"))).isEqualTo(PrefixTable.NONE);
    assertThat(table.find(E164.of("+12345678"))).isEqualTo(1);
  }

  @Test
  void trailingZerosCount() {
    PrefixTable table = PrefixTable.builder().put("4300", 4).put("43", 2).put("430", 3).build();
    assertThat(table.find(E164.of("+4300000"))).isEqualTo(4);
    assertThat(table.find(E164.of("+4301000"))).isEqualTo(3);
    assertThat(table.find(E164.of("+4310000"))).isEqualTo(2);
  }

  @Test
  void tellsItsEntriesInOrder() {
    PrefixTable table =
        PrefixTable.builder()
            .put("9", 4)
            .put("430", 2)
            .put("", 0)
            .put("43", 1)
            .put("44", 3)
            .build();
    List<String> told = new ArrayList<>();
    table.forEach((prefix, value) -> told.add(prefix + "=" + value));
    assertThat(told).containsExactly("=0", "43=1", "430=2", "44=3", "9=4");
    assertThat(table.size()).isEqualTo(5);
  }

  @Test
  void refusesWhatIsNoPrefix() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrefixTable.builder().put("43x", 1))
        .withMessageContaining("digits only");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrefixTable.builder().put("1234567890123456", 1))
        .withMessageContaining("at most 15");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrefixTable.builder().put("43", -1))
        .withMessageContaining("out of range");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrefixTable.builder().put("43", 1).put("43", 1).build())
        .withMessageContaining("43 was added twice");
  }
}
