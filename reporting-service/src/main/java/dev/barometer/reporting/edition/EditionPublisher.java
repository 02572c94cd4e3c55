package dev.barometer.reporting.edition;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Plans editions, and takes them from hand to hand until they are published. */
@Component
class EditionPublisher {
  private static final String PREFIX = "R-";
  private final EditionRepository editions;
  private final InputsRepository inputs;
  private final CollectRunner collecting;
  private final TellingRunner telling;
  private final SourceReader source;
  private final AuditLog audit;
  private final Clock clock;

  EditionPublisher(
      EditionRepository editions,
      InputsRepository inputs,
      CollectRunner collecting,
      TellingRunner telling,
      SourceReader source,
      AuditLog audit,
      Clock clock) {
    this.editions = editions;
    this.inputs = inputs;
    this.collecting = collecting;
    this.telling = telling;
    this.source = source;
    this.audit = audit;
    this.clock = clock;
  }

  Edition plan(Plan plan, Step.Person by) {
    Edition edition = Edition.planned(PREFIX + UUID.randomUUID(), plan, by, clock.instant());
    begin(edition);
    return edition;
  }

  /** Whether it is new. */
  private boolean begin(Edition edition) {
    Instant at = edition.history().get(0).at();
    record(edition);
    // Not at once: it would be looked for before it is there.
    collecting.plan(edition.reportId(), at.plus(TellingRunner.IN_CASE));
    boolean isNew = telling.add(edition);
    collecting.plan(edition.reportId(), at);
    return isNew;
  }

  /**
   * @throws ResponseStatusException 404 where there is none
   */
  Edition find(String reportId) {
    return editions
        .find(reportId)
        .orElseThrow(
            () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such report"));
  }

  /**
   * @param wanted the revision that was read; null for whatever there is
   */
  Edition change(
      String reportId, @Nullable Long wanted, BiFunction<Edition, Instant, Edition> step) {
    while (true) {
      Edition before = find(reportId);
      if (wanted != null && before.revision() != wanted) {
        throw new ResponseStatusException(
            HttpStatus.PRECONDITION_FAILED, "It was changed since you read it: read it again");
      }
      Edition after = step.apply(before, clock.instant());
      if (after.equals(before)) {
        return after;
      }
      record(after);
      if (telling.put(before, after)) {
        return after;
      }
    }
  }

  /** Before it is done: what cannot be written down is not done. */
  private void record(Edition edition) {
    Step last = edition.history().get(edition.history().size() - 1);
    audit.record(
        "report." + last.what().label(),
        edition.reportId(),
        Map.of("title", edition.plan().title(), "edition", Integer.toString(edition.number())));
  }

  /** Freezes it; what it was made of is sealed first. */
  Edition publish(String reportId, @Nullable Long wanted, Step.Person by) {
    return change(
        reportId,
        wanted,
        (edition, now) -> {
          edition.published("", by, now); // refused before anything is sealed
          Seal seal = Seal.of(edition, inputsOf(edition));
          inputs.seal(reportId, seal);
          return edition.published(seal.checksum(), by, now);
        });
  }

  /**
   * A new edition of what is published; only of the newest one. Its id is derived, so that of two
   * who ask for it at once one gets it.
   */
  Edition correct(String reportId, String reason, Step.Person by) {
    if (reason.isBlank()) {
      throw new InvalidRequestException("reason", "is required");
    }
    String nextId = PREFIX + UUID.nameUUIDFromBytes((reportId + "/next").getBytes(UTF_8));
    Edition next = find(reportId).corrected(nextId, reason, by, clock.instant());
    if (!begin(next)) {
      throw new NotOpenException("It has a new edition already: " + nextId);
    }
    return next;
  }

  /** Where what is kept is not what it would be if it were made of its inputs once more. */
  List<Difference> differencesFromInputs(Edition edition) {
    Inputs kept = inputsOf(edition);
    List<Difference> ofParts =
        inputs
            .sealOf(edition.reportId())
            .map(seal -> Difference.between(seal, Seal.of(edition, kept)))
            .orElse(List.of());
    List<Difference> ofFigures =
        Difference.between(edition.contents(), contents(edition, kept.frozen()));
    return Stream.concat(ofParts.stream(), ofFigures.stream()).toList();
  }

  /** Where it is not what it would be if it were made of what is known by now. */
  List<Difference> differencesFromLog(Edition edition) {
    return Difference.between(edition.contents(), contents(edition, source.live()));
  }

  private static List<Content> contents(Edition edition, Source from) {
    Parameters parameters = edition.parameters();
    return parameters == null ? List.of() : Composition.of(edition.plan(), from, parameters);
  }

  private Inputs inputsOf(Edition edition) {
    return inputs
        .find(edition.reportId())
        .orElseThrow(() -> new NotOpenException("It cannot be verified before it is collected"));
  }
}
