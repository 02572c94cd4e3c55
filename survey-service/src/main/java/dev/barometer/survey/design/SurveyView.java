package dev.barometer.survey.design;

import dev.barometer.contract.survey.SurveyVersion;
import java.time.Instant;
import java.util.List;

/**
 * A survey and its versions.
 *
 * @param newest the newest version that is no draft: it is asked now, where it is not retired; or
 *     else the draft
 */
record SurveyView(String surveyId, SurveyVersion newest, List<VersionLine> versions) {

  /** One of the versions, without its questions. */
  record VersionLine(int version, String status, Instant changedAt) {}

  static SurveyView of(List<SurveyVersion> versions) {
    SurveyVersion newest =
        versions.stream()
            .filter(version -> !version.status().equals(SurveyVersion.DRAFT))
            .reduce((first, second) -> second)
            .orElse(versions.get(versions.size() - 1));
    return new SurveyView(
        newest.surveyId(),
        newest,
        versions.stream()
            .map(one -> new VersionLine(one.version(), one.status(), one.changedAt()))
            .toList());
  }
}
