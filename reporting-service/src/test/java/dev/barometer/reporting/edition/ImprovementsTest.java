package dev.barometer.reporting.edition;

import static dev.barometer.reporting.action.ReportedActionFixtures.dropped;
import static dev.barometer.reporting.action.ReportedActionFixtures.finished;
import static dev.barometer.reporting.action.ReportedActionFixtures.planned;
import static dev.barometer.reporting.action.ReportedActionFixtures.started;
import static dev.barometer.reporting.edition.EditionFixtures.ANN;
import static dev.barometer.reporting.edition.EditionFixtures.FROM;
import static dev.barometer.reporting.edition.EditionFixtures.KNOWN;
import static dev.barometer.reporting.edition.EditionFixtures.PARAMETERS;
import static dev.barometer.reporting.edition.EditionFixtures.PLAN;
import static dev.barometer.reporting.edition.EditionFixtures.TEAM;
import static dev.barometer.reporting.edition.EditionFixtures.TO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.barometer.metrics.Observation;
import dev.barometer.reporting.action.ReportedAction;
import dev.barometer.starter.json.FactJson;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a report tells of actions is as of its collecting, and can be made again of its inputs. */
class ImprovementsTest {
  private static final LocalDate START = LocalDate.of(2026, 5, 6);
  private static final LocalDate DUE = START.plusWeeks(6);

  private final EditionFixtures.Known known = new EditionFixtures.Known();

  @BeforeEach
  void give() {
    for (int day = -56; day < 56; day++) {
      Instant at = START.plusDays(day).atTime(10, 0).toInstant(ZoneOffset.UTC);
      for (int i = 0; i < 10; i++) {
        known.tallies.with(TEAM, Observation.yesNo("sla", i < (day < 0 ? 5 : 8), at));
      }
    }
  }

  private ReportedAction running() {
    return started(planned("A-1", TEAM, "sla", 75, START, DUE), known);
  }

  private static List<Content.ActionLine> lines(Basis source) {
    return Composition.of(PLAN, source, PARAMETERS).get(Section.IMPROVEMENT.ordinal()).actions();
  }

  @Test
  void tellsOpenOnes_andThoseOfBeforeWithTheirEffect() {
    known.actions =
        List.of(
            planned("A-0", TEAM, "art", 3_600, LocalDate.of(2026, 7, 10), LocalDate.of(2026, 9, 1)),
            finished(running(), KNOWN.minusSeconds(60)));

    List<Content.ActionLine> lines = lines(known);

    assertThat(lines)
        .extracting(Content.ActionLine::actionId, Content.ActionLine::status)
        .containsExactly(tuple("A-0", "planned"), tuple("A-1", "done"));
    assertThat(lines.get(0).before()).isNull();
    assertThat(lines.get(0).verdict()).isNull();
    Content.ActionLine done = lines.get(1);
    assertThat(done.owner()).isEqualTo("Bo");
    assertThat(done.due()).isEqualTo(DUE.toString());
    assertThat(done.target()).isEqualTo(75);
    assertThat(done.before().value()).isCloseTo(50, within(1e-9));
    assertThat(done.after().value()).isCloseTo(80, within(1e-9));
    assertThat(done.difference()).isCloseTo(30, within(1e-9));
    assertThat(done.verdict()).isEqualTo("improved");
    assertThat(done.overdue()).isFalse();
  }

  @Test
  void tellsOfAnActionThatIsLate_andOfNoneThatWasPlannedAfterwards() {
    known.actions = List.of(running());

    Parameters before =
        new Parameters(
            START.minusDays(20).atStartOfDay().toInstant(ZoneOffset.UTC),
            5,
            "UTC",
            PARAMETERS.hoursKept(),
            List.of());

    assertThat(lines(known).get(0).overdue()).isTrue();
    assertThat(Improvements.of(PLAN, known, before)).isEmpty();
  }

