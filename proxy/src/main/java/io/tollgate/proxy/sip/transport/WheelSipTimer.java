package io.tollgate.proxy.sip.transport;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import io.tollgate.proxy.time.Clock;
import io.tollgate.proxy.time.TimerWheel;
import java.util.Properties;

/**
 * JAIN-SIP's timers on the loop's wheel instead of a thread of their own. JAIN-SIP makes it by
 * reflection; the stack then {@link #bind binds} it to its loop.
 *
 * <p>Confined to the loop: a stack's timers are only set by what runs on it.
 */
public final class WheelSipTimer implements SipTimer {
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private Clock clock;
  private TimerWheel wheel;
  private boolean started;

  /** From now on, timers run on this wheel. */
  void bind(Clock clock, TimerWheel wheel) {
    this.clock = clock;
    this.wheel = wheel;
    this.started = true;
  }

  @Override
  public boolean schedule(SIPStackTimerTask task, long delayMillis) {
    new Scheduled(task, 0).start(delayMillis);
    return true;
  }

  @Override
  public boolean scheduleWithFixedDelay(
      SIPStackTimerTask task, long delayMillis, long periodMillis) {
    new Scheduled(task, periodMillis).start(delayMillis);
    return true;
  }

  @Override
  public boolean cancel(SIPStackTimerTask task) {
    return task.getSipTimerTask() instanceof Scheduled scheduled && scheduled.cancel();
  }

  @Override
  public void start(SipStackImpl sipStack, Properties configurationProperties) {
    // The stack calls this from its constructor, when it does not know its loop yet.
  }

  @Override
  public void stop() {
    started = false;
  }

  @Override
  public boolean isStarted() {
    return started;
  }

  /** One task of the stack's, and the wheel's handle on it. */
  private final class Scheduled implements Runnable {
    private final SIPStackTimerTask task;
    private final long periodMillis;
    private TimerWheel.Timeout timeout;
    private boolean cancelled;

    Scheduled(SIPStackTimerTask task, long periodMillis) {
      this.task = task;
      this.periodMillis = periodMillis;
      task.setSipTimerTask(this);
    }

    void start(long delayMillis) {
      timeout = wheel.schedule(clock.nanos(), delayMillis * NANOS_PER_MILLI, this);
    }

    @Override
    public void run() {
      try {
        task.runTask();
      } finally { // a transaction whose timer stopped would stay for ever
        if (periodMillis > 0 && !cancelled && started) {
          start(periodMillis);
        }
      }
    }

    boolean cancel() {
      boolean first = !cancelled;
      cancelled = true;
      task.cleanUpBeforeCancel();
      timeout.cancel();
      return first;
    }
  }
}
