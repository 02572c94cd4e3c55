package dev.barometer.scoring.rolling;

import dev.barometer.starter.event.Provenance;
import org.apache.kafka.common.header.Headers;

/** What a change comes from: of several facts the time of the oldest, and the trace of the last. */
record Origin(long takenIn, Headers trace) {
  Origin mergedWith(Origin later) {
    return new Origin(
        Math.min(takenIn, later.takenIn), Provenance.isTraced(later.trace) ? later.trace : trace);
  }
}
