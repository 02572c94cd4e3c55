package dev.barometer.complaint.group;

import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseMoves;
import dev.barometer.complaint.cases.Move;
import dev.barometer.complaint.cases.MoveRefusedException;
import dev.barometer.complaint.handling.DeskMember;
import dev.barometer.complaint.handling.MovePublisher;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.starter.timetable.Due;
import dev.barometer.starter.timetable.Timetable;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Answers many cases, each as if it were answered alone. What is asked is kept first, and is due a
 * minute later: whoever dies in the middle leaves the rest to that, or to who asks again with his
 * key. That a case has its answer stands in its history, so it gets it once.
 */
@Component
class ManyAnswerPublisher {
  static final String FINISH = "many-answer.finish";
  static final String FORGET = "many-answer.forget";
  private static final String DETAIL = "many";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofDays(30);

  private final ManyAnswerRepository answers;
  private final MovePublisher moves;
  private final CaseMoves rules;
  private final ObjectProvider<Timetable> timetable;
  private final Clock clock;

  ManyAnswerPublisher(
      ManyAnswerRepository answers,
      MovePublisher moves,
      CaseMoves rules,
      ObjectProvider<Timetable> timetable,
      Clock clock) {
    this.answers = answers;
    this.moves = moves;
    this.rules = rules;
    this.timetable = timetable;
    this.clock = clock;
  }

  /** What is asked, as it is kept; nothing is answered yet. */
  ManyAnswer begin(
      ManyAnswer.Kind kind, ManyRequest asked, @Nullable String key, DeskMember member) {
    asked.check();
    String about = key == null ? UUID.randomUUID().toString() : member.actor().id() + "\0" + key;
    String id = LinkSecrets.hash(kind + "\0" + about).substring(0, 32);
    String digest = LinkSecrets.hash(asked.toString());
    Instant now = clock.instant();
    timetable
        .getObject()
        .schedule(List.of(due(FINISH, id, now.plus(PATIENCE)), due(FORGET, id, now.plus(KEPT))));
    ManyAnswer kept =
        answers.register(
            new ManyAnswer(
                id,
                digest,
                kind,
                asked.message(),
                asked.isFormal(),
                member,
                asked.ids(),
                Map.of(),
                false));
    if (!kept.digest().equals(digest)) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT, "Something else was asked with this Idempotency-Key");
    }
    return kept;
  }

  private static Due due(String kind, String id, Instant at) {
    return new Due(kind, id, at);
  }

  /** It is done soon, while the caller looks on. */
  void soon(ManyAnswer kept) {
    timetable.getObject().schedule(due(FINISH, kept.id(), clock.instant()));
  }

  Optional<ManyAnswer> find(String id, DeskMember member) {
    return answers.find(id).filter(one -> one.member().actor().id().equals(member.actor().id()));
  }

  /** Does what is still to be done of it; the one with all outcomes. */
  ManyAnswer finish(ManyAnswer kept) {
    for (int place = 0; place < kept.complaints().size() && !kept.done(); place++) {
      if (kept.outcomeAt(place) == null) {
        answers.note(kept.id(), place, answer(kept, kept.complaints().get(place)));
      }
    }
    answers.finish(kept.id());
    timetable.getObject().cancel(FINISH, kept.id());
    return answers.find(kept.id()).orElse(kept);
  }

  /** The same, of what is kept under an id; nothing where that never came about. */
  void finish(String id) {
    answers.find(id).filter(one -> !one.done()).ifPresent(this::finish);
  }

  void forget(String id) {
    answers.delete(id);
  }

  private ManyAnswer.Outcome answer(ManyAnswer kept, String caseId) {
    try {
      moves.move(caseId, null, kept.member(), (here, by, now) -> step(kept, here, by, now));
      return ManyAnswer.Outcome.responded(caseId);
    } catch (AnsweredException again) {
      return ManyAnswer.Outcome.responded(caseId);
    } catch (MoveRefusedException e) {
      return ManyAnswer.Outcome.refused(
          caseId,
          String.valueOf(e.getMessage()),
          e.open().stream().map(Move::label).sorted().toList());
    } catch (InvalidRequestException e) {
      return ManyAnswer.Outcome.refused(
          caseId,
          e.violations().stream().map(Violation::toString).collect(Collectors.joining("; ")),
          null);
    } catch (ResponseStatusException e) {
      if (e.getStatusCode().is5xxServerError()) {
        throw e;
      }
      return ManyAnswer.Outcome.refused(caseId, String.valueOf(e.getReason()), null);
    }
  }

  private Case step(ManyAnswer kept, Case here, Actor by, Instant now) {
    boolean hasIt =
        here.handling().history().stream()
            .anyMatch(entry -> kept.id().equals(entry.details().get(DETAIL)));
    if (hasIt) {
      throw new AnsweredException();
    }
    Map<String, String> details = Map.of(DETAIL, kept.id());
    String message = Objects.requireNonNull(kept.message());
    return kept.kind() == ManyAnswer.Kind.ANSWER
        ? rules.respond(here, by, now, message, kept.formal(), details)
        : rules.message(here, by, now, message, details);
  }

  /** The case has it already. */
  private static final class AnsweredException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
