package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Lines come out as the plain way of splitting a text has them, however the bytes come in. */
class EntryLinesProperties {

  /** A source that gives a few bytes at a time. */
  private static final class Trickle extends InputStream {
    private final InputStream in;
    private final int most;

    Trickle(byte[] bytes, int most) {
      this.in = new ByteArrayInputStream(bytes);
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int at, int length) throws IOException {
      return in.read(bytes, at, Math.min(length, most));
    }
  }

  private static List<String> read(InputStream in) throws IOException {
    EntryLines lines = new EntryLines(in, 1);
    List<String> read = new ArrayList<>();
    while (lines.next()) {
      String text =
          new String(
              lines.bytes(), lines.from(), lines.end() - lines.from(), StandardCharsets.UTF_8);
      read.add(lines.number() + " " + text);
    }
    assertThat(lines.next()).as("it stays at its end").isFalse();
    return read;
  }

  private static List<String> split(String text) {
    List<String> split = new ArrayList<>();
    String[] lines = text.replaceFirst("^\uFEFF", "").split("\n");
    for (int i = 0; i < lines.length; i++) {
      String said = lines[i].replaceFirst("#.*", "").strip();
      if (!said.isEmpty()) {
        split.add(i + 1 + " " + said);
      }
    }
    return split;
  }

  @Property
  void isWhatSplittingGives(@ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 9) int n)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(read(new Trickle(bytes, n))).isEqualTo(split(text));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> words =
        Arbitraries.of("192.0.2.0/24", "::1", "a", "b c", "# é", "#", "#x # y", "\uFEFF");
    Arbitrary<String> spaces = Arbitraries.of(" ", "\t", "\n", "\n\n", "\r\n");
    return Arbitraries.frequencyOf(Tuple.of(1, words), Tuple.of(1, spaces))
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 30)
  void theBufferIsNoLimitToTheFile(@ForAll @IntRange(min = 1, max = 40_000) int length)
      throws IOException {
    String line = "x".repeat(length);
    String text = (line + "\n").repeat(200_000 / length);
    assertThat(read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(split(text));
  }

  @Example
  void aLineMayBeLongButNotLonger() throws IOException {
    String longest = "# " + "c".repeat(EntryLines.LONGEST - 2) + "\nx\n";
    assertThat(read(new ByteArrayInputStream(longest.getBytes(StandardCharsets.UTF_8))))
        .containsExactly("2 x");
    EntryLines lines =
        new EntryLines(
            new ByteArrayInputStream(("y\n#" + longest).getBytes(StandardCharsets.UTF_8)), 1);
    assertThat(lines.next()).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(lines::next)
        .withMessage("the line has more than 65535 bytes; write one block a line");
    assertThat(lines.number()).isEqualTo(2);
  }

  @Example
  void aFileMayBeLargeButNotLarger() throws IOException {
    int lineLength = 1024;
    byte[] most =
        "c".repeat(lineLength - 1).concat("\n").repeat(1024).getBytes(StandardCharsets.UTF_8);
    assertThat(read(new ByteArrayInputStream(most))).hasSize(1024);
    byte[] more = Arrays.copyOf(most, most.length + 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(new ByteArrayInputStream(more)))
        .withMessage("the file has more than 1 MiB; make several lists of it");
  }
}
