package dev.barometer.complaint.wording;

import dev.barometer.contract.rule.Violations;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.IfMatch;
import dev.barometer.starter.web.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Phrases that put customers off: which there are, and where a text has some. */
@RestController
@Tag(name = "Messages")
class WordingController {
  private static final String LISTS = "/api/complaint-wording";
  private static final int LONGEST_TEXT = 10_000;

  private final WordingRepository lists;
  private final WordingPublisher publisher;

  WordingController(WordingRepository lists, WordingPublisher publisher) {
    this.lists = lists;
    this.publisher = publisher;
  }

  /**
   * What is to be looked at.
   *
   * @param locale in which it is written; without it all lists are asked
   */
  record WordingRequest(String text, @Nullable String locale) {}

  /** What was found; nothing is forbidden by it. */
  record WordingAnswer(List<DismissivePhrase> findings) {}

  /** The lists by language. */
  record ListsView(long revision, Map<String, List<Phrase>> lists) {
    static ListsView of(WordingRepository.Kept kept) {
      return new ListsView(kept.revision(), kept.lists().lists());
    }
  }

  @PostMapping(path = "/api/complaints/wording", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary =
          "Points out dismissive phrases before a message goes to a customer; start and end count UTF-16 code units of the text as it was sent",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = WordingRequest.class))))
  @ApiResponse(responseCode = "200", description = "What was found, in the order of the text")
  WordingAnswer check(@RequestBody byte[] body) {
    WordingRequest asked = FactJson.read(body, WordingRequest.class);
    Violations violations = new Violations(Instant.EPOCH);
    if (violations.present("text", asked.text())) {
      violations.text("text", asked.text(), LONGEST_TEXT);
    }
    throwIfAny(violations);
    return new WordingAnswer(
        new WordingCheck(lists.find().lists()).findings(asked.text(), asked.locale()));
  }

  @GetMapping(LISTS)
  @Operation(summary = "The phrases that are pointed out, by language")
  ResponseEntity<ListsView> all() {
    return tagged(lists.find());
  }

  @PutMapping(path = LISTS, consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Puts these lists in the place of all there are",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = WordingLists.class))))
  @ApiResponse(responseCode = "200", description = "The lists from now on")
  @ApiResponse(responseCode = "412", description = "They were changed since they were read")
  ResponseEntity<ListsView> change(
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody byte[] body) {
    WordingLists asked = FactJson.read(body, WordingLists.class);
    return tagged(publisher.change(IfMatch.revision(ifMatch), asked));
  }

  private static void throwIfAny(Violations violations) {
    if (!violations.all().isEmpty()) {
      throw new InvalidRequestException(violations.all());
    }
  }

  private static ResponseEntity<ListsView> tagged(WordingRepository.Kept kept) {
    return ResponseEntity.ok().eTag(IfMatch.tag(kept.revision())).body(ListsView.of(kept));
  }
}
