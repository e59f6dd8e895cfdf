package io.tollgate.proxy.http.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;

/**
 * What a handler answers.
 *
 * @param status the HTTP status
 * @param headers besides those that every response has
 * @param length of the body in bytes; unknown where it is written as it goes
 * @param body writes the body
 */
public record Response(int status, Map<String, String> headers, OptionalLong length, Body body) {
  private static final String JSON = "application/json";

  /** Writes a body. */
  @FunctionalInterface
  public interface Body {
    /** Writes all of it and leaves the target open. */
    void writeTo(OutputStream target) throws IOException;
  }

  /** A body that is all there. */
  public static Response of(int status, String contentType, byte[] body) {
    return new Response(
        status,
        Map.of("Content-Type", contentType),
        OptionalLong.of(body.length),
        target -> target.write(body));
  }

  /** A JSON text that is all there. */
  public static Response json(int status, JsonText text) {
    return of(status, JSON, text.bytes());
  }

  /**
   * {@code {"name": […]}}.
   *
   * @param each writes one item, as one value
   */
  public static <T> Response list(
      String name, Iterable<T> items, BiConsumer<? super T, JsonGenerator> each) {
    return json(
        200,
        JsonText.object(
            json -> JsonText.array(json, name, items, item -> each.accept(item, json))));
  }

  /** A JSON text that is written as it goes. */
  public static Response jsonStream(int status, Body body) {
    return new Response(status, Map.of("Content-Type", JSON), OptionalLong.empty(), body);
  }

  /** {@code {"error": …}}. */
  public static Response error(int status, String error) {
    return json(status, JsonText.object(json -> json.writeStringProperty("error", error)));
  }

  /** {@code {"error": …, "parameter": …}}. */
  public static Response error(int status, String error, String parameter) {
    return json(
        status,
        JsonText.object(
            json -> {
              json.writeStringProperty("error", error);
              json.writeStringProperty("parameter", parameter);
            }));
  }

  /** The same with one more header. */
  public Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, length, body);
  }
}
