package dev.barometer.survey.design;

import dev.barometer.contract.survey.SurveyVersion;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.EntityTags;
import dev.barometer.starter.web.IfMatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** What is asked: surveys and their versions. */
@RestController
@Tag(name = "Surveys")
class SurveysController {
  private static final String VERSIONS = "/api/surveys/{id}/versions";

  private final SurveyRepository surveys;
  private final SurveyPublisher publisher;

  SurveysController(SurveyRepository surveys, SurveyPublisher publisher) {
    this.surveys = surveys;
    this.publisher = publisher;
  }

  /** All surveys. */
  record SurveyList(List<SurveyView> items) {}

  @GetMapping("/api/surveys")
  @Operation(summary = "Which surveys there are")
  ResponseEntity<SurveyList> all() {
    Map<String, List<SurveyVersion>> byId =
        surveys.all().stream()
            .collect(
                Collectors.groupingBy(
                    SurveyVersion::surveyId, LinkedHashMap::new, Collectors.toList()));
    return EntityTags.tagged(new SurveyList(byId.values().stream().map(SurveyView::of).toList()));
  }

  @GetMapping("/api/surveys/{id}")
  @Operation(summary = "A survey: what it asks now, and its versions")
  ResponseEntity<SurveyView> one(@PathVariable String id) {
    List<SurveyVersion> versions = surveys.versions(id);
    if (versions.isEmpty()) {
      throw SurveyPublisher.unknown();
    }
    return EntityTags.tagged(SurveyView.of(versions));
  }

  @GetMapping(VERSIONS + "/{version}")
  @Operation(summary = "What a version asks, in each language")
  ResponseEntity<SurveyVersion> version(@PathVariable String id, @PathVariable int version) {
    return surveys
        .find(id, version)
        .map(SurveysController::tagged)
        .orElseThrow(SurveyPublisher::unknown);
  }

  @PostMapping(path = "/api/surveys", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Adds a survey: version 1, a draft",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = SurveyVersion.class))))
  @ApiResponse(responseCode = "201", description = "A draft, which asks nobody yet")
  @ApiResponse(responseCode = "409", description = "The id is taken")
  ResponseEntity<SurveyVersion> create(@RequestBody byte[] body) {
    SurveyVersion draft = publisher.create(FactJson.read(body, SurveyVersion.class));
    return created("/api/surveys/{id}", draft);
  }

  @PostMapping(VERSIONS)
  @Operation(summary = "A new draft, with the questions of the newest version")
  @ApiResponse(responseCode = "201", description = "A draft")
  @ApiResponse(responseCode = "409", description = "The newest version is a draft still")
  ResponseEntity<SurveyVersion> next(@PathVariable String id) {
    return created(VERSIONS + "/{version}", publisher.nextDraft(id));
  }

  @PutMapping(path = VERSIONS + "/{version}", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Changes a draft",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = SurveyVersion.class))))
  @ApiResponse(responseCode = "200", description = "Changed")
  @ApiResponse(responseCode = "409", description = "It is published and stays as it is")
  @ApiResponse(responseCode = "412", description = "It was changed since it was read")
  ResponseEntity<SurveyVersion> change(
      @PathVariable String id,
      @PathVariable int version,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody byte[] body) {
    return tagged(
        publisher.change(
            id, version, IfMatch.revision(ifMatch), FactJson.read(body, SurveyVersion.class)));
  }

  @DeleteMapping(VERSIONS + "/{version}")
  @Operation(summary = "Discards a draft")
  @ApiResponse(responseCode = "204", description = "It is gone")
  @ApiResponse(responseCode = "409", description = "It is published and stays")
  @ApiResponse(responseCode = "412", description = "It was changed since it was read")
  ResponseEntity<Void> discard(
      @PathVariable String id,
      @PathVariable int version,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    publisher.discard(id, version, IfMatch.revision(ifMatch));
    return ResponseEntity.noContent().build();
  }

  @PostMapping(VERSIONS + "/{version}/publish")
  @Operation(summary = "Publishes a draft: it never changes again")
  @ApiResponse(responseCode = "200", description = "Published, and acknowledged by the broker")
  @ApiResponse(responseCode = "409", description = "It is no draft")
  @ApiResponse(responseCode = "412", description = "It was changed since it was read")
  ResponseEntity<SurveyVersion> publish(
      @PathVariable String id,
      @PathVariable int version,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    return tagged(publisher.publish(id, version, IfMatch.revision(ifMatch)));
  }

  @PostMapping(VERSIONS + "/{version}/retire")
  @Operation(summary = "Retires a published version: it asks nobody new")
  @ApiResponse(responseCode = "200", description = "Retired, and acknowledged by the broker")
  @ApiResponse(responseCode = "409", description = "It is not published")
  ResponseEntity<SurveyVersion> retire(@PathVariable String id, @PathVariable int version) {
    return tagged(publisher.retire(id, version));
  }

  private static ResponseEntity<SurveyVersion> created(String path, SurveyVersion draft) {
    URI address =
        UriComponentsBuilder.fromPath(path)
            .buildAndExpand(Map.of("id", draft.surveyId(), "version", draft.version()))
            .encode()
            .toUri();
    return ResponseEntity.created(address).eTag(IfMatch.tag(draft.revision())).body(draft);
  }

  private static ResponseEntity<SurveyVersion> tagged(SurveyVersion survey) {
    return ResponseEntity.ok().eTag(IfMatch.tag(survey.revision())).body(survey);
  }
}
