package dev.barometer.complaint.escalation;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Mention;
import dev.barometer.contract.fact.Response;
import dev.barometer.metrics.Metrics;
import dev.barometer.metrics.Scale;
import java.util.ArrayList;
import java.util.List;

/** What somebody said outside a survey, as if he had answered one. */
final class Mentions {
  private static final String PREFIX = "mention:";
  private static final String HASHED = "mention-hash:";

  /** The longest id that may stand on a case. */
  private static final int LONGEST = 200;

  private Mentions() {}

  /** Its id among those of the responses. */
  static String idOf(String mentionId) {
    String id = PREFIX + mentionId;
    return id.codePointCount(0, id.length()) <= LONGEST ? id : HASHED + CaseIds.hash(mentionId);
  }

  static Response asResponse(Mention mention) {
    List<Answer> answers = new ArrayList<>();
    Integer sentiment = mention.sentiment();
    if (sentiment != null) {
      String scale = Scale.of(Metrics.SENTIMENT).get(0).id();
      answers.add(new Answer("sentiment", Metrics.SENTIMENT.id(), scale, sentiment, null, null));
    }
    answers.add(new Answer("text", null, null, null, null, mention.text()));
    return Response.builder(idOf(mention.mentionId()))
        .revision(mention.revision())
        .submittedAt(mention.mentionedAt())
        .channel(mention.channel())
        .locale(mention.locale())
        .respondent(mention.author())
        .answers(answers)
        .context(mention.context())
        .build();
  }
}
