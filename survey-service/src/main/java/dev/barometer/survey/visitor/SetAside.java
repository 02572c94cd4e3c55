package dev.barometer.survey.visitor;

import dev.barometer.contract.fact.Answer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * An answer that hardly a person gave, until somebody lets it in or discards it. Of one invitation
 * the newest.
 *
 * @param why one of those of {@link Suspicion}
 */
@Document(SetAside.COLLECTION)
public record SetAside(
    @Id String invitationId,
    String why,
    Instant at,
    String locale,
    List<Answer> answers,
    String surveyId,
    int surveyVersion,
    String campaignId,
    @Nullable String ticketId,
    @Nullable String personId) {
  static final String COLLECTION = "set_aside_answers";

  public SetAside {
    answers = List.copyOf(answers);
  }
}
