package dev.barometer.complaint.rule;

import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.IfMatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Which bad experiences become cases. */
@RestController
@Tag(name = "Complaint rules")
class RuleController {
  private static final String PATH = "/api/complaint-rules";

  private final RuleReader reader;
  private final RulePublisher publisher;
  private final Clock clock;

  RuleController(RuleReader reader, RulePublisher publisher, Clock clock) {
    this.reader = reader;
    this.publisher = publisher;
    this.clock = clock;
  }

  @GetMapping(PATH)
  @Operation(summary = "The rules in their order; the first that matches wins")
  ResponseEntity<RuleList> all() {
    return tagged(reader.now());
  }

  @PutMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Changes the rules; what came in before is judged by those that stood then",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = RuleListRequest.class))))
  @ApiResponse(responseCode = "200", description = "They stand")
  @ApiResponse(responseCode = "412", description = "They were changed since they were read")
  @ApiResponse(responseCode = "422", description = "A rule is not sound; its field is named")
  ResponseEntity<RuleList> change(
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody byte[] body) {
    RuleListRequest asked = FactJson.read(body, RuleListRequest.class);
    return tagged(publisher.change(IfMatch.revision(ifMatch), asked.toRules(clock.instant())));
  }

  private static ResponseEntity<RuleList> tagged(RuleList list) {
    return ResponseEntity.ok().eTag(IfMatch.tag(list.revision())).body(list);
  }
}
