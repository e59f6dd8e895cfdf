package io.tollgate.proxy.deck;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rank of a thread with the kernel's scheduler. Java's own thread priorities come to nothing on
 * Linux unless the whole JVM is started with a policy that asks for root.
 */
final class Niceness {
  private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);

  /** {@code PRIO_PROCESS} of {@code setpriority(2)}, which on Linux means one thread. */
  private static final int ONE_THREAD = 0;

  private static final int THIS_THREAD = 0;

  /** The last rank: a fiftieth or so of what a thread of normal rank gets beside it. */
  private static final int LAST = 19;

  private Niceness() {}

  /**
   * Puts the calling platform thread last in rank, for good: it runs on what others leave. Where
   * the system has no such call the thread stays as it is.
   *
   * @return whether it is last now
   */
  @SuppressWarnings("restricted") // one call of the C library that takes and returns numbers
  static boolean lowerThisThread() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return false; // elsewhere the call means the whole process
    }
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> setpriority = linker.defaultLookup().find("setpriority");
    if (setpriority.isEmpty()) {
      return false;
    }
    FunctionDescriptor signature = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    try {
      int failed =
          (int)
              linker
                  .downcallHandle(setpriority.get(), signature)
                  .invokeExact(ONE_THREAD, THIS_THREAD, LAST);
      return failed == 0;
    } catch (Throwable e) { // a method handle declares no less
      LOG.warn("decks are read at normal rank: {}", e.toString());
      return false;
    }
  }
}
