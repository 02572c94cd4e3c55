package dev.barometer.complaint.handling;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.Evidence;
import dev.barometer.contract.fact.Context;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as the desk sees it: the complaint that travels, and besides the answers that no longer
 * stand.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CaseView(
    String complaintId,
    long revision,
    String kind,
    String status,
    String severity,
    String rule,
    Instant openedAt,
    @Nullable Instant closedAt,
    @Nullable String ticketId,
    @Nullable String personId,
    Context context,
    List<Said> evidence) {

  /** One answer, and why it escalated. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Said(
      String responseId,
      long responseRevision,
      boolean stands,
      String rule,
      String severity,
      Instant saidAt,
      @Nullable String metric,
      @Nullable String scale,
      @Nullable Integer value,
      @Nullable String text) {

    static Said of(Evidence entry) {
      var said = entry.said();
      return new Said(
          said.responseId(),
          entry.responseRevision(),
          entry.stands(),
          entry.rule(),
          entry.severity().label(),
          said.saidAt(),
          said.metric(),
          said.scale(),
          said.value(),
          said.text());
    }
  }

  static CaseView of(Case shown) {
    return new CaseView(
        shown.caseId(),
        shown.revision(),
        shown.kind(),
        shown.status().label(),
        shown.severity().label(),
        shown.rule(),
        shown.openedAt(),
        shown.closedAt(),
        shown.ticketId(),
        shown.personId(),
        shown.context(),
        shown.evidence().stream().map(Said::of).toList());
  }
}
