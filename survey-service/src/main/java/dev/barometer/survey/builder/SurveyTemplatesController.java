package dev.barometer.survey.builder;

import dev.barometer.starter.web.EntityTags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Surveys to begin with, for programs. */
@RestController
@Tag(name = "Surveys")
class SurveyTemplatesController {
  private final TemplateFiles files;

  SurveyTemplatesController(TemplateFiles files) {
    this.files = files;
  }

  /** All of them. */
  record TemplateList(List<TemplateFiles.SurveyTemplate> items) {}

  @GetMapping("/api/survey-templates")
  @Operation(summary = "Surveys to begin with, as they can be posted")
  ResponseEntity<TemplateList> all() {
    return EntityTags.tagged(new TemplateList(files.templates()));
  }
}
