package io.tollgate.proxy.time;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hashed timer wheel: scheduling and cancelling cost a few pointer writes, whatever the number of
 * timers. Each event loop has one and advances it; nothing fires early, and at most one tick late.
 *
 * <p>Confined to its loop: no method may be called from another thread. Tests advance it by hand,
 * so that hours of timers run in no time.
 */
public final class TimerWheel {
  private static final Logger LOG = LoggerFactory.getLogger(TimerWheel.class);

  private final long tickNanos;
  private final long startNanos;
  private final Timeout[] slots;
  private final int mask;
  private final Timeout due = new Timeout(this, 0, () -> {});
  private long currentTick;
  private int pending;

  /**
   * A wheel that stands at {@code startNanos}.
   *
   * @param tickNanos its resolution, above 0
   * @param slotCount a power of two; timers further away than {@code slotCount} ticks are looked at
   *     once a revolution
   * @param startNanos the monotonic time now
   */
  public TimerWheel(long tickNanos, int slotCount, long startNanos) {
    if (tickNanos <= 0 || Integer.bitCount(slotCount) != 1) {
      throw new IllegalArgumentException("tick " + tickNanos + " ns, slots " + slotCount);
    }
    this.tickNanos = tickNanos;
    this.startNanos = startNanos;
    this.slots = new Timeout[slotCount];
    this.mask = slotCount - 1;
    for (int i = 0; i < slotCount; i++) {
      slots[i] = new Timeout(this, 0, () -> {}); // the head of the slot's ring
    }
  }

  /**
   * Runs {@code task} once, {@code delayNanos} from {@code nowNanos} on. A task that throws is
   * logged; the others run.
   *
   * @return the handle to cancel it by
   */
  public Timeout schedule(long nowNanos, long delayNanos, Runnable task) {
    long due = nowNanos - startNanos + Math.max(0, delayNanos);
    long tick = Math.max(currentTick + 1, Math.ceilDiv(due, tickNanos));
    Timeout timeout = new Timeout(this, tick, task);
    timeout.insertBefore(slots[(int) tick & mask]);
    pending++;
    return timeout;
  }

  /** Runs whatever is due by {@code nowNanos}, in order of due time. */
  public void advance(long nowNanos) {
    long target = Math.floorDiv(nowNanos - startNanos, tickNanos);
    while (currentTick < target) {
      currentTick++;
      expire(slots[(int) currentTick & mask]);
    }
  }

  /** How many timers are waiting. */
  public int pending() {
    return pending;
  }

  /** The wheel's resolution in nanoseconds. */
  public long tickNanos() {
    return tickNanos;
  }

  private void expire(Timeout head) {
    // First out of the slot, then run: a task may cancel any other, due or not, and may schedule
    // into this very slot.
    for (Timeout timeout = head.next; timeout != head; ) {
      Timeout next = timeout.next;
      if (timeout.tick <= currentTick) {
        timeout.remove();
        timeout.insertBefore(due);
      }
      timeout = next;
    }
    while (due.next != due) {
      Timeout timeout = due.next;
      timeout.remove();
      pending--;
      run(timeout);
    }
  }

  private static void run(Timeout timeout) {
    try {
      timeout.task.run();
    } catch (RuntimeException | Error e) {
      LOG.error("a timer failed", e);
    }
  }

  /** One scheduled task. */
  public static final class Timeout {
    private final TimerWheel wheel;
    private final long tick;
    private final Runnable task;
    private Timeout previous = this;
    private Timeout next = this;

    private Timeout(TimerWheel wheel, long tick, Runnable task) {
      this.wheel = wheel;
      this.tick = tick;
      this.task = task;
    }

    /** Takes it back; true where it had neither run nor been cancelled. */
    public boolean cancel() {
      if (next == this) {
        return false;
      }
      remove();
      wheel.pending--;
      return true;
    }

    private void insertBefore(Timeout head) {
      previous = head.previous;
      next = head;
      head.previous.next = this;
      head.previous = this;
    }

    private void remove() {
      previous.next = next;
      next.previous = previous;
      next = this;
      previous = this;
    }
  }
}
