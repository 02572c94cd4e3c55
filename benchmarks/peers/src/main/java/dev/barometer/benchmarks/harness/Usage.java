package dev.barometer.benchmarks.harness;

import java.time.Duration;
import java.util.Optional;

/** Time on the wall, and processor time where the system tells it. */
public record Usage(Duration wall, Optional<Duration> cpu) {}
