package dev.barometer.complaint.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.complaint.handling.DeskMemberReader;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/** Groups of cases, and one answer to many. */
@RestController
@Tag(name = "Groups")
@RequestMapping("/api/complaint-groups")
class GroupController {
  private static final int LONGEST_PAGE = 200;
  private static final String ALL_DONE = "What came of it at each";
  private static final String OTHER = "Something else was asked with this key";
  private static final String ONCE =
      "Each case is answered on its own record, or refused. The same request with the same"
          + " Idempotency-Key is done once, and finished where it was broken off.";

  private final GroupReader reader;
  private final ManyAnswerPublisher publisher;

  GroupController(GroupReader reader, ManyAnswerPublisher publisher) {
    this.reader = reader;
    this.publisher = publisher;
  }

  /**
   * A group.
   *
   * @param before how many there were in the time of the same length in front of the period
   */
  record GroupView(
      String by, String value, long cases, long open, Instant newest, long before, boolean grows) {}

  /** What came of one answer to many. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ManyView(String answerId, boolean done, int asked, List<ManyAnswer.Outcome> items) {
    static ManyView of(ManyAnswer answer) {
      return new ManyView(answer.id(), answer.done(), answer.complaints().size(), answer.inOrder());
    }
  }

  @GetMapping
  @Operation(
      summary = "Cases that have something in common, the largest groups first",
      description =
          "Of the last 30 days, unless asked for others; open ones of before are counted as open."
              + " Themes are words that cases share, of the newest 5000.")
  CursorPage<GroupView> groups(
      @RequestParam(required = false) @Nullable String by,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit,
      HttpServletRequest request) {
    var member = DeskMemberReader.of(request);
    GroupBy asked = reader.by(by, member);
    int most = CursorPage.limit(limit, LONGEST_PAGE);
    int skipped = place(cursor);
    List<CaseGroup> all = reader.groups(asked, reader.period(from, to), member);
    List<CaseGroup> rest = all.subList(Math.min(skipped, all.size()), all.size());
    String next =
        rest.size() > most ? new Cursor(Instant.EPOCH, "" + (skipped + most)).toString() : null;
    return new CursorPage<>(rest.stream().limit(most).map(one -> view(asked, one)).toList(), next);
  }

  /** How many the pages before held. */
  private static int place(@Nullable String cursor) {
    Cursor asked = Cursor.asked(cursor);
    try {
      return asked == null ? 0 : Math.max(0, Integer.parseInt(asked.id()));
    } catch (NumberFormatException foreign) {
      throw Cursor.foreign();
    }
  }

  private GroupView view(GroupBy by, CaseGroup group) {
    return new GroupView(
        by.label(),
        group.value(),
        group.cases(),
        group.open(),
        group.newest(),
        group.before(),
        reader.grows(group));
  }

  @PostMapping(path = "/answers", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "One answer to many cases",
      description = ONCE,
      requestBody =
          @RequestBody(content = @Content(schema = @Schema(implementation = ManyRequest.class))))
  @ApiResponse(responseCode = "200", description = ALL_DONE)
  @ApiResponse(responseCode = "409", description = OTHER)
  ResponseEntity<ManyView> answer(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      HttpServletRequest request) {
    return done(ManyAnswer.Kind.ANSWER, key, body, request);
  }

  @PostMapping(path = "/messages", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "One message to the customers of many cases, besides the answer",
      description = ONCE,
      requestBody =
          @RequestBody(content = @Content(schema = @Schema(implementation = ManyRequest.class))))
  @ApiResponse(responseCode = "200", description = ALL_DONE)
  @ApiResponse(responseCode = "409", description = OTHER)
  ResponseEntity<ManyView> message(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @org.springframework.web.bind.annotation.RequestBody byte[] body,
      HttpServletRequest request) {
    return done(ManyAnswer.Kind.MESSAGE, key, body, request);
  }

  private ResponseEntity<ManyView> done(
      ManyAnswer.Kind kind, @Nullable String key, byte[] body, HttpServletRequest request) {
    ManyRequest asked = FactJson.read(body, ManyRequest.class);
    ManyAnswer done =
        publisher.finish(publisher.begin(kind, asked, key, DeskMemberReader.of(request)));
    URI address =
        UriComponentsBuilder.fromPath("/api/complaint-groups/answers/{id}").build(done.id());
    return ResponseEntity.ok().location(address).body(ManyView.of(done));
  }

  @GetMapping("/answers/{id}")
  @Operation(summary = "How far an answer to many has come, for who gave it")
  ManyView progress(@PathVariable String id, HttpServletRequest request) {
    return publisher
        .find(id, DeskMemberReader.of(request))
        .map(ManyView::of)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no such answer"));
  }
}
