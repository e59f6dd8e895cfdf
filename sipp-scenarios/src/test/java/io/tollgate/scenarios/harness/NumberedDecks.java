package io.tollgate.scenarios.harness;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decks whose every price tells which of them they are from: in the n-th all cost n thousandths, so
 * that a mixture of two would show in any record.
 */
public final class NumberedDecks {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration IN_FORCE_WITHIN = Duration.ofSeconds(90);

  private final Edge edge;
  private final int rows;

  /**
   * Decks for a running edge, in the place of its own.
   *
   * @param rows how many rows each has
   */
  public NumberedDecks(Edge edge, int rows) {
    this.edge = edge;
    this.rows = rows;
  }

  /** The rate a minute in the n-th deck, as records say it. */
  public static String rate(int number) {
    return "0.%03d0".formatted(number);
  }

  /** Writes the n-th deck beside the one in force. */
  public void prepare(int number) {
    try (BufferedWriter out = Files.newBufferedWriter(beside(number))) {
      out.write("destination,origin,rate,description\n");
      String rest = ",," + rate(number) + ",version " + number + "\n";
      out.write("43" + rest);
      for (int i = 1; i < rows; i++) {
        out.write(Integer.toString(10_000_000 + i));
        out.write(rest);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Renames the n-th deck, which was prepared, to the one in force, as the handbook says. */
  public void put(int number) {
    try {
      Files.move(
          beside(number),
          edge.file("deck.csv"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path beside(int number) {
    return edge.file("next-" + number + ".csv");
  }

  /** The version number that is in force once it is another than this. */
  public int awaitOther(int version) {
    return Await.until(
        "another deck than version " + version,
        IN_FORCE_WITHIN,
        () -> Optional.of(version()).filter(found -> found != version));
  }

  /** The version number in force. */
  public int version() {
    JsonNode decks = JSON.readTree(edge.process().get("/v1/decks").body()).path("decks");
    return StreamSupport.stream(decks.spliterator(), false)
        .mapToInt(deck -> deck.path("version").asInt())
        .findFirst()
        .orElseThrow(() -> new AssertionError("the edge has no deck"));
  }
}
