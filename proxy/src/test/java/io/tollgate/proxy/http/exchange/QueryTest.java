package io.tollgate.proxy.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

  @Test
  void decodesNamesAndValues() throws BadRequestException {
    Query query = Query.parse("a=1&%62=x%26y+z&c=%C3%A9");
    assertThat(query.text("a")).hasValue("1");
    assertThat(query.text("b")).hasValue("x&y z");
    assertThat(query.text("c")).hasValue("é");
    assertThat(query.text("d")).isEmpty();
  }

  @Test
  void isEmptyWhereThereIsNone() throws BadRequestException {
    Query.parse("").allowOnly(Set.of());
    Query.parse("&&").allowOnly(Set.of());
  }

  @Test
  void refusesAParameterThatIsGivenTwice() {
    assertThatThrownBy(() -> Query.parse("limit=1&limit=2"))
        .isInstanceOf(BadRequestException.class)
        .hasMessage("is given twice")
        .satisfies(e -> assertThat(((BadRequestException) e).parameter()).hasValue("limit"));
  }

  @Test
  void refusesAParameterThatNobodyKnows() throws BadRequestException {
    Query query = Query.parse("limit=1&acount=x");
    assertThatThrownBy(() -> query.allowOnly(Set.of("limit", "account")))
        .isInstanceOf(BadRequestException.class)
        .hasMessage("is not known here; there are account, limit")
        .satisfies(e -> assertThat(((BadRequestException) e).parameter()).hasValue("acount"));
  }

  @Test
  void refusesWhatIsNotEncoded() {
    assertThatThrownBy(() -> Query.parse("a=%zz"))
        .isInstanceOf(BadRequestException.class)
        .hasMessage("'%zz' is not percent-encoded");
  }

  @Test
  void readsANumberWithinItsBounds() throws BadRequestException {
    assertThat(Query.parse("n=1").number("n", 1, 9, 5)).isEqualTo(1);
    assertThat(Query.parse("n=9").number("n", 1, 9, 5)).isEqualTo(9);
    assertThat(Query.parse("m=9").number("n", 1, 9, 5)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10", "-1", "x", "1.0", "1e0", "99999999999", "%2B", "1%20"})
  void refusesAnyOtherNumber(String value) throws BadRequestException {
    Query query = Query.parse("n=" + value);
    assertThatThrownBy(() -> query.number("n", 1, 9, 5))
        .isInstanceOf(BadRequestException.class)
        .hasMessage("is not a whole number within 1 and 9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "n="})
  void refusesAnEmptyValue(String raw) throws BadRequestException {
    Query query = Query.parse(raw);
    assertThatThrownBy(() -> query.text("n"))
        .isInstanceOf(BadRequestException.class)
        .hasMessage("is empty");
  }
}
