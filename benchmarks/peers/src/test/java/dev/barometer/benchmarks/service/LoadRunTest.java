package dev.barometer.benchmarks.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LoadRunTest {
  @Test
  void readsWhatTheLoadGeneratorTells() throws IOException {
    LoadRun run =
        LoadRun.parse(
            "8 s: 1990/s acknowledged, 2000/s answered, by status {200=1, 201=15919, 429=80},"
                + " never sent 3; acknowledged p50 4.1 p99 21.5 p99.9 40.0 max 55.0 ms;"
                + " refused p50 1.0 p99 2.0 ms\n");

    assertThat(run).isEqualTo(new LoadRun(15_920, 83, 1_990, 4.1, 21.5));
  }
}
