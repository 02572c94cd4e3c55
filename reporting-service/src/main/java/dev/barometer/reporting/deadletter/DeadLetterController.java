package dev.barometer.reporting.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.rule.Violation;
import dev.barometer.reporting.parameter.Parameters;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.json.UnreadableFactException;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** Dead letters over HTTP, for administrators. */
@RestController
@Tag(name = "Dead letters")
class DeadLetterController {
  static final int LONGEST_NOTE = 500;

  private static final int MOST = 200;
  private static final int LONGEST_WORDS = 200;
  private static final Set<String> KINDS =
      Arrays.stream(DeadLetterKind.values())
          .map(DeadLetterKind::label)
          .collect(Collectors.toCollection(TreeSet::new));

  private final DeadLetterRepository deadLetters;
  private final DeadLetterPublisher publisher;

  DeadLetterController(DeadLetterRepository deadLetters, DeadLetterPublisher publisher) {
    this.deadLetters = deadLetters;
    this.publisher = publisher;
  }

  @GetMapping("/api/dead-letters")
  @Operation(summary = "Dead letters, newest first")
  DeadLetterView.Page list(
      @Parameter(description = "open, sent-back or discarded") @RequestParam(required = false)
          @Nullable String state,
      @Parameter(description = "The service that put them aside") @RequestParam(required = false)
          @Nullable String group,
      @Parameter(description = "The topic they stood on") @RequestParam(required = false)
          @Nullable String topic,
      @RequestParam(required = false) @Nullable String kind,
      @Parameter(description = "Text in the id, the key or the reason")
          @RequestParam(required = false)
          @Nullable String q,
      @Parameter(description = "The next of the page before") @RequestParam(required = false)
          @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    int most = CursorPage.limit(limit, MOST);
    DeadLetterFilter filter = DeadLetterFilter.of(state(state), group, topic, kind(kind), words(q));
    return DeadLetterView.Page.of(deadLetters.newest(filter, cursor(cursor), most + 1), most);
  }

  /** How many dead letters there are of each kind and state. */
  record Summary(long open, List<DeadLetterRepository.Count> counts) {}

  @GetMapping("/api/dead-letters/summary")
  @Operation(summary = "How many dead letters there are, by group, topic, kind and state")
  Summary summary() {
    List<DeadLetterRepository.Count> counts = deadLetters.counts();
    long open =
        counts.stream()
            .filter(count -> count.state().equals(DeadLetterState.OPEN.label()))
            .mapToLong(DeadLetterRepository.Count::letters)
            .sum();
    return new Summary(open, counts);
  }

  @GetMapping("/api/dead-letters/{id}")
  @Operation(summary = "One dead letter, with all that came and what was done to it")
  DeadLetterView one(@PathVariable String id) {
    return DeadLetterView.inFull(find(id));
  }

  @PostMapping("/api/dead-letters/{id}/send-back")
  @Operation(
      summary = "Send one back to its inbound topic, mended or as it came",
      description =
          "The body may hold value, JSON or text, in the place of what came, and key, which has to"
              + " be the id. What would not pass the gate is refused with 422 and the field.")
  @ApiResponse(responseCode = "200", description = "Sent back, and acknowledged by the broker")
  @ApiResponse(responseCode = "409", description = "It was discarded, or can be read only")
  DeadLetterView sendBack(
      @PathVariable String id,
      @RequestBody(required = false) byte @Nullable [] body,
      @Parameter(hidden = true) Principal caller) {
    JsonNode said = body == null || body.length == 0 ? null : object(body);
    publisher.sendBack(
        find(id),
        said == null ? null : value(said),
        said == null ? null : text(said, "key"),
        caller.getName());
    return one(id);
  }

  @PostMapping("/api/dead-letters/{id}/discard")
  @Operation(summary = "Settle one without sending it, with a reason")
  @ApiResponse(responseCode = "200", description = "Settled")
  @ApiResponse(responseCode = "409", description = "It was settled otherwise before")
  DeadLetterView discard(
      @PathVariable String id,
      @RequestBody byte[] body,
      @Parameter(hidden = true) Principal caller) {
    publisher.discard(find(id), reason(text(object(body), "reason")), caller.getName());
    return one(id);
  }

