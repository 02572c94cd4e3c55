package dev.barometer.complaint.template;

import dev.barometer.complaint.cases.Case;
import dev.barometer.complaint.handling.DeskMember;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.complaint.handling.MovePublisher;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Texts to begin with: which there are, and how they read for a case. */
@RestController
@Tag(name = "Messages")
class TemplateController {
  private static final String TEMPLATES = "/api/complaint-templates";

  private final TemplateRepository templates;
  private final TemplateReader reader;
  private final MovePublisher cases;
  private final TemplatePublisher publisher;

  TemplateController(
      TemplateRepository templates,
      TemplateReader reader,
      MovePublisher cases,
      TemplatePublisher publisher) {
    this.templates = templates;
    this.reader = reader;
    this.cases = cases;
    this.publisher = publisher;
  }

  /**
   * All templates.
   *
   * @param fields that texts may have
   */
  record TemplatesView(long revision, List<String> fields, List<Template> templates) {
    static TemplatesView of(TemplateRepository.Kept kept) {
      return new TemplatesView(kept.revision(), Fields.NAMES, kept.templates().templates());
    }
  }

  /** Those for a case. */
  record FilledList(List<TemplateReader.FilledTemplate> items) {}

  @GetMapping(TEMPLATES)
  @Operation(summary = "The texts that messages to customers begin with")
  ResponseEntity<TemplatesView> all() {
    return tagged(templates.find());
  }

  @PutMapping(path = TEMPLATES, consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Puts these templates in the place of all there are",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = Templates.class))))
  @ApiResponse(responseCode = "200", description = "The templates from now on")
  @ApiResponse(responseCode = "412", description = "They were changed since they were read")
  ResponseEntity<TemplatesView> change(
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody byte[] body) {
    Templates asked = FactJson.read(body, Templates.class);
    return tagged(publisher.change(IfMatch.revision(ifMatch), asked));
  }

  @GetMapping("/api/complaints/{id}/templates")
  @Operation(summary = "Templates with the values of a case in the place of their fields")
  FilledList of(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String purpose,
      @RequestParam(required = false) @Nullable String locale,
      HttpServletRequest request) {
    DeskMember member = DeskMemberReader.of(request);
    Case about = cases.find(id, member);
    return new FilledList(
        reader.of(about, purpose(purpose), locale(locale), member.actor().name()));
  }

  private static @Nullable Purpose purpose(@Nullable String label) {
    return label == null
        ? null
        : Purpose.of(label)
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "purpose", "must be one of " + String.join(", ", Purpose.labels())));
  }

  private static @Nullable Locale locale(@Nullable String name) {
    return name == null ? null : Locale.forLanguageTag(name.replace('_', '-'));
  }

  private static ResponseEntity<TemplatesView> tagged(TemplateRepository.Kept kept) {
    return ResponseEntity.ok().eTag(IfMatch.tag(kept.revision())).body(TemplatesView.of(kept));
  }
}