  @Test
  void theEffectGoesAsFarAsThePeriod() {
    known.actions =
        List.of(started(planned("A-1", TEAM, "sla", 75, START, START.plusWeeks(12)), known));

    Content.ActionLine line = lines(known).get(0);

    assertThat(line.weeks()).isEqualTo(8);
    assertThat(line.after().to())
        .isEqualTo(START.plusWeeks(8).atStartOfDay().toInstant(ZoneOffset.UTC));
    assertThat(line.after().to()).isBeforeOrEqualTo(TO);
    assertThat(line.verdict()).isEqualTo("too early");
  }

  @Test
  void tellsNothingOfWhatEndedLongBefore() {
    known.actions =
        List.of(
            dropped(running(), FROM.minusSeconds(1)),
            finished(running(), TO.minus(Duration.ofDays(366))));

    assertThat(lines(known)).isEmpty();
  }

  @Test
  void isMadeAgainOfItsInputs_whateverBecameOfTheActions() {
    known.actions = List.of(running());
    Recorder recorder = new Recorder(known);
    List<Content> made = Composition.of(PLAN, recorder, PARAMETERS);
    byte[] kept = FactJson.write(recorder.inputs());
    known.actions = List.of();
    give();

    List<Content> again =
        Composition.of(PLAN, FactJson.read(kept, Inputs.class).frozen(), PARAMETERS);

    assertThat(again).isEqualTo(made);
    assertThat(
            FactJson.read(FactJson.write(made.get(Section.IMPROVEMENT.ordinal())), Content.class))
        .isEqualTo(made.get(Section.IMPROVEMENT.ordinal()));
  }

  @Test
  void staysTheSameAgainstTheLog_whenTheActionGoesOn() {
    ReportedAction running = running();
    known.actions = List.of(running);
    List<Content> made = Composition.of(PLAN, known, PARAMETERS);

    known.actions = List.of(finished(running, KNOWN.plusSeconds(60)));

    assertThat(Difference.between(made, Composition.of(PLAN, known, PARAMETERS))).isEmpty();
  }

  @Test
  void namesTheAction_whereWhatCameLateMovesItsEffect() {
    known.actions = List.of(running());
    List<Content> made = Composition.of(PLAN, known, PARAMETERS);
    known.tallies.with(
        TEAM,
        Observation.yesNo("sla", false, START.plusDays(3).atTime(10, 0).toInstant(ZoneOffset.UTC)));

    assertThat(Difference.between(made, Composition.of(PLAN, known, PARAMETERS)))
        .filteredOn(one -> one.section() == Section.IMPROVEMENT)
        .singleElement()
        .satisfies(one -> assertThat(one.of()).isEqualTo("A-1"));
  }

  @Test
  void theSealCoversTheActions() {
    known.actions = List.of(running());
    Recorder recorder = new Recorder(known);
    List<Content> made = Composition.of(PLAN, recorder, PARAMETERS);
    Inputs inputs = recorder.inputs();
    Edition edition =
        Edition.planned("r-1", PLAN, ANN, KNOWN).collected(made, PARAMETERS, "1.0", KNOWN);

    Inputs without =
        new Inputs(
            inputs.tallies(),
            inputs.scopes(),
            inputs.tickets(),
            inputs.measures(),
            List.of(),
            inputs.lists(),
            inputs.targets());

    assertThat(
            Difference.between(
                Seal.of(edition, inputs, FactJson::write),
                Seal.of(edition, without, FactJson::write)))
        .extracting(Difference::metric)
        .containsExactly("actions");
  }

  @Test
  void asksForNone_whereTheReportHasNoSuchSection() {
    Plan without =
        new Plan(
            PLAN.title(),
            PLAN.scope(),
            FROM,
            TO,
            null,
            null,
            List.of(Section.OVERVIEW, Section.SLA),
            PLAN.languages(),
            List.of(),
            List.of());

    Composition.of(without, known, PARAMETERS);

    assertThat(known.asked).isZero();
  }
}
