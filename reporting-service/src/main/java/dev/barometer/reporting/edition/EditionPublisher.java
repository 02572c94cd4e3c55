package dev.barometer.reporting.edition;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.security.Caller;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Plans editions, and takes them from hand to hand until they are published. */
@Component
public class EditionPublisher {
  private static final String PREFIX = "R-";
  private static final String RULE = "report-strategy";
  private static final String ERASURE_RULE = "erasure";

  private final EditionRepository editions;
  private final InputsRepository inputs;
  private final CollectRunner collecting;
  private final TellingRunner telling;
  private final BasisReader basis;
  private final NotedTicketReader tickets;
  private final QuoteRepository quotes;
  private final AuditLog audit;
  private final Clock clock;

  EditionPublisher(
      EditionRepository editions,
      InputsRepository inputs,
      CollectRunner collecting,
      TellingRunner telling,
      BasisReader basis,
      NotedTicketReader tickets,
      QuoteRepository quotes,
      AuditLog audit,
      Clock clock) {
    this.editions = editions;
    this.inputs = inputs;
    this.collecting = collecting;
    this.telling = telling;
    this.basis = basis;
    this.tickets = tickets;
    this.quotes = quotes;
    this.audit = audit;
    this.clock = clock;
  }

  /** Who does something, as its history names him. */
  public static Step.Person person(Caller caller) {
    return new Step.Person(caller.id(), caller.name());
  }

  public Edition plan(Plan plan, Step.Person by) {
    Edition edition = Edition.planned(PREFIX + UUID.randomUUID(), plan, by, clock.instant());
    begin(edition);
    return edition;
  }

  /**
   * Plans a report by hand under an id that follows from what it is about; a further one where that
   * is taken.
   */
  public Edition plan(
      String wantedId, Plan plan, SortedMap<Section, String> texts, Step.Person by) {
    Step step = Step.of(Step.What.PLANNED, by, clock.instant());
    Edition edition = Edition.planned(wantedId, plan, texts, step);
    if (editions.find(wantedId).isEmpty() && begin(edition)) {
      return edition;
    }
    Edition further = Edition.planned(PREFIX + UUID.randomUUID(), plan, texts, step);
    begin(further);
    return further;
  }

  /** Plans what is due under an id that follows from what it is about: once, however often. */
  public void planOnce(String reportId, Plan plan, SortedMap<Section, String> texts) {
    Optional<Edition> there = editions.find(reportId);
    if (there.isPresent()) {
      collecting.plan(reportId, there.get().history().get(0).at());
      return;
    }
    Step step = Step.byBarometer(Step.What.PLANNED, clock.instant());
    begin(Edition.planned(reportId, plan, texts, step));
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
  public Edition find(String reportId) {
    return editions
        .find(reportId)
        .orElseThrow(
            () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such report"));
  }

  /**
   * @param wanted the revision that was read; null for whatever there is
   */
  public Edition change(
      String reportId, @Nullable Long wanted, BiFunction<Edition, Instant, Edition> step) {
    while (true) {
      Edition before = find(reportId);
      IfMatch.require(wanted, before.revision());
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
    String act = "report." + last.what().label();
    Map<String, String> details =
        Map.of("title", edition.plan().title(), "edition", Integer.toString(edition.number()));
    if (last.by() == null) {
      String rule = last.what() == Step.What.ERASED ? ERASURE_RULE : RULE;
      audit.recordByRule(rule, act, edition.reportId(), details);
    } else {
      audit.record(act, edition.reportId(), details);
    }
  }

  /** Quotes nobody any more who is erased or took back what he said; the same where all stand. */
  Edition forgetWhatIsGone(String reportId) {
    return change(
        reportId,
        null,
        (edition, now) -> edition.erased(quotes.gone(edition.noted().quoted()), now));
  }

  /** Freezes it; what it was made of is sealed first. */
  public Edition publish(String reportId, @Nullable Long wanted, Step.Person by) {
    forgetWhatIsGone(reportId);
    return change(
        reportId,
        wanted,
        (edition, now) -> {
          edition.published("", by, now); // refused before anything is sealed
          Seal seal = sealOf(edition, inputsOf(edition));
          inputs.seal(reportId, seal);
          return edition.published(seal.checksum(), by, now);
        });
  }

  /**
   * A new edition of what is published; only of the newest one. Its id is derived, so that of two
   * who ask for it at once one gets it.
   */
  public Edition correct(String reportId, String reason, Step.Person by) {
    if (reason.isBlank()) {
      throw new InvalidRequestException("reason", "is required");
    }
    String nextId = PREFIX + UUID.nameUUIDFromBytes((reportId + "/next").getBytes(UTF_8));
    Edition next = find(reportId).corrected(nextId, reason, by, clock.instant());
    quotes.note(nextId, next.noted().quoted());
    if (!begin(next)) {
      throw new NotOpenException("It has a new edition already: " + nextId);
    }
    return forgetWhatIsGone(nextId);
  }

  /** Where what is kept is not what it would be if it were made of its inputs once more. */
  public List<Difference> differencesFromInputs(Edition edition) {
    Inputs kept = inputsOf(edition);
    List<Difference> ofParts =
        inputs
            .sealOf(edition.reportId())
            .map(seal -> Difference.between(seal, sealOf(edition, kept)))
            .orElse(List.of());
    List<Difference> ofFigures =
        Difference.between(edition.contents(), contents(edition, kept.frozen()));
    return Stream.concat(ofParts.stream(), ofFigures.stream()).toList();
  }

  /** Where it is not what it would be if it were made of what is known by now. */
  public List<Difference> differencesFromLog(Edition edition) {
    List<Content> live = contents(edition, basis.live());
    Annotations now = tickets.anew(edition.plan(), edition.noted());
    return Stream.concat(
            Difference.between(edition.contents(), live).stream(),
            NoteDifferences.ofTickets(edition.noted(), now, edition.contents()).stream())
        .toList();
  }

  /** What is another one than in the edition that it corrects; null where it corrects none. */
  public @Nullable List<Difference> changes(Edition edition) {
    String corrected = edition.corrects();
    if (corrected == null || edition.parameters() == null) {
      return null;
    }
    Edition before = find(corrected);
    return Stream.concat(
            Difference.between(before.contents(), edition.contents()).stream(),
            NoteDifferences.ofWords(before.noted(), edition.noted()).stream())
        .toList();
  }

  /**
   * The newest first.
   *
   * @param status only those; null for all
   */
  public CursorPage<Edition> page(@Nullable Status status, @Nullable Cursor after, int limit) {
    return editions.page(status, after, limit);
  }

  private static List<Content> contents(Edition edition, Basis from) {
    Parameters parameters = edition.parameters();
    return parameters == null ? List.of() : Composition.of(edition.plan(), from, parameters);
  }

  private static Seal sealOf(Edition edition, Inputs madeOf) {
    return Seal.of(edition, madeOf, FactJson::write);
  }

  private Inputs inputsOf(Edition edition) {
    return inputs
        .find(edition.reportId())
        .orElseThrow(() -> new NotOpenException("It cannot be verified before it is collected"));
  }
}
