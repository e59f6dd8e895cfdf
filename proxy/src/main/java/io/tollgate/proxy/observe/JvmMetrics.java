package io.tollgate.proxy.observe;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.lang.management.ManagementFactory;

/** Memory, collections, threads, files and processor time of this process. */
final class JvmMetrics implements AutoCloseable {
  private static final double NANOS_PER_SECOND = 1e9;

  private final JvmGcMetrics collections = new JvmGcMetrics();

  void bindTo(MeterRegistry registry) {
    new JvmInfoMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
    // Under the name that dashboards know; Micrometer's own counts in nanoseconds.
    FunctionCounter.builder(
            "process.cpu",
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class),
            system -> system.getProcessCpuTime() / NANOS_PER_SECOND)
        .description("Processor time that the process has used")
        .baseUnit("seconds")
        .register(registry);
  }

  /** Stops listening to collections. */
  @Override
  public void close() {
    collections.close();
  }
}
