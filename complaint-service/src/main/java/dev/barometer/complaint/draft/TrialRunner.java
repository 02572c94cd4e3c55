package dev.barometer.complaint.draft;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.complaint.rehearsal.DryRunReader;
import dev.barometer.starter.LoggedFailure;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tries drafts out in the background: what is asked is kept and due first, so another instance does
 * it where this one dies. Made twice, it comes to the same.
 */
@Component
class TrialRunner {
  static final String RUN = "rule-trial.run";
  static final String FORGET = "rule-trial.forget";
  private static final Duration KEPT = Duration.ofDays(1);
  private static final Logger log = LoggerFactory.getLogger(TrialRunner.class);

  private final TrialRepository trials;
  private final DryRunReader runs;
  private final ObjectProvider<Timetable> timetable;
  private final Clock clock;

  TrialRunner(
      TrialRepository trials, DryRunReader runs, ObjectProvider<Timetable> timetable, Clock clock) {
    this.trials = trials;
    this.runs = runs;
    this.timetable = timetable;
    this.clock = clock;
  }

  /** Returns the id under which one sees how far it is. */
  String begin(RuleDraft draft, int days) {
    String id = UUID.randomUUID().toString();
    Instant now = clock.instant();
    trials.add(
        new Trial(id, draft.actorId(), days, draft.base(), draft.rules(), now, 0, null, null));
    timetable
        .getObject()
        .schedule(List.of(new Due(RUN, id, now), new Due(FORGET, id, now.plus(KEPT))));
    return id;
  }

  void run(String id) {
    trials.find(id).filter(one -> !one.isOver()).ifPresent(this::run);
  }

  private void run(Trial trial) {
    try {
      DryRunReader.Outcome outcome =
          runs.run(trial.rules(), trial.days(), percent -> trials.read(trial.id(), percent));
      TrialOutcome told =
          TrialOutcome.of(outcome.result(), outcome.from(), outcome.asOf(), outcome.complete());
      trials.end(trial.id(), new String(FactJson.write(told), UTF_8));
    } catch (InvalidRequestException tooMany) {
      trials.fail(trial.id(), "too-many");
    } catch (KafkaException e) {
      log.warn("A draft of rules was not tried out: the broker is away", LoggedFailure.of(e));
      trials.fail(trial.id(), "away");
    }
  }

  void forget(String id) {
    trials.delete(id);
  }
}
