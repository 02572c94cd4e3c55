package dev.barometer.survey.design;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Which surveys there are and what they ask. */
@RestController
class SurveysController {
  private final SurveysRepository surveys;

  SurveysController(SurveysRepository surveys) {
    this.surveys = surveys;
  }

  /** A page of surveys; there is one. */
  record Page(List<Survey> items) {}

  @GetMapping("/api/surveys")
  Page all() {
    return new Page(surveys.all());
  }

  @GetMapping("/api/surveys/{id}")
  Survey one(@PathVariable String id) {
    return surveys.find(id).orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND));
  }
}
