package dev.barometer.reporting.dashboard;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.comment.CommentCard;
import dev.barometer.reporting.comment.CommentText;
import dev.barometer.reporting.comment.CommentView;
import dev.barometer.reporting.page.PageRequest;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.Step;
import dev.barometer.reporting.score.BreakdownItem;
import dev.barometer.reporting.score.ScoreQueries;
import dev.barometer.reporting.score.ScoreView;
import java.util.List;
import java.util.Set;

/** Puts the parts of the page together from what the read models say. */
final class Dashboard {
  /** What a service desk is asked about first, in the order of reading. */
  private static final List<Metric> KEY_FIGURES =
      List.of(
          Metrics.NPS,
          Metrics.CSAT,
          Metrics.CES,
          Metrics.SLA,
          Metrics.ART,
          Metrics.FIRST_RESPONSE_TIME,
          Metrics.REOPEN_RATE,
          Metrics.TICKETS_CLOSED,
          Metrics.RESPONSE_RATE,
          Metrics.RESPONSE_RATE_DELIVERED);

  /** Surveys and campaigns are told by answers and invitations; tickets know nothing of them. */
  private static final List<Metric> OF_WHO_WAS_ASKED =
      List.of(
          Metrics.NPS,
          Metrics.CSAT,
          Metrics.CES,
          Metrics.RESPONSE_RATE,
          Metrics.RESPONSE_RATE_DELIVERED);

  private static final int MOST_CHANNELS = 12;
  private static final int NEWEST_SHOWN = 6;

  private final ScoreQueries scores;
  private final NewestComments comments;
  private final Steps steps;
  private final List<Band> bands;

  /** What people wrote about a scope in a period, newest first, as far as it may be shown. */
  interface NewestComments {
    List<CommentView> apply(Scope scope, Period period, int limit);
  }

  Dashboard(ScoreQueries scores, NewestComments comments, Steps steps, List<Band> bands) {
    this.scores = scores;
    this.comments = comments;
    this.steps = steps;
    this.bands = bands;
  }

  List<Tile> tiles(PageRequest request) {
    Tiles tiles = new Tiles(request, bands);
    return figuresOf(request.scope()).stream()
        .map(metric -> tiles.tile(input(metric, request)))
        .toList();
  }

  private static List<Metric> figuresOf(Scope scope) {
    Set<Dimension> by = scope.values().keySet();
    return by.contains(Dimension.SURVEY) || by.contains(Dimension.CAMPAIGN)
        ? OF_WHO_WAS_ASKED
        : KEY_FIGURES;
  }

  private TileInput input(Metric metric, PageRequest request) {
    Period before = request.before();
    return new TileInput(
        metric,
        scores.score(metric, request.scope(), request.period(), before),
        scores.score(metric, request.scope(), before),
        scores.score(metric, request.scope(), firstHalf(before)).n() > 0,
        scores.series(metric, request.scope(), request.period(), steps.of(request.period())));
  }

  /** Where it holds nothing, the figures do not reach back over half of the period. */
  private static Period firstHalf(Period period) {
    return new Period(period.from(), period.from().plus(period.length().dividedBy(2)));
  }

  NpsTrend npsTrend(PageRequest request) {
    Step step = steps.ofOpinions(request.period());
    List<ScoreView> series = scores.series(Metrics.NPS, request.scope(), request.period(), step);
    return new Charts(request.days()).npsTrend(series, step);
  }

  Volume volume(PageRequest request) {
    return new Charts(request.wording())
        .volume(
            request,
            byChannel(Metrics.TICKETS_OPENED, request),
            byChannel(Metrics.TICKETS_CLOSED, request));
  }

  private List<BreakdownItem> byChannel(Metric metric, PageRequest request) {
    return scores.breakdown(
        metric, Set.of(Dimension.CHANNEL), request.scope(), request.period(), MOST_CHANNELS);
  }

  List<CommentCard> comments(PageRequest request) {
    CommentText texts = new CommentText(request.wording(), request.now());
    return comments.apply(request.scope(), request.period(), NEWEST_SHOWN).stream()
        .map(texts::card)
        .toList();
  }
}
