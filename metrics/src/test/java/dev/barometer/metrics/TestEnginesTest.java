package dev.barometer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestEngine;

/** Without its engine jqwik's properties would pass by not being run. */
class TestEnginesTest {

  @Test
  void bothEnginesAreThere() {
    assertThat(ServiceLoader.load(TestEngine.class))
        .extracting(TestEngine::getId)
        .contains("junit-jupiter", "jqwik");
  }
}
