package dev.barometer.reporting.live;

import dev.barometer.starter.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The stream of server-sent events. */
@RestController
@Tag(name = "Live")
class LiveController {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private final LivePublisher publisher;

  LiveController(LivePublisher publisher) {
    this.publisher = publisher;
  }

  @GetMapping(path = "/api/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      summary = "Tells what changed, as it changes",
      description =
          "Server-sent events named scores, comments and complaints, each at most once a second,"
              + " with how many records changed; ask the other calls for what they say now. Each"
              + " says asOf, complete and state (current, behind, starting or stopped) of its data;"
              + " an event named age comes when that of all of it becomes another."
              + " A comment every 15 seconds keeps the connection open. Who comes back with a"
              + " Last-Event-ID and missed something is told of every kind once.")
  @ApiResponse(responseCode = "200", description = "The stream")
  @ApiResponse(responseCode = "429", description = "This caller listens too often already")
  @ApiResponse(responseCode = "503", description = "Too many listen already")
  ResponseEntity<SseEmitter> stream(
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      @Parameter(hidden = true) HttpMethod method,
      @Parameter(hidden = true) Principal caller)
      throws IOException {
    if (method.equals(HttpMethod.HEAD)) {
      return ResponseEntity.ok().contentType(MediaType.TEXT_EVENT_STREAM).build();
    }
    return ResponseEntity.ok(
        publisher
            .listen(caller.getName(), lastEventId)
            .orElseThrow(() -> tooMany(publisher.isFullFor(caller.getName()))));
  }

  private static ErrorResponseException tooMany(boolean ownShareIsTaken) {
    HttpStatus status =
        ownShareIsTaken ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.SERVICE_UNAVAILABLE;
    String detail =
        ownShareIsTaken ? "This caller listens too often already." : "Too many listen already.";
    return Problems.retryLater(status, detail, RETRY_AFTER);
  }
}
