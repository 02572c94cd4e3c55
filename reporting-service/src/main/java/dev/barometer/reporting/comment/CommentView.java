package dev.barometer.reporting.comment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one person wrote in one response, without who it was. Service and team are named only where
 * enough others wrote about them too.
 *
 * @param ratings the points given beside it
 */
public record CommentView(
    String responseId,
    Instant submittedAt,
    @Nullable String channel,
    @Nullable String locale,
    @Nullable String service,
    @Nullable String team,
    List<Rating> ratings,
    List<Said> texts) {

  /** A point given on a metric's scale. */
  public record Rating(
      String metric,
      @Nullable String scale,
      int value,
      @JsonProperty("class") @Nullable String pointClass) {}

  /** A text answer: plain text, to be escaped where it is shown. */
  public record Said(String questionId, String text) {}

  public CommentView {
    ratings = List.copyOf(ratings);
    texts = List.copyOf(texts);
  }

  /** All that was said, one paragraph per question. */
  public String text() {
    return texts.stream().map(Said::text).collect(Collectors.joining("\n\n"));
  }
}
