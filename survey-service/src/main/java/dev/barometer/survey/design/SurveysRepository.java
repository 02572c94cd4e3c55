package dev.barometer.survey.design;

import dev.barometer.starter.json.FactJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Repository;

/** The surveys that come with the service. */
@Repository
class SurveysRepository {
  private final List<Survey> surveys = List.of(read("surveys/after-ticket.json"));

  private static Survey read(String resource) {
    try (InputStream json = new ClassPathResource(resource).getInputStream()) {
      return FactJson.read(json.readAllBytes(), Survey.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Survey> all() {
    return surveys;
  }

  Optional<Survey> find(String surveyId) {
    return surveys.stream().filter(survey -> survey.surveyId().equals(surveyId)).findFirst();
  }
}
