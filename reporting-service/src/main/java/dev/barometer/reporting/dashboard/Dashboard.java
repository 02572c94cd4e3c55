package dev.barometer.reporting.dashboard;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Family;
import dev.barometer.metrics.Metric;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.cases.Cases;
import dev.barometer.reporting.comment.CommentView;
import dev.barometer.reporting.period.OrganisationCalendar;
import dev.barometer.reporting.period.Period;
import dev.barometer.reporting.period.Step;
import dev.barometer.reporting.score.BreakdownItem;
import dev.barometer.reporting.score.ScoreQueries;
import dev.barometer.reporting.score.ScoreView;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
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
          Metrics.TICKETS_CLOSED);

  /** The dimensions a viewer may choose from: those that comments and cases can be told by too. */
  private static final List<Dimension> CHOICES = List.of(Dimension.SERVICE, Dimension.TEAM);

  private static final int MOST_CHANNELS = 12;
  private static final int NEWEST_SHOWN = 6;
  private static final int NEWEST_SEARCHED = 200;

  private final ScoreQueries scores;
  private final Function<Dimension, List<Scope>> scopesOf;
  private final IntFunction<List<CommentView>> comments;
  private final Cases cases;
  private final OrganisationCalendar calendar;
  private final List<Band> bands;
  private final @Nullable String caseLink;

  Dashboard(
      ScoreQueries scores,
      Function<Dimension, List<Scope>> scopesOf,
      IntFunction<List<CommentView>> comments,
      Cases cases,
      OrganisationCalendar calendar,
      List<Band> bands,
      @Nullable String caseLink) {
    this.scores = scores;
    this.scopesOf = scopesOf;
    this.comments = comments;
    this.cases = cases;
    this.calendar = calendar;
    this.bands = bands;
    this.caseLink = caseLink;
  }

  /** The scope a link names; what is not offered as a choice shows everything. */
  static Scope scopeOf(String text) {
    try {
      Scope scope = Scope.asked(text);
      return scope.values().size() == 1 && CHOICES.containsAll(scope.values().keySet())
          ? scope
          : Scope.ALL;
    } catch (IllegalArgumentException notAScope) {
      return Scope.ALL;
    }
  }

  Page page(PageRequest request) {
    return new Page(
        request.window().id(),
        request.scope().toString(),
        Arrays.stream(Window.values())
            .map(window -> new Page.WindowChoice(window.id(), window == request.window()))
            .toList(),
        CHOICES.stream().map(this::choices).filter(group -> !group.choices().isEmpty()).toList(),
        request.wording().zoneName(),
        request.now(),
        request.wording().time("date.second", request.now()));
  }

  private Page.ScopeGroup choices(Dimension dimension) {
    return new Page.ScopeGroup(
        dimension.label(),
        scopesOf.apply(dimension).stream()
            .map(scope -> new Page.ScopeChoice(scope.toString(), name(scope, dimension)))
            .sorted(Comparator.comparing(Page.ScopeChoice::name))
            .toList());
  }

  private static String name(Scope scope, Dimension dimension) {
    return scope.values().getOrDefault(dimension, "");
  }

  List<Tile> tiles(PageRequest request) {
    Tiles tiles = new Tiles(request.wording(), bands);
    return KEY_FIGURES.stream().map(metric -> tiles.tile(input(metric, request))).toList();
  }

  private TileInput input(Metric metric, PageRequest request) {
    Period period = period(request);
    Period before = calendar.previous(period);
    return new TileInput(
        metric,
        scores.score(metric, request.scope(), period, before),
        metric.family() == Family.VOLUME ? scores.score(metric, request.scope(), before) : null,
        scores.series(metric, request.scope(), period, request.window().step()));
  }

  NpsTrend npsTrend(PageRequest request) {
    Step step = request.window().opinionStep();
    List<ScoreView> series = scores.series(Metrics.NPS, request.scope(), period(request), step);
    return new Charts(request.wording()).npsTrend(series, step);
  }

  Volume volume(PageRequest request) {
    return new Charts(request.wording())
        .volume(
            request.scope(),
            byChannel(Metrics.TICKETS_OPENED, request),
            byChannel(Metrics.TICKETS_CLOSED, request));
  }

  private List<BreakdownItem> byChannel(Metric metric, PageRequest request) {
    return scores.breakdown(
        metric, Set.of(Dimension.CHANNEL), request.scope(), period(request), MOST_CHANNELS);
  }

  List<CommentCard> comments(PageRequest request) {
    CommentsAndCases texts = new CommentsAndCases(request.wording(), request.now());
    return comments.apply(NEWEST_SEARCHED).stream()
        .filter(comment -> belongs(request.scope(), comment.service(), comment.team()))
        .limit(NEWEST_SHOWN)
        .map(texts::comment)
        .toList();
  }

  List<CaseRow> cases(PageRequest request) {
    CommentsAndCases texts = new CommentsAndCases(request.wording(), request.now());
    return cases.newest(NEWEST_SEARCHED).stream()
        .filter(row -> belongs(request.scope(), row.service(), row.team()))
        .limit(NEWEST_SHOWN)
        .map(row -> texts.row(row, caseLink))
        .toList();
  }

  private static boolean belongs(Scope scope, @Nullable String service, @Nullable String team) {
    return scope.values().entrySet().stream()
        .allMatch(
            wanted ->
                wanted.getValue().equals(wanted.getKey() == Dimension.SERVICE ? service : team));
  }

  private Period period(PageRequest request) {
    return request.window().period(calendar, request.now());
  }
}
