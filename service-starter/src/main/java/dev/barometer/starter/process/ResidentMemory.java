package dev.barometer.starter.process;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory that counts against a container's limit: the heap and, beside it, code, threads and
 * the native memory of RocksDB, which no meter of Java sees. Linux tells it; elsewhere there is no
 * meter.
 */
final class ResidentMemory implements MeterBinder {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final int KILOBYTE = 1024;

  private final Path status;

  ResidentMemory() {
    this(STATUS);
  }

  /**
   * @param status what proc_pid_status(5) describes
   */
  ResidentMemory(Path status) {
    this.status = status;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    if (Files.isReadable(status)) {
      Gauge.builder("process.memory.resident", this, ResidentMemory::bytes)
          .description("Memory of this process that is in use, native memory too")
          .baseUnit("bytes")
          .register(meters);
    }
  }

  private double bytes() {
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .mapToDouble(line -> KILOBYTE * Double.parseDouble(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN; // a meter's way to say that it does not know
    }
  }
}
