package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Actor;
import dev.barometer.complaint.cases.Assignee;
import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseMoves;
import dev.barometer.complaint.cases.CaseRepository;
import dev.barometer.complaint.publishing.PublishingRunner;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Moves cases: each move is written with what there is to tell of it, or not at all. */
@Component
public class MovePublisher {
  private final CaseRepository cases;
  private final CaseAccess access;
  private final PublishingRunner runner;
  private final Clock clock;

  MovePublisher(CaseRepository cases, CaseAccess access, PublishingRunner runner, Clock clock) {
    this.cases = cases;
    this.access = access;
    this.runner = runner;
    this.clock = clock;
  }

  /** One move, as the rules know it. */
  @FunctionalInterface
  public interface Step {
    Case take(Case here, Actor by, Instant now);
  }

  /**
   * A case that he sees.
   *
   * @throws ResponseStatusException 404 where there is none, or none that he may see
   */
  public Case find(String caseId, DeskMember member) {
    return cases
        .find(caseId)
        .filter(found -> access.sees(member, found))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no case " + caseId));
  }

  /** Those of them that he sees, the newest first. */
  public List<Case> find(Collection<String> caseIds, DeskMember member) {
    return cases.find(caseIds).stream()
        .filter(found -> access.sees(member, found))
        .sorted(Comparator.comparing(Case::openedAt).thenComparing(Case::caseId).reversed())
        .toList();
  }

  /**
   * The case after the move.
   *
   * @param wanted the revision that the move is meant for; null where any will do
   * @throws ResponseStatusException 412 where it has another, 403 where somebody else has to do it
   */
  public Case move(String caseId, @Nullable Long wanted, DeskMember member, Step step) {
    while (true) {
      Case here = find(caseId, member);
      IfMatch.require(wanted, here.revision());
      requireAnother(here, member);
      Optional<Case> kept = cases.put(here, step.take(here, member.actor(), clock.instant()));
      if (kept.isPresent()) {
        runner.soon(caseId);
        return kept.get();
      }
    }
  }

  /**
   * The revision that somebody decides by who looks at a page. A mail that went meanwhile makes a
   * new one, and is no news: whoever acknowledges, and goes on, is not told that somebody else did
   * something.
   *
   * @param drawn of the page
   * @param read the last entry of the history that stood on it
   */
  public long asRead(String caseId, long drawn, int read, DeskMember member) {
    Case here = find(caseId, member);
    return here.revision() > drawn && here.handling().isReadTo(read) ? here.revision() : drawn;
  }

  /** What a review is for: somebody else looks at it. */
  private void requireAnother(Case here, DeskMember member) {
    String first = here.handling().stageOf();
    if (first != null && !CaseAccess.mayMove(member, cases.find(first).orElse(null))) {
      throw new ResponseStatusException(
          HttpStatus.FORBIDDEN, "A review is for somebody who had no hand in the first stage");
    }
  }

  /**
   * Gives it to somebody.
   *
   * @throws InvalidRequestException where it is a review, and he had a hand in the first stage
   */
  public Case assign(
      String caseId,
      @Nullable Long wanted,
      DeskMember member,
      Supplier<Assignee> to,
      CaseMoves rules) {
    return move(
        caseId,
        wanted,
        member,
        (here, by, now) -> {
          Assignee assignee = to.get();
          requireAnother(here, assignee);
          return rules.assign(here, by, now, assignee);
        });
  }

  private void requireAnother(Case here, Assignee to) {
    String first = here.handling().stageOf();
    var actor = new Actor(to.actorId(), to.name());
    if (first != null
        && cases.find(first).filter(stage -> stage.handling().hasHand(actor)).isPresent()) {
      throw new InvalidRequestException(
          "to", "must be somebody who had no hand in the first stage");
    }
  }

  /** A case that is new, unless it was there already. */
  Case open(Case opened) {
    Case kept = cases.put(null, opened).or(() -> cases.find(opened.caseId())).orElseThrow();
    runner.soon(kept.caseId());
    return kept;
  }
}
