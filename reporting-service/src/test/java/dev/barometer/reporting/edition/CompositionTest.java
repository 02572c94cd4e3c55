package dev.barometer.reporting.edition;

import static dev.barometer.reporting.edition.EditionFixtures.ANN;
import static dev.barometer.reporting.edition.EditionFixtures.FROM;
import static dev.barometer.reporting.edition.EditionFixtures.KNOWN;
import static dev.barometer.reporting.edition.EditionFixtures.PARAMETERS;
import static dev.barometer.reporting.edition.EditionFixtures.PLAN;
import static dev.barometer.reporting.edition.EditionFixtures.TEAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.score.Scope;
import dev.barometer.metrics.Observation;
import dev.barometer.metrics.PointClass;
import dev.barometer.reporting.operating.MeasuredSeries;
import dev.barometer.reporting.score.BreakdownItem;
import dev.barometer.reporting.score.ScoreView;
import dev.barometer.reporting.target.Yardstick;
import dev.barometer.starter.json.FactJson;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A report is made of what was read for it, and can be made again of that alone. */
class CompositionTest {
  private final EditionFixtures.Known known = new EditionFixtures.Known();

  @BeforeEach
  void give() {
    for (int day = -60; day < 80; day++) {
      Instant at = FROM.plus(Duration.ofDays(day)).plusSeconds(3_600);
      for (Scope scope :
          List.of(TEAM, Scope.of(Dimension.TEAM, "Desk", Dimension.PRIORITY, "P" + day % 2))) {
        known.tallies.with(scope, Observation.volume("tickets-closed", at));
        known.tallies.with(scope, Observation.yesNo("sla", day % 5 != 0, at));
        known.tallies.with(scope, Observation.choice("nps", "0-10", 9, PointClass.POSITIVE, at));
      }
    }
    known.tickets.put("channel", Map.of("Phone", 50L, "Mail", 27L, "", 3L));
    known.measured.clear();
    known.measured.add(daily("Mail", "availability", "percent", 98));
    known.measured.add(daily("team:Desk", "working-hours", "hours", 7));
    known.measured.add(new MeasuredSeries("Chat", "usage", "count", List.of()));
  }

  /** A point a day, from 60 days before the quarter. */
  private static MeasuredSeries daily(String system, String measure, String unit, int around) {
    List<MeasuredSeries.Point> points = new ArrayList<>();
    for (int day = -60; day < 80; day++) {
      points.add(
          new MeasuredSeries.Point(
              FROM.plus(Duration.ofDays(day)), around + day % 2 + (day < 0 ? 1 : 0)));
    }
    return new MeasuredSeries(system, measure, unit, points);
  }

  private static List<Content.Measure> measures(List<Content> contents, Section section) {
    return contents.get(section.ordinal()).measures();
  }

  private static ScoreView figure(List<Content> contents, Section section, String metric) {
    return contents.stream()
        .filter(one -> one.section() == section)
        .flatMap(one -> one.figures().stream())
        .filter(one -> one.metric().equals(metric))
        .map(Content.Figure::score)
        .findFirst()
        .orElseThrow();
  }

  private static List<BreakdownItem> table(List<Content> contents, String metric, String by) {
    return contents.stream()
        .flatMap(one -> one.tables().stream())
        .filter(one -> one.metric().equals(metric) && one.by().equals(by))
        .map(Content.Table::items)
        .findFirst()
        .orElse(List.of());
  }

  @Test
  void tellsFiguresTablesAndTrends() {
    List<Content> contents = Composition.of(PLAN, known, PARAMETERS);

    assertThat(contents).extracting(Content::section).containsExactly(Section.values());
    assertThat(figure(contents, Section.VOLUME, "tickets-closed").value()).isEqualTo(80.0);
    assertThat(figure(contents, Section.SLA, "sla").value()).isEqualTo(80.0);
    assertThat(figure(contents, Section.SLA, "sla").change()).isNotNull();
    assertThat(table(contents, "sla", "priority"))
        .extracting(BreakdownItem::value)
        .containsExactly("P0", "P1");
    assertThat(table(contents, "tickets-closed", "channel"))
        .extracting(BreakdownItem::value)
        .containsExactly("Phone", "Mail", null);
    assertThat(table(contents, "sla", "channel")).isEmpty();
    Content.Trend trend = contents.get(Section.TRENDS.ordinal()).trends().get(0);
    assertThat(trend.metric()).isEqualTo("tickets-closed");
    assertThat(trend.step()).isEqualTo("week");
    assertThat(trend.points()).hasSize(14);
    assertThat(trend.points().stream().mapToLong(Content.TrendPoint::n).sum()).isEqualTo(80);
  }

