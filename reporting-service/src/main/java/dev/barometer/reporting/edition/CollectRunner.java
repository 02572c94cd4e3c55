package dev.barometer.reporting.edition;

import dev.barometer.starter.progress.Standing;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Collects what an edition is made of, once all that was accepted before it was planned is counted.
 * It is due before the edition is there, so another instance does it where this one dies; done
 * twice it comes to the same.
 */
class CollectRunner {
  static final String COLLECT = "report.collect";

  /** Where the data does not get as far, the edition tells how far it was. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final EditionRepository editions;
  private final TellingRunner telling;
  private final InputsRepository inputs;
  private final BasisReader basis;
  private final NotedTicketReader noted;
  private final Supplier<Standing> progress;
  private final ObjectProvider<Timetable> timetable;
  private final ParametersReader parameters;
  private final EditionMetrics metrics;
  private final Clock clock;

  /**
   * @param progress how far the tallies are, and the tickets
   */
  CollectRunner(
      EditionRepository editions,
      TellingRunner telling,
      InputsRepository inputs,
      BasisReader basis,
      NotedTicketReader noted,
      Supplier<Standing> progress,
      ObjectProvider<Timetable> timetable,
      ParametersReader parameters,
      EditionMetrics metrics,
      Clock clock) {
    this.editions = editions;
    this.telling = telling;
    this.inputs = inputs;
    this.basis = basis;
    this.noted = noted;
    this.progress = progress;
    this.timetable = timetable;
    this.parameters = parameters;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Before the edition is written: a handler that finds none does nothing. */
  void plan(String reportId, Instant at) {
    timetable.getObject().schedule(new Due(COLLECT, reportId, at));
  }

  void collect(String reportId) {
    editions
        .find(reportId)
        .filter(edition -> edition.status() == Status.COLLECTING)
        .ifPresent(this::collect);
  }

  private void collect(Edition edition) {
    Optional<InputsRepository.Kept> before = inputs.kept(edition.reportId());
    if (before.isPresent()) {
      finish(edition, before.get());
      return;
    }
    Instant planned = edition.history().get(0).at();
    Standing standing = progress.get();
    Instant now = clock.instant();
    if (standing.asOf().isBefore(planned) && now.isBefore(planned.plus(LONGEST_WAIT))) {
      timetable.getObject().schedule(new Due(COLLECT, edition.reportId(), now.plus(PAUSE)));
      return;
    }
    Parameters with = parameters.asOf(standing.asOf());
    Inputs found = basis.inputsFor(edition.plan(), with);
    finish(edition, inputs.keep(edition.reportId(), new InputsRepository.Kept(with, found)));
  }

  /** Of what was kept first, also where two were at it. */
  private void finish(Edition edition, InputsRepository.Kept kept) {
    Parameters with = kept.parameters();
    List<Content> contents = Composition.of(edition.plan(), kept.inputs().frozen(), with);
    Annotations handedOn = noted.anew(edition.plan(), edition.noted());
    if (telling.put(
        edition,
        edition.collected(contents, handedOn, with, parameters.codeVersion(), clock.instant()))) {
      metrics.collected(edition.history().get(0).at());
    } else {
      // Somebody it quotes was erased meanwhile, or another instance was faster.
      timetable.getObject().schedule(new Due(COLLECT, edition.reportId(), clock.instant()));
    }
  }

  /** What is being collected and is due nowhere, as after a death between two writes. */
  void resume() {
    editions
        .collecting()
        .forEach(
            edition ->
                timetable
                    .getObject()
                    .scheduleIfAbsent(new Due(COLLECT, edition.reportId(), clock.instant())));
  }
}
