package dev.barometer.survey.builder;

import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.web.EntityTags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
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
  record TemplateList(List<TemplateItem> items) {}

  /** A survey to begin with; it is none yet, so it says less than one that there is. */
  record TemplateItem(
      String templateId,
      @Schema(implementation = Object.class, description = "As POST /api/surveys takes it")
          SurveyVersion survey) {}

  @GetMapping("/api/survey-templates")
  @Operation(summary = "Surveys to begin with, as they can be posted")
  ResponseEntity<TemplateList> all() {
    return EntityTags.tagged(
        new TemplateList(
            files.templates().stream()
                .map(one -> new TemplateItem(one.templateId(), one.survey()))
                .toList()));
  }
}
