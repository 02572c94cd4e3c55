package dev.barometer.reporting.render;

import dev.barometer.frame.wording.Wording;
import dev.barometer.metrics.Metrics;
import dev.barometer.reporting.edition.Content;
import dev.barometer.reporting.edition.Difference;
import dev.barometer.reporting.edition.Edition;
import dev.barometer.reporting.edition.Parameters;
import dev.barometer.reporting.edition.Plan;
import dev.barometer.reporting.edition.Section;
import dev.barometer.reporting.edition.Share;
import dev.barometer.reporting.score.BreakdownItem;
import dev.barometer.reporting.score.ScoreView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words an edition in one language. */
final class ReportText {

  /** Where one sees what a figure is made of. */
  interface Ways {
    /** Paper leads nowhere. */
    Ways NONE = (metric, scope) -> null;

    /**
     * @param scope whose figure it is, as a score names it
     */
    @Nullable String of(String metric, String scope);

    default @Nullable String ticket(String ticketId) {
      return null;
    }

    default @Nullable String action(String actionId) {
      return null;
    }
  }

  private final Wording wording;
  private final Figures figures;
  private final TrendText trends;
  private final MeasureText measures;
  private final TicketText tickets;
  private final QuoteText quotes;
  private final Ways ways;

  ReportText(Wording wording, Ways ways) {
    this.wording = wording;
    this.figures = new Figures(wording);
    this.trends = new TrendText(wording);
    this.measures = new MeasureText(wording);
    this.tickets = new TicketText(wording, ways);
    this.quotes = new QuoteText(wording);
    this.ways = ways;
  }

  /**
   * @param changes against the edition that it corrects; null where it corrects none
   */
  Paper of(Edition edition, @Nullable List<Difference> changes) {
    return new Paper(
        edition.plan().title(),
        edition.plan().languages().get(0),
        facts(edition),
        edition.contents().stream().map(content -> part(edition, content)).toList(),
        changes == null ? null : new DifferenceText(wording).sheet(changes));
  }

  List<Paper.Fact> facts(Edition edition) {
    Plan plan = edition.plan();
    Parameters parameters = edition.parameters();
    List<Paper.Fact> facts = new ArrayList<>();
    add(facts, "scope", scope(plan));
    add(facts, "period", days(plan.from(), plan.to()));
    if (plan.comparedFrom() != null && plan.comparedTo() != null) {
      add(facts, "compared", days(plan.comparedFrom(), plan.comparedTo()));
    }
    add(facts, "edition", wording.count(edition.number()));
    add(facts, "status", say("status", edition.status().label()));
    if (edition.reason() != null) {
      add(facts, "reason", edition.reason());
    }
    if (parameters != null) {
      add(facts, "known-at", wording.dateAndTime(parameters.knownAt()));
    }
    if (edition.codeVersion() != null) {
      add(facts, "code-version", edition.codeVersion());
    }
    if (edition.checksum() != null) {
      add(facts, "checksum", edition.checksum());
    }
    return facts;
  }

  private void add(List<Paper.Fact> facts, String label, String value) {
    facts.add(new Paper.Fact(wording.say("report.fact." + label), value));
  }

  String scope(Plan plan) {
    Map<String, String> values =
        plan.whose().values().entrySet().stream()
            .collect(
                Collectors.toMap(one -> one.getKey().label(), Map.Entry::getValue, (a, b) -> a));
    return values.isEmpty()
        ? wording.say("scope.all")
        : values.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(one -> wording.say("report.named", say("by", one.getKey()), one.getValue()))
            .map(ReportText::heading)
            .collect(Collectors.joining(" · "));
  }

