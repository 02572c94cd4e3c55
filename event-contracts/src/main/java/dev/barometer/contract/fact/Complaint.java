package dev.barometer.contract.fact;

import dev.barometer.contract.rule.Blank;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bad experience that is being handled. Topic {@code barometer.complaints}, key the complaint id,
 * written by complaint-service.
 *
 * @param kind {@code grievance} (informal) or {@code complaint} (formal)
 * @param status {@code received}, {@code acknowledged}, {@code assessed}, {@code investigating},
 *     {@code responded}, {@code closed} or {@code withdrawn}
 * @param severity {@code normal} or {@code severe}
 * @param rule which rule opened it
 * @param slaMet whether all its clocks were kept; null until that is known
 * @param escalated whether it went up a level on the way; null until that is known
 */
public record Complaint(
    String complaintId,
    long revision,
    String kind,
    String status,
    String severity,
    String rule,
    Instant openedAt,
    @Nullable Instant closedAt,
    @Nullable String ticketId,
    @Nullable Respondent person,
    List<Evidence> evidence,
    Context context,
    @Nullable Boolean slaMet,
    @Nullable Boolean escalated)
    implements Fact {

  public static final String CLOSED = "closed";

  public Complaint {
    ticketId = Blank.toNull(ticketId);
    evidence =
        evidence == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(evidence));
    context = context == null ? Context.NONE : context;
  }

  /** What was said: the answer that opened the case, or one that joined it. */
  public record Evidence(
      String responseId,
      Instant saidAt,
      @Nullable String metric,
      @Nullable String scale,
      @Nullable Integer value,
      @Nullable String text) {

    public Evidence {
      metric = Blank.toNull(metric);
      scale = Blank.toNull(scale);
      text = Blank.toNull(text);
    }
  }

  @Override
  public String id() {
    return complaintId;
  }
}
