package dev.barometer.reporting.comment;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.Response;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is kept of a response that has text: the texts, the ratings, and where it belongs. */
record Comment(
    String responseId,
    Instant submittedAt,
    @Nullable String channel,
    @Nullable String locale,
    Map<Dimension, String> context,
    List<CommentView.Rating> ratings,
    List<CommentView.Said> texts) {

  /** Empty for a response without text, and for one that was taken back. */
  static Optional<Comment> of(Response response) {
    List<CommentView.Said> texts =
        response.answers().stream().flatMap(answer -> said(answer).stream()).toList();
    if (texts.isEmpty() || response.withdrawnAt() != null) {
      return Optional.empty();
    }
    return Optional.of(
        new Comment(
            response.responseId(),
            response.submittedAt(),
            response.channel(),
            response.locale(),
            contextOf(response),
            response.answers().stream().flatMap(answer -> rating(answer).stream()).toList(),
            texts));
  }

  /** All that was said, one paragraph per question. */
  String text() {
    return texts.stream().map(CommentView.Said::text).collect(Collectors.joining("\n\n"));
  }

  private static Optional<CommentView.Said> said(Answer answer) {
    String text = answer.text();
    return text == null || text.isBlank()
        ? Optional.empty()
        : Optional.of(new CommentView.Said(answer.questionId(), text));
  }

  private static Optional<CommentView.Rating> rating(Answer answer) {
    String metric = answer.metric();
    Integer value = answer.value();
    return metric == null || value == null
        ? Optional.empty()
        : Optional.of(new CommentView.Rating(metric, answer.scale(), value, answer.answerClass()));
  }

  private static Map<Dimension, String> contextOf(Response response) {
    Map<Dimension, String> context = new EnumMap<>(Dimension.class);
    for (Dimension dimension : Dimension.values()) {
      String value = response.context().value(dimension);
      if (value != null) {
        context.put(dimension, value);
      }
    }
    context.put(Dimension.SURVEY, response.surveyId());
    return context;
  }
}
