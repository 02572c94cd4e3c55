package dev.barometer.reporting.edition;

import dev.barometer.starter.progress.Data;
import dev.barometer.starter.progress.Progress;
import dev.barometer.starter.progress.Standing;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Collects what an edition is made of, once all that was accepted before it was planned is counted.
 * It is due before the edition is there, so another instance does it where this one dies; done
 * twice it comes to the same.
 */
@Component
class CollectRunner {
  static final String COLLECT = "report.collect";

  /** Where the data does not get as far, the edition tells how far it was. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final EditionRepository editions;
  private final InputsRepository inputs;
  private final SourceReader source;
  private final Progress progress;
  private final ObjectProvider<Timetable> timetable;
  private final ParametersReader parameters;
  private final Clock clock;

  CollectRunner(
      EditionRepository editions,
      InputsRepository inputs,
      SourceReader source,
      Progress progress,
      ObjectProvider<Timetable> timetable,
      ParametersReader parameters,
      Clock clock) {
    this.editions = editions;
    this.inputs = inputs;
    this.source = source;
    this.progress = progress;
    this.timetable = timetable;
    this.parameters = parameters;
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
    Instant planned = edition.history().get(0).at();
    Standing standing = progress.of(Data.TALLIES, Data.FACTS);
    Instant now = clock.instant();
    if (standing.asOf().isBefore(planned) && now.isBefore(planned.plus(LONGEST_WAIT))) {
      timetable.getObject().schedule(new Due(COLLECT, edition.reportId(), now.plus(PAUSE)));
      return;
    }
    Parameters with = parameters.asOf(standing.asOf());
    Inputs found = source.inputsFor(edition.plan(), with);
    inputs.put(edition.reportId(), found);
    List<Content> contents = Composition.of(edition.plan(), found.frozen(), with);
    editions.put(
        edition, edition.collected(contents, with, parameters.codeVersion(), clock.instant()));
  }
}
