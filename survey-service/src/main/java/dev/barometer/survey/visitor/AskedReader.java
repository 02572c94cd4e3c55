package dev.barometer.survey.visitor;

import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.survey.design.Rotation;
import dev.barometer.survey.design.SurveyRepository;
import dev.barometer.survey.invitation.InvitationDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What somebody is asked by an invitation, what he has answered, and whether he still can. */
@Component
public class AskedReader {
  /** So long an answer can be changed. */
  private static final Duration EDIT_WINDOW = Duration.ofHours(12);

  private final SurveyRepository surveys;
  private final GivenRepository given;

  AskedReader(SurveyRepository surveys, GivenRepository given) {
    this.surveys = surveys;
    this.given = given;
  }

  /** The version that was current when he was invited, with the questions whose turn it is. */
  public SurveyVersion survey(InvitationDocument invitation) {
    SurveyVersion survey =
        surveys.find(invitation.surveyId(), invitation.surveyVersion()).orElseThrow();
    return Rotation.pick(survey, invitation.id());
  }

  /** Null where nothing was answered by its link. */
  @Nullable Given given(InvitationDocument invitation) {
    return given.find(invitation.id()).orElse(null);
  }

  /** Those of these whose answer broke off: they wait for one, though they count as answered. */
  public List<InvitationDocument> unfinished(List<InvitationDocument> some) {
    Set<String> partial =
        given.find(some.stream().map(InvitationDocument::id).toList()).stream()
            .filter(Given::isPartial)
            .map(Given::invitationId)
            .collect(Collectors.toSet());
    return some.stream().filter(one -> partial.contains(one.id())).toList();
  }

  /** Whether it can be answered now. */
  boolean isOpen(InvitationDocument invitation, Instant now) {
    return whyOver(invitation, given(invitation), now) == null;
  }

  /** Why it cannot be answered now; null where it can. */
  static @Nullable String whyOver(
      InvitationDocument invitation, @Nullable Given before, Instant now) {
    Instant expiresAt = invitation.expiresAt();
    if (before != null && before.isPartial() && expiresAt != null && now.isBefore(expiresAt)) {
      return null; // he has not finished
    }
    if (before != null) {
      String late = before.stands() ? "answered" : "withdrawn";
      return now.isBefore(before.submittedAt().plus(EDIT_WINDOW)) ? null : late;
    }
    if (invitation.isOpenAt(now)) {
      return null;
    }
    return switch (invitation.status()) {
      case InvitationDocument.ANSWERED -> "answered";
      case InvitationDocument.CANCELLED -> whyCalledBack(invitation.reason());
      default -> "expired";
    };
  }

  private static String whyCalledBack(@Nullable String reason) {
    if (StoppingRunner.OPTED_OUT.equals(reason)) {
      return "stopped";
    }
    return InvitationDocument.BOUNCED.equals(reason) ? "bounced" : "cancelled";
  }
}
