package dev.barometer.starter.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidentMemoryTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void tellsWhatTheSystemSays(@TempDir Path folder) throws IOException {
    Path status =
        Files.writeString(
            folder.resolve("status"), "Name:\tjava\nVmHWM:\t  300000 kB\nVmRSS:\t  262144 kB\n");

    new ResidentMemory(status).bindTo(meters);

    assertThat(meters.get("process.memory.resident").gauge().value())
        .isEqualTo(256.0 * 1024 * 1024);
  }

  @Test
  void isNoMeter_whenTheSystemDoesNotTell(@TempDir Path folder) {
    new ResidentMemory(folder.resolve("none")).bindTo(meters);

    assertThat(meters.getMeters()).isEmpty();
  }
}
