package dev.barometer.complaint.handling;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.cases.CaseMoves;
import dev.barometer.complaint.cases.Entry;
import dev.barometer.complaint.escalation.EvidenceRepository;
import dev.barometer.complaint.publishing.PublishingRunner;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Begins cases by hand and out of others, and makes one a part of another. */
@Component
public class StagePublisher {
  private static final String REVIEW = "-review";

  private final MovePublisher moves;
  private final StageRunner stages;
  private final CaseMoves rules;
  private final EvidenceRepository evidence;
  private final CaseAccess access;
  private final PublishingRunner runner;
  private final Clock clock;

  StagePublisher(
      MovePublisher moves,
      StageRunner stages,
      CaseMoves rules,
      EvidenceRepository evidence,
      CaseAccess access,
      PublishingRunner runner,
      Clock clock) {
    this.moves = moves;
    this.stages = stages;
    this.rules = rules;
    this.evidence = evidence;
    this.access = access;
    this.runner = runner;
    this.clock = clock;
  }

  /**
   * Takes down what somebody complains of.
   *
   * @param key makes the same request known; null where each is another
   */
  public Case take(HandRequest asked, @Nullable String key, DeskMember member) {
    String about = key == null ? UUID.randomUUID().toString() : member.actor().id() + "\0" + key;
    String saidId = "said-" + LinkSecrets.hash(about).substring(0, 32);
    Case taken =
        evidence.take(
            asked.toComplaint(saidId, member.actor(), clock.instant()),
            there -> access.sees(member, there));
    runner.soon(taken.caseId());
    return taken;
  }

  /** The case that became a part of the other. */
  public Case merge(String id, @Nullable Long wanted, DeskMember member, MoveRequest.Merge asked) {
    if (asked.into() == null) {
      throw new InvalidRequestException("into", "is required");
    }
    Case into = moves.find(asked.into(), member);
    Case merged =
        moves.move(id, wanted, member, (here, by, now) -> rules.merge(here, by, now, into));
    stages.bringAbout(into.caseId(), merged, last(merged));
    return merged;
  }

  /** The new case. */
  public Case split(String id, @Nullable Long wanted, DeskMember member, MoveRequest.Split asked) {
    List<String> some = asked.evidence() == null ? List.of() : asked.evidence();
    String newId = "C-" + LinkSecrets.hash(id + "\0" + String.join("\0", some)).substring(0, 32);
    Case source =
        moves.move(
            id,
            wanted,
            member,
            (here, by, now) ->
                rules.split(here, by, now, some, newId, MoveReader.text(asked.reason())));
    return stages.bringAbout(newId, source, last(source));
  }

  /** The second stage. */
  public Case review(
      String id, @Nullable Long wanted, DeskMember member, MoveRequest.Because asked) {
    String reviewId = id + REVIEW;
    Case first =
        moves.move(
            id,
            wanted,
            member,
            (here, by, now) ->
                rules.review(here, by, now, MoveReader.text(asked.reason()), reviewId));
    return stages.bringAbout(reviewId, first, last(first));
  }

  private static Entry last(Case moved) {
    List<Entry> history = moved.handling().history();
    return history.get(history.size() - 1);
  }
}
