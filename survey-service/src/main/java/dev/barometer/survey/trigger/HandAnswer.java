package dev.barometer.survey.trigger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each who was asked by hand, in the order in which they were named. */
public record HandAnswer(List<HandItem> items) {

  /**
   * What became of one.
   *
   * @param link where nothing is sent: it is told here and nowhere else
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record HandItem(
      String invitationId,
      String person,
      String status,
      @Nullable String reason,
      @Nullable Instant expiresAt,
      @Nullable String link) {}
}
