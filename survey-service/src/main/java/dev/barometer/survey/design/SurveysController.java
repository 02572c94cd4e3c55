package dev.barometer.survey.design;

import dev.barometer.starter.web.EntityTags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Which surveys there are and what they ask. */
@RestController
@Tag(name = "Surveys")
class SurveysController {
  private final SurveysRepository surveys;

  SurveysController(SurveysRepository surveys) {
    this.surveys = surveys;
  }

  /** A page of surveys; there is one. */
  record SurveyList(List<Survey> items) {}

  @GetMapping("/api/surveys")
  @Operation(summary = "Which surveys there are")
  ResponseEntity<SurveyList> all() {
    return EntityTags.tagged(new SurveyList(surveys.all()));
  }

  @GetMapping("/api/surveys/{id}")
  @Operation(summary = "What a survey asks, in each language")
  ResponseEntity<Survey> one(@PathVariable String id) {
    return surveys
        .find(id)
        .map(EntityTags::tagged)
        .orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND));
  }
}
