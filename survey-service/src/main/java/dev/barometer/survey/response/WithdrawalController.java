package dev.barometer.survey.response;

import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.waiting.Acknowledgement;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.starter.web.Problems;
import dev.barometer.survey.gate.KnownIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Takes answers back over HTTP, whatever they said last; the gate gives that its revision. */
@RestController
@Tag(name = "Answers")
class WithdrawalController {
  private static final String ACCEPTED = "Acknowledged by the broker";
  private static final String OTHERS = "Another sender sent it first, or the role";
  private static final String UNKNOWN = "There is no such response";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final ResponsePublisher responses;
  private final IdempotencyKeyRepository keys;
  private final KnownIds known;
  private final AuditLog audit;
  private final Clock clock;

  WithdrawalController(
      ResponsePublisher responses,
      IdempotencyKeyRepository keys,
      KnownIds knownResponses,
      AuditLog audit,
      Clock clock) {
    this.responses = responses;
    this.keys = keys;
    this.known = knownResponses;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Takes an answer back. Sources do so every day; an administrator who does it himself is written
   * down.
   */
  @Operation(summary = "Take an answer back")
  @ApiResponse(responseCode = "202", description = ACCEPTED)
  @ApiResponse(responseCode = "403", description = OTHERS)
  @ApiResponse(responseCode = "404", description = UNKNOWN)
  @DeleteMapping("/api/responses/{id}")
  ResponseEntity<Withdrawn> withdraw(@PathVariable String id, HttpServletRequest call) {
    Sender sender = Callers.senderOf(call);
    requireWithdrawable(id, sender);
    if (sender.mayChangeAll()) {
      audit.record("response.withdrawn", id, Map.of());
    }
    Acknowledgement.await(responses.withdraw(id, clock.instant(), sender));
    return ResponseEntity.accepted().body(new Withdrawn(id, "accepted"));
  }

  /** The same for any id: a path carries neither {@code ..} nor, past many a proxy, a slash. */
  @Operation(summary = "Take an answer back, whatever its id looks like")
  @ApiResponse(responseCode = "202", description = ACCEPTED)
  @ApiResponse(responseCode = "403", description = OTHERS)
  @ApiResponse(responseCode = "404", description = UNKNOWN)
  @DeleteMapping("/api/responses")
  ResponseEntity<Withdrawn> withdrawNamed(@RequestParam String id, HttpServletRequest call) {
    return withdraw(id, call);
  }

  /** The same by a body, for whoever cannot send DELETE. */
  @Operation(
      summary = "Take an answer back that the body names",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(implementation = Withdrawal.class))))
  @ApiResponse(responseCode = "202", description = ACCEPTED)
  @ApiResponse(responseCode = "403", description = OTHERS)
  @ApiResponse(responseCode = "404", description = UNKNOWN)
  @PostMapping(path = "/api/responses/withdrawals", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Withdrawn> withdrawSaid(@RequestBody byte[] body, HttpServletRequest call) {
    String id = FactJson.read(body, Withdrawal.class).responseId();
    if (id == null || id.isBlank()) {
      throw new InvalidRequestException(List.of(new Violation("responseId", "is required")));
    }
    return withdraw(id, call);
  }

  /** What the gate was asked to take back. */
  record Withdrawn(String responseId, String status) {}

  /** What is to be taken back. */
  record Withdrawal(@Nullable String responseId) {}

  /** What the gate would not do is refused rather than accepted and put aside. */
  private void requireWithdrawable(String id, Sender sender) {
    KnownIds.Ownership ownership = known.ownershipOf(id, true);
    switch (ownership.knowledge()) {
      case UNKNOWN -> throw new ResponseStatusException(HttpStatus.NOT_FOUND, UNKNOWN);
      case NOT_YET ->
          throw Problems.retryLater(
              HttpStatus.SERVICE_UNAVAILABLE,
              "What came in before is not judged yet; send it again",
              RETRY_AFTER);
      case KNOWN ->
          ResponsesController.requireOwn(id, ownership.isForeignTo(sender.mark()), sender);
      case ELSEWHERE ->
          ResponsesController.requireOwn(
              id, keys.isAnothers(id, ResponsesController.nameOf(sender)), sender);
    }
  }
}