  @Test
  void tellsOperatingDataBySystem_andThatOfPeopleBesideTheWorkload() {
    List<Content> contents = Composition.of(PLAN, known, PARAMETERS);

    Content.Measure mail = measures(contents, Section.OPERATIONS).get(0);
    Content.Measure hours = measures(contents, Section.VOLUME).get(0);
    assertThat(measures(contents, Section.OPERATIONS)).hasSize(1);
    assertThat(measures(contents, Section.VOLUME)).hasSize(1);
    assertThat(measures(contents, Section.SLA)).isEmpty();
    assertThat(mail.system()).isEqualTo("Mail");
    assertThat(mail.n()).isEqualTo(80);
    assertThat(mail.mean()).isEqualTo(98.5);
    assertThat(mail.min()).isEqualTo(98);
    assertThat(mail.max()).isEqualTo(99);
    assertThat(mail.last()).isEqualTo(99);
    assertThat(mail.lastAt()).isEqualTo(FROM.plus(Duration.ofDays(79)));
    assertThat(mail.sum()).isNull();
    assertThat(mail.before()).isEqualTo(98.5);
    assertThat(mail.beforeN()).isEqualTo(60);
    assertThat(mail.trend().step()).isEqualTo("week");
    assertThat(mail.trend().points()).hasSize(14);
    assertThat(mail.trend().points().stream().mapToLong(Content.TrendPoint::n).sum()).isEqualTo(80);
    assertThat(mail.trend().points().get(0).high()).isGreaterThan(mail.trend().center());
    assertThat(mail.trend().points().get(13).value()).isNull();
    assertThat(hours.sum()).isEqualTo(80 * 7.5);
  }

  @Test
  void readsNoOperatingData_whereNoSectionTellsIt() {
    var recorder = new Recorder(known);
    var plan =
        new Plan(
            PLAN.title(),
            PLAN.scope(),
            PLAN.from(),
            PLAN.to(),
            PLAN.comparedFrom(),
            PLAN.comparedTo(),
            List.of(Section.SLA),
            PLAN.languages(),
            PLAN.reviewers(),
            PLAN.recipients());

    Composition.of(plan, recorder, PARAMETERS);

    assertThat(recorder.inputs().measures()).isEmpty();
  }

  @Test
  void saysWhichOperatingDataWasPutRight() {
    List<Content> before = Composition.of(PLAN, known, PARAMETERS);
    known.measured.set(0, daily("Mail", "availability", "percent", 97));

    assertThat(Difference.between(before, Composition.of(PLAN, known, PARAMETERS)))
        .containsExactly(
            new Difference(
                Section.OPERATIONS,
                "availability",
                "Mail",
                new Difference.Value(98.5, 80),
                new Difference.Value(97.5, 80)));
  }

  @Test
  void sealsTheOperatingDataItWasMadeOf() {
    var recorder = new Recorder(known);
    List<Content> made = Composition.of(PLAN, recorder, PARAMETERS);
    Inputs inputs = recorder.inputs();
    Edition edition =
        Edition.planned("r-1", PLAN, ANN, KNOWN).collected(made, PARAMETERS, "1.0", KNOWN);
    Inputs without =
        new Inputs(
            inputs.tallies(),
            inputs.scopes(),
            inputs.tickets(),
            List.of(),
            inputs.actions(),
            inputs.lists(),
            inputs.targets());

    assertThat(inputs.measures()).hasSize(2);
    assertThat(
            Difference.between(
                Seal.of(edition, inputs, FactJson::write),
                Seal.of(edition, without, FactJson::write)))
        .hasSize(2)
        .extracting(Difference::metric)
        .containsOnly("measures");
  }

  @Test
  void isMadeAgainOfItsInputs_toTheByte() {
    var recorder = new Recorder(known);
    List<Content> made = Composition.of(PLAN, recorder, PARAMETERS);
    byte[] kept = FactJson.write(recorder.inputs());
    give();
    known.tickets.clear();
    known.measured.clear();

    List<Content> again =
        Composition.of(PLAN, FactJson.read(kept, Inputs.class).frozen(), PARAMETERS);

    assertThat(again).isEqualTo(made);
    for (int i = 0; i < made.size(); i++) {
      assertThat(FactJson.write(again.get(i))).isEqualTo(FactJson.write(made.get(i)));
      assertThat(FactJson.read(FactJson.write(made.get(i)), Content.class)).isEqualTo(made.get(i));
    }
    assertThat(Composition.of(PLAN, known, PARAMETERS)).isNotEqualTo(made);
  }

  @Test
  void readsNothingTwice() {
    var recorder = new Recorder(known);
    Composition.of(PLAN, recorder, PARAMETERS);
    int reads = known.reads;

    Composition.of(PLAN, recorder, PARAMETERS);

    assertThat(known.reads).isEqualTo(reads);
  }

