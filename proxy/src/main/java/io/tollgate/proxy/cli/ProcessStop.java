package io.tollgate.proxy.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Takes SIGHUP for an order to read the configuration again, and turns SIGTERM and SIGINT into an
 * orderly return of the main thread, and its exit code into the process's. Java by itself would end
 * the process as soon as the shutdown hooks return, with the signal's code; so the hook waits for
 * the main thread, which ends the calls that are up, and then ends the process with the code that
 * it was given.
 */
public final class ProcessStop {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile int exitCode;

  /** From now on signals are taken; to be called once. */
  StopSignal armed() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    return new StopSignal() {
      @Override
      public void await() throws InterruptedException {
        asked.await();
      }

      @Override
      public void onReload(Runnable reload) {
        HangupSignal.take(reload);
      }
    };
  }

  private void stop() {
    asked.countDown();
    try {
      finished.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exitCode);
  }

  /** Ends the process; the main thread's last act. Does not return. */
  public void exit(int code) {
    exitCode = code;
    finished.countDown();
    System.exit(code);
  }
}
