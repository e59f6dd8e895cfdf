package io.tollgate.scenarios.harness;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The edge's records, as {@code GET /v1/cdrs} gives them out. */
public final class Records {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(60);

  private final EdgeProcess edge;

  Records(EdgeProcess edge) {
    this.edge = edge;
  }

  /** The records of a run, newest first; empty where it left none. */
  public List<JsonNode> of(Sipp run) {
    return withCallId(run.callIds());
  }

  /** The records whose A-side Call-ID holds a word, newest first. */
  public List<JsonNode> withCallId(String word) {
    return all().filter(record -> record.path("callIdA").asString().contains(word)).toList();
  }

  /**
   * Waits for an answered call whose record says that.
   *
   * @param what for the message
   * @param field what tells this call from all others of the edge
   */
  public JsonNode awaitAnswered(String what, String field, String value) {
    return Await.until(
        "the record of a call " + what,
        WRITTEN_WITHIN,
        () ->
            all()
                .filter(record -> record.path(field).asString().equals(value))
                .filter(record -> !record.path("answeredAt").isNull())
                .findFirst());
  }

  private Stream<JsonNode> all() {
    JsonNode records = JSON.readTree(edge.get("/v1/cdrs?limit=1000").body());
    if (!records.isArray()) {
      throw new AssertionError("/v1/cdrs is no array: " + records);
    }
    return records.valueStream();
  }

  /** The one record of a run of one call; records are written a moment after the call's end. */
  public JsonNode one(Sipp run) {
    return await(run, 1).getFirst();
  }

  /** Exactly that many records of a run. */
  public List<JsonNode> await(Sipp run, int count) {
    return awaitCallId(run.callIds(), count);
  }

  /** Exactly that many records whose A-side Call-ID holds a word. */
  public List<JsonNode> awaitCallId(String word, int count) {
    List<JsonNode> records =
        Await.until(
            count + " records of " + word,
            WRITTEN_WITHIN,
            () -> Optional.of(withCallId(word)).filter(found -> found.size() >= count));
    if (records.size() != count) {
      throw new AssertionError(count + " records expected, but there are " + records);
    }
    return records;
  }
}
