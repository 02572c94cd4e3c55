package dev.barometer.survey.builder;

import dev.barometer.contract.survey.SurveyVersion;
import java.util.Comparator;
import java.util.List;

/**
 * A survey in the list.
 *
 * @param shown the newest version that is no draft, which alone may be asked; or else the draft
 * @param draft the version that is a draft; 0 where none is
 * @param campaigns the ids of those that ask it
 */
record SurveyLine(
    String surveyId,
    SurveyVersion shown,
    int draft,
    List<SurveyVersion> versions,
    List<String> campaigns) {

  /**
   * @param versions all of one survey, in their order
   */
  static SurveyLine of(List<SurveyVersion> versions, List<String> campaigns) {
    SurveyVersion newest = versions.get(versions.size() - 1);
    SurveyVersion shown =
        versions.stream()
            .filter(one -> !one.status().equals(SurveyVersion.DRAFT))
            .max(Comparator.comparingInt(SurveyVersion::version))
            .orElse(newest);
    boolean isDraft = newest.status().equals(SurveyVersion.DRAFT);
    return new SurveyLine(
        newest.surveyId(), shown, isDraft ? newest.version() : 0, versions, campaigns);
  }

  /** Where a manager goes on: the draft, or else what is asked. */
  public int open() {
    return draft > 0 ? draft : shown.version();
  }

  List<Object> cells() {
    return List.of(
        surveyId,
        shown.title().getOrDefault("en", ""),
        shown.status(),
        shown.version(),
        versions.size(),
        shown.questions().size(),
        String.join(" ", campaigns));
  }
}