  /** As it stands at the beginning; other scripts than ours know no capitals. */
  private static String heading(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** Both of which count. */
  String days(Instant from, Instant to) {
    String first = wording.date(from);
    String last = wording.date(to.minus(1, ChronoUnit.MILLIS));
    return first.equals(last) ? first : wording.say("range", first, last);
  }

  private Paper.Part part(Edition edition, Content content) {
    String written = edition.texts().getOrDefault(content.section(), "");
    List<Paper.Sheet> sheets =
        Stream.of(
                figures(content.figures()),
                content.tables().stream()
                    .map(table -> sheet(content, table))
                    .flatMap(Optional::stream),
                tickets.sheet(content).stream(),
                measures.sheet(content.measures()).stream(),
                new ImprovementText(wording).sheet(content.actions()).stream())
            .flatMap(one -> one)
            .toList();
    List<Chart> charts =
        Stream.concat(
                content.trends().stream().filter(Chart::isDrawn).map(this::chart),
                measures.charts(content.measures(), trends))
            .toList();
    List<Paper.Passage> passages =
        edition.noted().of(content.section()).stream().map(tickets::passage).toList();
    List<Paper.Quoted> quoted =
        content.section() == Section.SATISFACTION
            ? edition.noted().comments().stream().map(quotes::quoted).toList()
            : List.of();
    return new Paper.Part(
        content.section().label(),
        say("section", content.section().label()),
        edition.plan().languages().get(0),
        paragraphs(written),
        sheets,
        tickets.heading(content.section(), edition.noted(), content),
        passages,
        quoted,
        charts,
        written.isBlank()
            && sheets.isEmpty()
            && charts.isEmpty()
            && passages.isEmpty()
            && quoted.isEmpty());
  }

  /** An empty line ends a paragraph, any other end of a line is one. */
  static List<List<String>> paragraphs(String written) {
    return Arrays.stream(written.split("\\R\\s*\\R"))
        .filter(one -> !one.isBlank())
        .map(one -> one.strip().lines().toList())
        .toList();
  }

  private Stream<Paper.Sheet> figures(List<Content.Figure> told) {
    return sheet(
            null,
            wording.say("report.metric"),
            told.stream()
                .map(one -> new Line(figures.name(one.metric()), one.metric(), one.score()))
                .toList())
        .stream()
        .flatMap(sheet -> new GoalColumn(wording).beside(sheet, told));
  }

  private Optional<Paper.Sheet> sheet(Content content, Content.Table table) {
    Map<@Nullable String, Share> shares = new HashMap<>();
    if (Share.isOf(table)) {
      Share.of(content).forEach(one -> shares.put(one.agent(), one));
    }
    return sheet(
        wording.say("report.by", figures.name(table.metric()), say("by", table.by())),
        heading(say("by", table.by())),
        table.items().stream()
            .map(
                item ->
                    new Line(nameOf(item), table.metric(), item.score(), shares.get(item.value())))
            .toList());
  }

  private String nameOf(BreakdownItem item) {
    String value = item.value();
    return value == null ? wording.say("report.rest") : value;
  }

  /** One score of a table. */
  private record Line(String name, String metric, ScoreView score, @Nullable Share share) {
    Line(String name, String metric, ScoreView score) {
      this(name, metric, score, null);
    }
  }

  private Optional<Paper.Sheet> sheet(@Nullable String caption, String first, List<Line> lines) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    boolean isSpread = lines.stream().anyMatch(line -> line.score().p90() != null);
    boolean isCompared = lines.stream().anyMatch(line -> line.score().change() != null);
    boolean isSure = lines.stream().anyMatch(line -> line.score().interval() != null);
    List<String> columns = new ArrayList<>(List.of(first, wording.say("report.value")));
    addIf(columns, isSure, wording.say("report.interval"));
    addIf(columns, isSpread, wording.say("report.spread"));
    lines.stream()
        .flatMap(line -> Stream.ofNullable(line.share()))
        .findFirst()
        .ifPresent(share -> columns.add(wording.say("report.share", share.of())));
    boolean isShared = lines.stream().anyMatch(line -> line.share() != null);
    columns.add(wording.say("report.n"));
    addIf(columns, isCompared, wording.say("report.change"));
    List<Paper.Row> rows = new ArrayList<>();
    for (Line line : lines) {
      List<String> cells = new ArrayList<>(List.of(figures.value(line.metric(), line.score())));
      addIf(cells, isSure, figures.interval(line.metric(), line.score()));
      addIf(cells, isSpread, spread(line));
      addIf(cells, isShared, line.share() == null ? "" : percent(line.share()));
      cells.add(figures.count(line.score().n()));
      addIf(cells, isCompared, figures.change(line.metric(), line.score()));
      rows.add(new Paper.Row(line.name(), ways.of(line.metric(), line.score().scope()), cells));
    }
    return Optional.of(Paper.Sheet.of(caption, columns, rows));
  }

  private String percent(Share share) {
    return figures.value(Metrics.REOPEN_RATE.id(), share.percent());
  }

  private static void addIf(List<String> all, boolean isThere, String one) {
    if (isThere) {
      all.add(one);
    }
  }

  private String spread(Line line) {
    Double median = line.score().p50();
    Double ninetieth = line.score().p90();
    return median == null || ninetieth == null
        ? ""
        : wording.say(
            "report.both",
            figures.value(line.metric(), median),
            figures.value(line.metric(), ninetieth));
  }

  private Chart chart(Content.Trend trend) {
    return trends.chart(
        trend,
        figures.name(trend.metric()),
        value -> figures.value(trend.metric(), value),
        figures.kind(trend.metric()));
  }

  String say(String kind, String label) {
    return wording.sayOr("report." + kind + "." + label, label);
  }
}
