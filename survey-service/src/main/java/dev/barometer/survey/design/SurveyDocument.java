package dev.barometer.survey.design;

import dev.barometer.contract.survey.SurveyVersion;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A version of a survey as it lies in the database.
 *
 * @param told the revision that the topic knows; 0 where it knows none
 */
@Document(SurveyDocument.COLLECTION)
record SurveyDocument(
    @Id String id, String surveyId, int version, long revision, long told, SurveyVersion content) {
  static final String COLLECTION = "survey_versions";

  static SurveyDocument of(SurveyVersion survey, long told) {
    return new SurveyDocument(
        survey.id(), survey.surveyId(), survey.version(), survey.revision(), told, survey);
  }

  /** Drafts are nobody else's. */
  boolean isUntold() {
    return !content.status().equals(SurveyVersion.DRAFT) && told < revision;
  }
}
