package dev.barometer.reporting.render;

import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done with a report.
 *
 * @param section which one was written; null where it was all of it
 * @param who null for Barometer itself
 */
record HistoryLine(
    String what,
    @Nullable String section,
    Instant at,
    @Nullable String who,
    @Nullable String note) {

  /** The last first. */
  static List<HistoryLine> of(Edition edition, ReportText text) {
    List<Step> last = new ArrayList<>(edition.history());
    Collections.reverse(last);
    return last.stream().map(step -> of(step, text)).toList();
  }

  private static HistoryLine of(Step step, ReportText text) {
    return new HistoryLine(
        text.say("step", step.what().label()),
        step.section() == null ? null : text.say("section", step.section().label()),
        step.at(),
        step.who(),
        step.note());
  }
}
