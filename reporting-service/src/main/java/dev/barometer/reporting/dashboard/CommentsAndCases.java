package dev.barometer.reporting.dashboard;

import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.PointClass;
import dev.barometer.metrics.Scale;
import dev.barometer.reporting.cases.CaseView;
import dev.barometer.reporting.comment.CommentView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words comments and cases, with the page's clock for their age. */
final class CommentsAndCases {
  /** Which of several ratings stands beside a comment. */
  private static final List<String> TELLING = List.of("nps", "csat", "ces");

  private final Wording wording;
  private final Instant now;

  CommentsAndCases(Wording wording, Instant now) {
    this.wording = wording;
    this.now = now;
  }

  CommentCard comment(CommentView comment) {
    Optional<CommentView.Rating> rating =
        comment.ratings().stream()
            .filter(given -> TELLING.contains(given.metric()))
            .min(Comparator.comparingInt(given -> TELLING.indexOf(given.metric())));
    return new CommentCard(
        comment.text(),
        language(comment.locale()),
        rating.map(this::badge).orElse(null),
        rating.flatMap(CommentsAndCases::classOf).map(PointClass::label).orElse(null),
        place(comment.service(), comment.team()),
        comment.submittedAt(),
        wording.dateAndTime(comment.submittedAt()),
        wording.ago(comment.submittedAt(), now));
  }

  /** Takes where complaint-service shows a case: a URL with {@code {id}} in it, or none. */
  CaseRow row(CaseView view, @Nullable String caseLink) {
    Instant closed = view.closedAt();
    String age = age(Duration.between(view.openedAt(), closed == null ? now : closed));
    return new CaseRow(
        view.complaintId(),
        caseLink == null ? null : caseLink.replace("{id}", encoded(view.complaintId())),
        wording.sayOr("kind." + view.kind(), view.kind()),
        wording.sayOr("severity." + view.severity(), view.severity()),
        view.severity().equals("severe") ? "negative" : "plain",
        wording.sayOr("status." + view.status(), view.status()),
        wording.say(closed == null ? "cases.open" : "cases.closed", age),
        view.ticketId(),
        place(view.service(), view.team()));
  }

  /** To the minute: a page that counts seconds is restless. */
  private String age(Duration age) {
    Duration calm = age.toMinutes() < 1 ? age : age.truncatedTo(ChronoUnit.MINUTES);
    return wording.spanInOneLine(calm.toSeconds());
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

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
