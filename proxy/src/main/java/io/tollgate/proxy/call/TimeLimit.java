package io.tollgate.proxy.call;

import io.tollgate.proxy.time.TimerWheel;
import java.time.Duration;
import java.util.Optional;

/**
 * The limit of time that a call is under: until the answer, then until its end. One at a time.
 *
 * <p>Confined to the call's loop.
 */
final class TimeLimit {
  private final CallEnvironment environment;
  private final GuardedCall call;
  private Optional<TimerWheel.Timeout> timeout = Optional.empty();

  TimeLimit(CallEnvironment environment, GuardedCall call) {
    this.environment = environment;
    this.call = call;
  }

  /** From now on it is this one: after {@code delay}, {@code task} is run as a step of the call. */
  void set(Duration delay, Runnable task) {
    lift();
    timeout =
        Optional.of(
            environment
                .timers()
                .schedule(
                    environment.clock().nanos(),
                    Math.max(0, delay.toNanos()),
                    () -> call.run(task)));
  }

  /** There is no limit any more. */
  void lift() {
    timeout.ifPresent(TimerWheel.Timeout::cancel);
    timeout = Optional.empty();
  }
}
