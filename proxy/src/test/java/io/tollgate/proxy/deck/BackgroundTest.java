package io.tollgate.proxy.deck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.DeckProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Decks are read on one thread, which gives way to all others. */
class BackgroundTest {
  /**
   * The nineteenth field of a thread's {@code stat} is its rank; the name before may hold spaces.
   */
  private static int rank() throws IOException {
    String stat = Files.readString(Path.of("/proc/thread-self/stat"));
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theReaderIsLastInRankAndWhoWaitsForItIsNot() throws Exception {
    int before = rank();
    assertThat(Background.read(BackgroundTest::rank)).isEqualTo(19);
    assertThat(rank()).isEqualTo(before);
  }

  @Test
  void allIsReadOnOneThread() throws Exception {
    Thread first = Background.read(Thread::currentThread);
    assertThat(Background.<Thread>read(Thread::currentThread)).isSameAs(first);
    assertThat(first.isDaemon()).isTrue();
  }

  @Test
  void whatGoesWrongComesBackAsItWas() {
    DeckException refused =
        new DeckException("d", List.of(new DeckProblem(1, 1, "rate", "is no number", "write one")));
    IOException failed = new IOException("disk");
    assertThatThrownBy(() -> Background.read(() -> raise(refused))).isSameAs(refused);
    assertThatThrownBy(() -> Background.read(() -> raise(failed))).isSameAs(failed);
    assertThatThrownBy(
            () ->
                Background.read(
                    () -> {
                      throw new IllegalStateException("bug");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("bug");
  }

  private static Object raise(Exception e) throws DeckException, IOException {
    if (e instanceof DeckException refused) {
      throw refused;
    }
    throw (IOException) e;
  }
}
