package io.tollgate.scenarios.harness;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;

/** What a record must say, field by field; a difference is reported with both sides. */
public final class RecordFields {
  private static final String NOTHING = "null";

  private final Map<String, String> expected = new LinkedHashMap<>();

  private RecordFields() {}

  /** Nothing expected so far. */
  public static RecordFields record() {
    return new RecordFields();
  }

  /** The field must be there with this text or number. */
  public RecordFields with(String field, Object value) {
    expected.put(field, value.toString());
    return this;
  }

  /** The fields must be there and say that the call never had such a thing. */
  public RecordFields without(String... fields) {
    for (String field : fields) {
      expected.put(field, NOTHING);
    }
    return this;
  }

  /** How it ended. */
  public RecordFields ended(String code, String hungUpBy, int sipStatus, int q850) {
    return with("code", code)
        .with("hungUpBy", hungUpBy)
        .with("sipStatus", sipStatus)
        .with("q850", q850);
  }

  /** What it costs. */
  public RecordFields billed(long seconds, String charge) {
    return with("billedSeconds", seconds).with("charge", charge);
  }

  /** Compares. */
  public void matches(JsonNode record) {
    Map<String, String> actual = new LinkedHashMap<>();
    for (String field : expected.keySet()) {
      JsonNode value = record.path(field);
      actual.put(
          field, value.isNull() ? NOTHING : value.isMissingNode() ? "missing" : value.asString());
    }
    Assertions.assertThat(actual).as("%s", record).isEqualTo(expected);
  }
}