  @Test
  void saysWhatCameLate() {
    List<Content> before = Composition.of(PLAN, known, PARAMETERS);
    known.tallies.with(TEAM, Observation.volume("tickets-closed", FROM.plusSeconds(60)));
    known.tickets.put("channel", Map.of("Phone", 51L, "Mail", 27L, "", 3L));

    List<Difference> differences =
        Difference.between(before, Composition.of(PLAN, known, PARAMETERS));

    assertThat(differences)
        .contains(
            new Difference(
                Section.VOLUME,
                "tickets-closed",
                null,
                new Difference.Value(80.0, 80),
                new Difference.Value(81.0, 81)),
            new Difference(
                Section.VOLUME,
                "tickets-closed",
                "channel:Phone",
                new Difference.Value(50.0, 50),
                new Difference.Value(51.0, 51)));
    assertThat(differences).extracting(Difference::metric).containsOnly("tickets-closed");
  }

  @Test
  void tellsWhatScoresAreMeasuredBy_andSealsIt() {
    LocalDate day = LocalDate.of(2026, 1, 1);
    known.yardsticks.put(
        "sla", new Yardstick("sla", "all", 1, day, null, 95.0, null, null, "Contract"));
    known.yardsticks.put(
        "nps", new Yardstick("nps", "all", 2, day, null, 50.0, null, null, "Contract"));
    var recorder = new Recorder(known);

    List<Content> made = Composition.of(PLAN, recorder, PARAMETERS);

    Content.Figure sla = made.get(Section.SLA.ordinal()).figures().get(0);
    assertThat(sla.yardstick()).isEqualTo(known.yardsticks.get("sla"));
    assertThat(sla.verdict()).isEqualTo("missed");
    assertThat(made.get(Section.TRENDS.ordinal()).trends())
        .filteredOn(one -> one.yardstick() != null)
        .extracting(Content.Trend::metric)
        .containsExactly("sla", "nps");
    Inputs inputs = recorder.inputs();
    Edition edition =
        Edition.planned("r-1", PLAN, ANN, KNOWN).collected(made, PARAMETERS, "1.0", KNOWN);
    Inputs other =
        new Inputs(
            inputs.tallies(),
            inputs.scopes(),
            inputs.tickets(),
            inputs.measures(),
            inputs.actions(),
            inputs.lists(),
            inputs.targets().stream()
                .map(
                    one ->
                        one.metric().equals("sla")
                            ? new Inputs.OfTarget(one.scope(), one.day(), one.metric(), null)
                            : one)
                .toList());
    assertThat(
            Difference.between(
                Seal.of(edition, inputs, FactJson::write),
                Seal.of(edition, other, FactJson::write)))
        .singleElement()
        .extracting(Difference::metric, Difference::of)
        .containsExactly("targets", "team:Desk|2026-06-30|sla");
    assertThat(Difference.between(made, Composition.of(PLAN, other.frozen(), PARAMETERS)))
        .extracting(Difference::metric)
        .containsOnly(Difference.TARGET)
        .hasSize(3);
    byte[] kept = FactJson.write(inputs);
    assertThat(Composition.of(PLAN, FactJson.read(kept, Inputs.class).frozen(), PARAMETERS))
        .isEqualTo(made);
  }

  @Test
  void saysWhichPartOfWhatIsFrozenIsAnotherOne() {
    var recorder = new Recorder(known);
    List<Content> made = Composition.of(PLAN, recorder, PARAMETERS);
    Inputs inputs = recorder.inputs();
    Edition edition =
        Edition.planned("r-1", PLAN, ANN, KNOWN)
            .collected(made, PARAMETERS, "1.0", KNOWN)
            .written(Section.SLA, "Nights.", ANN, KNOWN);
    Seal seal = Seal.of(edition, inputs, FactJson::write);

    Edition otherText = edition.written(Section.SLA, "Nights!", ANN, KNOWN);
    assertThat(Difference.between(seal, Seal.of(otherText, inputs, FactJson::write)))
        .extracting(Difference::section, Difference::metric)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Section.SLA, "text"));

    Inputs.OfPeriod first = inputs.tallies().get(0);
    Inputs oneMissing =
        new Inputs(
            inputs.tallies().subList(1, inputs.tallies().size()),
            inputs.scopes(),
            inputs.tickets(),
            inputs.measures(),
            inputs.actions(),
            inputs.lists(),
            inputs.targets());
    assertThat(Difference.between(seal, Seal.of(edition, oneMissing, FactJson::write)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.metric()).isEqualTo("tallies");
              assertThat(one.of()).startsWith(first.scope()).contains(first.from().toString());
            });
    assertThat(Seal.of(otherText, inputs, FactJson::write).checksum())
        .isNotEqualTo(seal.checksum());
    assertThat(Seal.of(edition, inputs, FactJson::write)).isEqualTo(seal);
  }
}
