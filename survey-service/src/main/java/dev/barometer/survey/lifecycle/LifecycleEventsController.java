package dev.barometer.survey.lifecycle;

import dev.barometer.contract.EventTypes;
import dev.barometer.contract.Rules;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Inbound;
import dev.barometer.contract.fact.LifecycleSubject;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.BarometerProperties;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.security.Callers;
import dev.barometer.survey.event.EventReceipt;
import dev.barometer.survey.event.EventsPublisher;
import dev.barometer.survey.event.EventsPublisher.Checked;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lifecycle events over HTTP. The answer is given when the broker has acknowledged every event that
 * was accepted; whether it is news is decided behind it, by the gate.
 */
@RestController
@Tag(name = "Lifecycle")
class LifecycleEventsController {
  private final EventsPublisher events;

  LifecycleEventsController(FactPublisher facts, BarometerProperties barometer, Clock clock) {
    this.events =
        new EventsPublisher(
            facts,
            EventTypes.of(LifecycleSubject.class),
            Topics.INBOUND_LIFECYCLE,
            barometer.http().maxBatch(),
            clock);
  }

  @Operation(
      summary = "Take lifecycle events: one, a batch, or one in binary mode",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = {
                @Content(mediaType = "application/cloudevents+json"),
                @Content(mediaType = "application/cloudevents-batch+json"),
                @Content(
                    mediaType = "application/json",
                    schema = @Schema(implementation = LifecycleSubject.class))
              }))
  @ApiResponse(responseCode = "202", description = "All are acknowledged by the broker")
  @ApiResponse(responseCode = "207", description = "Some are; items say which not, and why")
  @PostMapping("/api/lifecycle/events")
  ResponseEntity<EventReceipt> accept(
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      @Parameter(hidden = true) InputStream body,
      HttpServletRequest call)
      throws IOException {
    return events.accept(
        headers,
        body,
        Callers.senderOf(call),
        (event, now) -> {
          LifecycleSubject subject = FactJson.read(event.data(), LifecycleSubject.class);
          List<Violation> violations = new ArrayList<>(Rules.check(subject, now));
          violations.addAll(Inbound.checkRevision(subject.revision()));
          return violations.isEmpty()
              ? Checked.sound(subject.subjectId(), subject)
              : Checked.broken(subject, violations);
        });
  }
}
