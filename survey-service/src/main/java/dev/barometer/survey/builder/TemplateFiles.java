package dev.barometer.survey.builder;

import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.json.FactJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Surveys to begin with, and words for scales, as they come with the service. */
@Component
class TemplateFiles {
  static final String EMPTY = "empty";

  private static final List<String> IDS =
      List.of("after-ticket", "relationship", "rater-year", "complaint-check", EMPTY);

  private final List<VerbalScale> scales = List.of(read("scales.json", VerbalScale[].class));
  private final List<SurveyTemplate> templates =
      IDS.stream()
          .map(id -> new SurveyTemplate(id, read("templates/" + id + ".json", SurveyVersion.class)))
          .toList();

  /**
   * A survey to begin with.
   *
   * @param survey as {@code POST /api/surveys} takes it
   */
  record SurveyTemplate(String templateId, SurveyVersion survey) {}

  List<VerbalScale> scales() {
    return scales;
  }

  List<SurveyTemplate> templates() {
    return templates;
  }

  Optional<SurveyVersion> find(String templateId) {
    return templates.stream()
        .filter(one -> one.templateId().equals(templateId))
        .map(SurveyTemplate::survey)
        .findFirst();
  }

  private static <T> T read(String file, Class<T> type) {
    try (InputStream json = new ClassPathResource("surveys/" + file).getInputStream()) {
      return FactJson.read(json.readAllBytes(), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
