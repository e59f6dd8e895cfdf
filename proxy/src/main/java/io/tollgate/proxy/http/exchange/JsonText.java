package io.tollgate.proxy.http.exchange;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A small JSON text, ended by a line break for whoever reads it in a terminal.
 *
 * @param text the JSON
 */
public record JsonText(String text) {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** An object with what the content writes. */
  public static JsonText object(Consumer<JsonGenerator> content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      content.accept(json);
      json.writeEndObject();
    }
    return new JsonText(text.append('\n').toString());
  }

  /**
   * Writes a property that is an array.
   *
   * @param each writes one item, as one value
   */
  public static <T> void array(
      JsonGenerator json, String name, Iterable<T> items, Consumer<? super T> each) {
    json.writeName(name);
    json.writeStartArray();
    items.forEach(each);
    json.writeEndArray();
  }

  /** In UTF-8, the only encoding of JSON (RFC 8259 §8.1). */
  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
