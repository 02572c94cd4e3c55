package dev.barometer.reporting.render;

import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.Status;
import dev.barometer.reporting.edition.Step;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A report in the list.
 *
 * @param tone of its state; null where it is as any
 * @param who did the last thing; null where Barometer itself did
 */
record ReportLine(
    String id,
    String title,
    String scope,
    String period,
    int edition,
    String status,
    @Nullable String tone,
    Instant at,
    @Nullable String who) {

  static ReportLine of(Edition edition, ReportText text) {
    Step last = edition.history().get(edition.history().size() - 1);
    return new ReportLine(
        edition.reportId(),
        edition.plan().title(),
        text.scope(edition.plan()),
        text.days(edition.plan().from(), edition.plan().to()),
        edition.number(),
        text.say("status", edition.status().label()),
        edition.status() == Status.PUBLISHED ? "positive" : null,
        last.at(),
        last.who());
  }
}
