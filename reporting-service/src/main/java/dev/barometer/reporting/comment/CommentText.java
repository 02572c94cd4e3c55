package dev.barometer.reporting.comment;

import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.PointClass;
import dev.barometer.metrics.Scale;
import java.time.Instant;
import java.util.Comparator;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words comments, with the page's clock for their age. */
public final class CommentText {
  /** Which of several ratings stands beside a comment. */
  private static final List<String> TELLING = List.of("nps", "csat", "ces");

  private final Wording wording;
  private final Instant now;

  public CommentText(Wording wording, Instant now) {
    this.wording = wording;
    this.now = now;
  }

  public CommentCard card(CommentView comment) {
    Optional<CommentView.Rating> rating =
        comment.ratings().stream()
            .filter(given -> TELLING.contains(given.metric()))
            .min(Comparator.comparingInt(given -> TELLING.indexOf(given.metric())));
    return new CommentCard(
        comment.text(),
        language(comment.locale()),
        rating.map(this::badge).orElse(null),
        rating.flatMap(CommentText::classOf).map(PointClass::label).orElse(null),
        place(comment.service(), comment.team()),
        comment.submittedAt(),
        wording.dateAndTime(comment.submittedAt()),
        wording.ago(comment.submittedAt(), now));
  }

  private String badge(CommentView.Rating rating) {
    String points =
        scale(rating)
            .map(scale -> wording.say("comments.points", rating.value(), scale.highest()))
            .orElse(wording.count(rating.value()));
    String name = rating.metric().toUpperCase(Locale.ROOT) + " " + points;
    String ofMetric = rating.metric().equals("nps") ? "class.nps." : "class.";
    return classOf(rating)
        .map(pointClass -> name + " · " + wording.say(ofMetric + pointClass.label()))
        .orElse(name);
  }

  private static Optional<PointClass> classOf(CommentView.Rating rating) {
    String label = rating.pointClass();
    return label == null
        ? scale(rating)
            .filter(scale -> scale.has(rating.value()))
            .map(scale -> scale.classOf(rating.value()))
        : Optional.of(PointClass.of(label));
  }

  private static Optional<Scale> scale(CommentView.Rating rating) {
    Optional<Metric> metric = Metrics.find(rating.metric());
    String id = rating.scale();
    return id == null ? Optional.empty() : metric.flatMap(known -> Scale.find(known, id));
  }

  private static @Nullable String place(@Nullable String service, @Nullable String team) {
    String place =
        Stream.of(service, team).filter(Objects::nonNull).collect(Collectors.joining(" · "));
    return place.isEmpty() ? null : place;
  }

  /** What respondents' systems call a language is free text: only a real tag reaches the page. */
  private static @Nullable String language(@Nullable String locale) {
    if (locale == null) {
      return null;
    }
    try {
      return new Locale.Builder().setLanguageTag(locale.replace('_', '-')).build().toLanguageTag();
    } catch (IllformedLocaleException notATag) {
      return null;
    }
  }
}
