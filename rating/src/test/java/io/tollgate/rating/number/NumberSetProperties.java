package io.tollgate.rating.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A set of numbers against the walk through its blocks. */
class NumberSetProperties {

  @Property
  void aNumberIsInTheSetExactlyWhereSomeBlockHasIt(
      @ForAll("blocks") List<NumberBlock> blocks, @ForAll("numbers") E164 number) {
    assertThat(NumberSet.of(blocks).contains(number))
        .isEqualTo(blocks.stream().anyMatch(block -> block.contains(number)));
  }

  @Property
  void aBlockReadsWhatItWrites(@ForAll("block") NumberBlock block) {
    assertThat(NumberBlock.parse(block.toString())).isEqualTo(block);
  }

  /** Few digits, so that numbers and blocks meet. */
  private static Arbitrary<String> digits(int least) {
    return Arbitraries.strings().withChars("12").ofMinLength(least).ofMaxLength(E164.MAX_LENGTH);
  }

  @Provide
  Arbitrary<E164> numbers() {
    return digits(E164.MIN_LENGTH).map(digits -> E164.of("+" + digits));
  }

  @Provide
  Arbitrary<NumberBlock> block() {
    return Arbitraries.oneOf(
        Combinators.combine(digits(1), Arbitraries.just(true)).as(NumberBlock::new),
        Combinators.combine(digits(E164.MIN_LENGTH), Arbitraries.just(false)).as(NumberBlock::new));
  }

  @Provide
  Arbitrary<List<NumberBlock>> blocks() {
    return block().list().ofMaxSize(12);
  }

  @Example
  void anEmptySetHasNoNumber() {
    assertThat(NumberSet.of(List.of())).isSameAs(NumberSet.NONE);
    assertThat(NumberSet.NONE.contains(E164.of("+43123456789"))).isFalse();
    assertThat(NumberSet.NONE.isEmpty()).isTrue();
  }

  @Example
  void theLongestNumberIsFoundByEveryLengthOfPrefix() {
    E164 number = E164.of("+987654321098765");
    for (int length = 1; length <= E164.MAX_LENGTH; length++) {
      String prefix = number.digits().substring(0, length);
      assertThat(NumberSet.of(List.of(new NumberBlock(prefix, true))).contains(number)).isTrue();
    }
  }

  @Example
  void whatIsNoBlockIsNamed() {
    for (String text : List.of("", "*", "+", "+*", "43123456789", "+0123*", "+12x*", "+123456")) {
      assertThatThrownBy(() -> NumberBlock.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("'" + text + "' is no number in E.164 and no block of them; ");
    }
    assertThatThrownBy(() -> new NumberBlock("12345678901234567", true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
