package io.tollgate.proxy.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class LookoutTest {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration PATIENT = Duration.ofSeconds(120);

  @Test
  void itGoesOnLookingWhateverALookThrows() throws InterruptedException {
    CountDownLatch looks = new CountDownLatch(3);
    Runnable look =
        () -> {
          looks.countDown();
          throw new IllegalStateException("broken on purpose");
        };
    try (Lookout lookout = Lookout.light("watch", SHORT, look)) {
      lookout.start();
      assertThat(looks.await(PATIENT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aHeavyOneKeepsNoThreadFromOthers() throws InterruptedException {
    AtomicReference<Thread> heavy = new AtomicReference<>();
    AtomicReference<Thread> light = new AtomicReference<>();
    CountDownLatch looks = new CountDownLatch(2);
    try (Lookout one = Lookout.heavy("heavy", SHORT, () -> note(heavy, looks));
        Lookout other = Lookout.light("light", SHORT, () -> note(light, looks))) {
      one.start();
      other.start();
      assertThat(looks.await(PATIENT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
    assertThat(heavy.get().isVirtual()).isFalse();
    assertThat(heavy.get().isDaemon()).as("it keeps no process alive").isTrue();
    assertThat(heavy.get().getName()).isEqualTo("heavy");
    assertThat(light.get().isVirtual()).isTrue();
  }

  private static void note(AtomicReference<Thread> looking, CountDownLatch looks) {
    if (looking.compareAndSet(null, Thread.currentThread())) {
      looks.countDown();
    }
  }

  @Test
  void closingWaitsForALookThatIsUnderWayAndNoneFollows() throws InterruptedException {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger done = new AtomicInteger();
    Lookout lookout =
        Lookout.heavy(
            "watch",
            SHORT,
            () -> {
              began.countDown();
              try {
                goOn.await();
                done.incrementAndGet();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    lookout.start();
    began.await();
    lookout.close(SHORT); // waits no longer than that
    assertThat(done).hasValue(0);
    goOn.countDown();
    lookout.close(PATIENT);
    assertThat(done).hasValue(1);
  }

  @Test
  void oneThatNeverLookedIsClosedAtOnce() {
    Lookout lookout = Lookout.heavy("watch", SHORT, () -> {});
    assertThatNoException().isThrownBy(() -> lookout.close(Duration.ofDays(1)));
  }
}
