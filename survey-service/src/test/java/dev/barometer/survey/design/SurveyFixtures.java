package dev.barometer.survey.design;

import dev.barometer.contract.survey.Question;
import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.json.FactJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A survey with a question of each kind. */
public final class SurveyFixtures {
  public static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  private static final String DESK =
      """
      {"surveyId": "desk", "title": {"en": "How did we do?", "ko": "어떠셨나요?"},
       "questions": [
        {"questionId": "overall", "kind": "scale", "metric": "csat", "scale": "5", "look": "faces",
         "required": true, "text": {"en": "How satisfied are you?", "ko": "만족하셨습니까?"},
         "labels": {"en": {"1": "Not at all", "5": "Very"}}},
        {"questionId": "reasons", "kind": "choice", "multiple": true, "text": {"en": "What was it?"},
         "options": [{"id": "slow", "text": {"en": "Slow"}}, {"id": "rude", "text": {"en": "Rude"}}],
         "showIf": {"questionId": "overall", "classes": ["negative"]}},
        {"questionId": "lost", "kind": "lost-time", "text": {"en": "How long could you not work?"}},
        {"questionId": "why", "kind": "text", "text": {"en": "Why?"}}],
       "cuts": {"csat": {"positive": [5], "neutral": [4], "negative": [1, 2, 3]}}}
      """;

  private SurveyFixtures() {}

  /** As a manager sends it. */
  public static SurveyVersion asked() {
    return FactJson.read(DESK.getBytes(StandardCharsets.UTF_8), SurveyVersion.class);
  }

  /** Its first version, published. */
  public static SurveyVersion desk() {
    return desk(1);
  }

  /** A later version, published; it asks the same. */
  public static SurveyVersion desk(int version) {
    SurveyVersion asked = asked();
    return new SurveyVersion(
        asked.surveyId(),
        version,
        1,
        SurveyVersion.PUBLISHED,
        asked.title(),
        asked.thanks(),
        asked.questions(),
        asked.cuts(),
        asked.rotations(),
        NOW);
  }

  static SurveyVersion with(Question... questions) {
    SurveyVersion asked = desk();
    return new SurveyVersion(
        asked.surveyId(),
        1,
        1,
        SurveyVersion.DRAFT,
        asked.title(),
        null,
        List.of(questions),
        null,
        null,
        NOW);
  }
}
