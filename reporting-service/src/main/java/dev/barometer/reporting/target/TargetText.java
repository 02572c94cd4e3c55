package dev.barometer.reporting.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.contract.score.Scope;
import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.period.OrganisationCalendar;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the pages of targets show, in words; days are the organisation's. */
final class TargetText {
  /** The page on which one is set. */
  static final String ONE = "/targets/set";

  private final Wording wording;
  private final TargetWords words;
  private final OrganisationCalendar calendar;

  /**
   * @param wording with the texts of targets and of metrics
   */
  TargetText(Wording wording, OrganisationCalendar calendar) {
    this.wording = wording.in(calendar.zone());
    this.words = new TargetWords(this.wording);
    this.calendar = calendar;
  }

  /**
   * A line of the list.
   *
   * @param inForce null where nothing of it counts today
   * @param planned what counts later, each with its day
   */
  record Row(
      String metric,
      String scope,
      @Nullable String inForce,
      @Nullable String source,
      @Nullable String since,
      List<String> planned,
      String href) {}

  /** A version in the history. */
  record Version(long revision, String said, String from, boolean ended, Instant at, String by) {}

  /** A metric to choose. */
  record Choice(String id, String name) {}

  Row row(TargetHistory history, LocalDate today) {
    Optional<Yardstick> inForce = history.inForce(today).map(Target::yardstick);
    return new Row(
        nameOf(history.metric()),
        history.scope(),
        inForce.map(words::summary).orElse(null),
        inForce.map(Yardstick::source).orElse(null),
        inForce.map(Yardstick::from).map(this::day).orElse(null),
        history.planned(today).stream()
            .map(one -> wording.say("target.planned.from", day(one.from()), said(one)))
            .toList(),
        address(history.metric(), history.scope()));
  }

  private String said(Target one) {
    return one.ended() ? wording.say("target.version.ended") : words.summary(one.yardstick());
  }

  /** What counts where nothing was set. */
  List<Row> usual() {
    return Metrics.all().stream()
        .flatMap(metric -> Yardstick.usual(metric).stream())
        .map(
            by ->
                new Row(
                    nameOf(by.metric()),
                    Scope.ALL.toString(),
                    words.summary(by),
                    null,
                    null,
                    List.of(),
                    address(by.metric(), Scope.ALL.toString())))
        .toList();
  }

  /** Those that a target can be set of. */
  List<Choice> metrics() {
    return Metrics.all().stream()
        .filter(Yardstick::measures)
        .map(one -> new Choice(one.id(), nameOf(one.id())))
        .sorted(Comparator.comparing(Choice::name))
        .toList();
  }

  String nameOf(String metric) {
    return wording.sayOr("metric." + metric, metric);
  }

  String day(LocalDate day) {
    return wording.date(calendar.startOf(day));
  }

  /** What was said last first. */
  List<Version> versions(TargetHistory history) {
    return history.versions().stream()
        .sorted(Comparator.comparingLong(Target::revision).reversed())
        .map(this::version)
        .toList();
  }

  private Version version(Target one) {
    return new Version(
        one.revision(),
        one.ended() ? said(one) : wording.say("target.bands.called", said(one), one.source()),
        day(one.from()),
        one.ended(),
        one.changedAt(),
        one.changedBy());
  }

  /** Of a metric and a scope. */
  static String address(String metric, String scope) {
    return ONE
        + "?metric="
        + metric
        + "&scope="
        + URLEncoder.encode(scope, UTF_8).replace("+", "%20");
  }
}