  /**
   * What became of open dead letters that were to go back as they came.
   *
   * @param next what to go on with where there are more; those refused are passed by
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Receipt(int sentBack, int refused, List<Item> items, @Nullable String next) {}

  /** What became of one. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Item(String id, String outcome, @Nullable List<Violation> errors) {}

  @PostMapping("/api/dead-letters/send-back")
  @Operation(
      summary = "Send open ones back as they came, at most 500 at once",
      description = "For when the cause was mended. Answers what became of each.")
  Receipt sendBackAll(
      @RequestParam(required = false) @Nullable String group,
      @RequestParam(required = false) @Nullable String topic,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable String cursor,
      @Parameter(hidden = true) Principal caller) {
    DeadLetterFilter filter =
        DeadLetterFilter.of(DeadLetterState.OPEN, group, topic, kind(kind), null);
    List<DeadLetter> found =
        deadLetters.newest(filter, cursor(cursor), DeadLetterPublisher.MOST_AT_ONCE + 1);
    List<DeadLetter> batch =
        found.subList(0, Math.min(found.size(), DeadLetterPublisher.MOST_AT_ONCE));
    List<Item> items =
        publisher.sendBack(batch, filter.named(), caller.getName()).stream()
            .map(DeadLetterController::item)
            .toList();
    int sent = (int) items.stream().filter(item -> item.errors() == null).count();
    return new Receipt(
        sent,
        items.size() - sent,
        items,
        found.size() > DeadLetterPublisher.MOST_AT_ONCE
            ? batch.get(DeadLetterPublisher.MOST_AT_ONCE - 1).cursor().toString()
            : null);
  }

  private static Item item(DeadLetterPublisher.Sent sent) {
    return sent.violations().isEmpty()
        ? new Item(sent.id(), DeadLetterState.SENT_BACK.label(), null)
        : new Item(sent.id(), "refused", sent.violations());
  }

  private DeadLetter find(String id) {
    return deadLetters
        .find(id)
        .orElseThrow(
            () ->
                new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such dead letter."));
  }

  private static @Nullable Cursor cursor(@Nullable String cursor) {
    return cursor == null ? null : Cursor.parse(cursor);
  }

  private static @Nullable DeadLetterState state(@Nullable String state) {
    return state == null || state.isEmpty()
        ? null
        : DeadLetterState.of(state)
            .orElseThrow(
                () -> new InvalidRequestException("state", "must be open, sent-back or discarded"));
  }

  private static @Nullable String kind(@Nullable String kind) {
    return kind == null || kind.isEmpty() ? null : Parameters.oneOf("kind", kind, KINDS);
  }

  private static @Nullable String words(@Nullable String q) {
    if (q != null && q.length() > LONGEST_WORDS) {
      throw new InvalidRequestException("q", "must have at most " + LONGEST_WORDS + " characters");
    }
    return q;
  }

  private static JsonNode object(byte[] body) {
    JsonNode said = FactJson.readTree(body);
    if (!said.isObject()) {
      throw new UnreadableFactException(new Violation("", "must be an object"));
    }
    return said;
  }

  private static @Nullable String text(JsonNode said, String field) {
    JsonNode value = said.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw invalid(field, "must be text");
    }
    return value.stringValue();
  }

  /** JSON as it stands, or the text of a text: what cannot be written as JSON. */
  private static byte @Nullable [] value(JsonNode said) {
    JsonNode value = said.get("value");
    if (value == null || value.isNull()) {
      return null;
    }
    return value.isString()
        ? value.stringValue().getBytes(StandardCharsets.UTF_8)
        : FactJson.write(value);
  }

  static String reason(@Nullable String reason) {
    if (reason == null || reason.isBlank() || reason.length() > LONGEST_NOTE) {
      throw invalid("reason", "must have 1 to " + LONGEST_NOTE + " characters");
    }
    return reason.strip();
  }

  private static InvalidRequestException invalid(String field, String rule) {
    return new InvalidRequestException(List.of(new Violation(field, rule)));
  }
}
