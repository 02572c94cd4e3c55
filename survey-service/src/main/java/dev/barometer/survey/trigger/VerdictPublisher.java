package dev.barometer.survey.trigger;

import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.signature.LinkSecrets;
import dev.barometer.survey.campaign.Candidate;
import dev.barometer.survey.campaign.Verdict;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Makes verdicts invitations, or notes that nobody was asked. */
@Component
class VerdictPublisher {
  private final SurveyRepository surveys;
  private final InvitationPublisher invitations;
  private final LinkSecrets secrets;

  VerdictPublisher(SurveyRepository surveys, InvitationPublisher invitations, LinkSecrets secrets) {
    this.surveys = surveys;
    this.invitations = invitations;
    this.secrets = secrets;
  }

  /** A candidate and what becomes of it. */
  record Decided(Candidate candidate, Verdict verdict) {}

  /**
   * Returns when all of it is told; the same once more changes nothing.
   *
   * @return ids of those who are not asked, also where somebody else decided that before
   */
  Set<String> publish(Collection<Decided> some, Instant now) {
    Map<String, Integer> versions = new HashMap<>();
    Map<String, List<Duration>> reminders = new HashMap<>();
    List<InvitationDocument> documents = new ArrayList<>();
    for (Decided one : some) {
      Candidate candidate = one.candidate();
      int version = versions.computeIfAbsent(candidate.campaign().surveyId(), this::askedNow);
      reminders.put(candidate.campaign().campaignId(), candidate.campaign().reminders());
      String link = LinkSecrets.hash(secrets.of(candidate.invitationId()));
      documents.add(NewInvitation.of(candidate, one.verdict(), version, link, now));
    }
    return invitations.issue(documents, reminders).stream()
        .filter(one -> one.status().equals(InvitationDocument.SUPPRESSED))
        .map(InvitationDocument::id)
        .collect(Collectors.toSet());
  }

  /**
   * One that was retired since it was decided is asked still; where none was ever published nobody
   * is asked, and the first is named.
   */
  private int askedNow(String surveyId) {
    return surveys.askedLast(surveyId).map(SurveyVersion::version).orElse(1);
  }
}
