package dev.barometer.reporting.dashboard;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.cases.DeskLinks;
import dev.barometer.reporting.comment.CommentCard;
import dev.barometer.reporting.comment.CommentText;
import dev.barometer.reporting.comment.CommentView;
import dev.barometer.reporting.page.PageRequest;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.Step;
import dev.barometer.reporting.score.BreakdownItem;
import dev.barometer.reporting.score.ScoreQueries;
import dev.barometer.reporting.score.ScoreView;
import dev.barometer.reporting.target.Yardstick;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  /** How bad experiences are handled, in the order of reading. */
  private static final List<Metric> OF_CASES =
      List.of(
          Metrics.COMPLAINTS,
          Metrics.COMPLAINT_HANDLING_TIME,
          Metrics.COMPLAINT_SLA,
          Metrics.ESCALATION_RATE,
          Metrics.COMPLAINT_REPEAT_RATE);

  /** What people say, asked once more, of how their complaint was handled. */
  private static final String RECHECK = "recheck-satisfaction";

  private static final int MOST_CHANNELS = 12;
  private static final int NEWEST_SHOWN = 6;

  private final ScoreQueries scores;
  private final NewestComments comments;
  private final Steps steps;
  private final Yardsticks yardsticks;
  private final DeskLinks desk;
  private final String recheckCampaign;

  /** What people wrote about a scope in a period, newest first, as far as it may be shown. */
  interface NewestComments {
    List<CommentView> apply(Scope scope, Period period, int limit);
  }

  /** What the scores of a scope are measured by at a moment, by metric. */
  interface Yardsticks {
    Map<String, Yardstick> apply(Scope scope, Collection<Metric> metrics, Instant at);
  }

  /**
   * @param recheckCampaign which asks how complaints were handled; blank where none does
   */
  Dashboard(
      ScoreQueries scores,
      NewestComments comments,
      Steps steps,
      Yardsticks yardsticks,
      DeskLinks desk,
      String recheckCampaign) {
    this.scores = scores;
    this.comments = comments;
    this.steps = steps;
    this.yardsticks = yardsticks;
    this.desk = desk;
    this.recheckCampaign = recheckCampaign;
  }

  List<Tile> tiles(PageRequest request) {
    Tiles tiles = new Tiles(request, null);
    return inputs(
            isOfWhoWasAsked(request.scope()) ? OF_WHO_WAS_ASKED : KEY_FIGURES,
            request.scope(),
            request)
        .map(tiles::tile)
        .toList();
  }

  private Stream<TileInput> inputs(List<Metric> metrics, Scope scope, PageRequest request) {
    Map<String, Yardstick> by = yardsticks.apply(scope, metrics, request.lastMoment());
    return metrics.stream().map(metric -> input(metric, scope, request, by.get(metric.id())));
  }

  private static boolean isOfWhoWasAsked(Scope scope) {
    Set<Dimension> by = scope.values().keySet();
    return by.contains(Dimension.SURVEY) || by.contains(Dimension.CAMPAIGN);
  }

  /**
   * How complaints are handled; none where no case is of the scope. What people say of that
   * afterwards is scored of the campaign that asks them, so it is known of the whole desk alone.
   *
   * @param mayList whether the reader may see the cases themselves
   */
  List<Tile> caseTiles(PageRequest request, boolean mayList) {
    Scope scope = request.scope();
    if (isOfWhoWasAsked(scope)) {
      return List.of();
    }
    String list = mayList ? desk.openedIn(request.scope(), request.period()).orElse(null) : null;
    Tiles tiles = new Tiles(request, list);
    Stream<Tile> ofCases = inputs(OF_CASES, scope, request).map(tiles::tile);
    return Stream.concat(ofCases, recheck(request, tiles).stream()).toList();
  }

  private Optional<Tile> recheck(PageRequest request, Tiles tiles) {
    if (recheckCampaign.isBlank() || !request.scope().equals(Scope.ALL)) {
      return Optional.empty();
    }
    Scope asked = Scope.of(Dimension.CAMPAIGN, recheckCampaign);
    return inputs(List.of(Metrics.CSAT), asked, request)
        .map(tiles::tile)
        .map(tile -> tile.called(RECHECK, "/comments?" + request.query(asked)))
        .findFirst();
  }

  private TileInput input(
      Metric metric, Scope scope, PageRequest request, @Nullable Yardstick yardstick) {
    Period before = request.before();
    return new TileInput(
        metric,
        scores.score(metric, scope, request.period(), before),
        scores.score(metric, scope, before),
        scores.score(metric, scope, firstHalf(before)).n() > 0,
        scores.series(metric, scope, request.period(), steps.of(request.period())),
        yardstick);
  }

  /** Where it holds nothing, the figures do not reach back over half of the period. */
  private static Period firstHalf(Period period) {
    return new Period(period.from(), period.from().plus(period.length().dividedBy(2)));
  }

  NpsTrend npsTrend(PageRequest request) {
    Step step = steps.ofOpinions(request.period());
    List<ScoreView> series = scores.series(Metrics.NPS, request.scope(), request.period(), step);
    Yardstick by =
        yardsticks
            .apply(request.scope(), List.of(Metrics.NPS), request.lastMoment())
            .get(Metrics.NPS.id());
    return new Charts(request.days()).npsTrend(series, step, by);
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
