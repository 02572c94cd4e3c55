package dev.barometer.survey.response;

import dev.barometer.contract.Response;
import dev.barometer.contract.Rules;
import dev.barometer.contract.Violation;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.fact.Acknowledgement;
import dev.barometer.starter.fact.FactJson;
import dev.barometer.starter.security.Role;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.gate.Digest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Answers over HTTP, one a request. Nothing is confirmed before the broker has acknowledged it; the
 * call waits for that on its thread (an asynchronous one costs the filters twice). A request that
 * is repeated is sent again, as the same record: that changes nothing where the first arrived, and
 * saves it where it did not.
 */
@RestController
class ResponsesController {
  private static final String CHANNEL = "api";
  private static final int LONGEST_KEY = 200;

  private final ResponsePublisher responses;
  private final ClaimRepository claims;
  private final AuditLog audit;
  private final Clock clock;

  ResponsesController(
      ResponsePublisher responses, ClaimRepository claims, AuditLog audit, Clock clock) {
    this.responses = responses;
    this.claims = claims;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What was taken.
   *
   * @param status submitted, revised or withdrawn
   */
  record Receipt(String responseId, long revision, String status) {
    static Receipt of(Response response) {
      String said = response.revision() == 1 ? "submitted" : "revised";
      return new Receipt(
          response.responseId(),
          response.revision(),
          response.withdrawnAt() == null ? said : "withdrawn");
    }
  }

  /**
   * 201 for what is new and for an idempotency key that is repeated, 200 for a revision that is
   * repeated, 409 for a revision in other words, 422 for a key that came with another request.
   */
  @Operation(
      summary = "Take an answer, once",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(implementation = Response.class))))
  @PostMapping(path = "/api/responses", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Receipt> take(
      @RequestBody byte[] body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @Parameter(hidden = true) Principal caller) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Response sent = FactJson.read(body, Response.class);
    String fallbackId =
        key == null ? ResponseIds.draw(now) : ResponseIds.derive(caller.getName(), checked(key));
    requireSound(Completion.complete(sent, fallbackId, now, CHANNEL), now);
    Response said = sent.answeredOnly();

    Claimed claimed = claim(said, key, caller, now);
    Response response = Completion.complete(said, fallbackId, claimed.submittedAt(), CHANNEL);
    Acknowledgement.await(responses.submit(response));
    return answer(response, claimed.revisionRepeated());
  }

  /**
   * Takes an answer back. Which one that is, and whether there was one, the gate knows. Sources do
   * so every day; an administrator who does it himself is written down.
   */
  @Operation(summary = "Take an answer back")
  @DeleteMapping("/api/responses/{id}")
  ResponseEntity<Withdrawn> withdraw(@PathVariable String id, HttpServletRequest call) {
    if (call.isUserInRole(Role.ADMIN.name())) {
      audit.record("response.withdrawn", id, Map.of());
    }
    Acknowledgement.await(responses.withdraw(id, clock.instant()));
    return ResponseEntity.accepted().body(new Withdrawn(id, "accepted"));
  }

  /** What the gate was asked to take back. */
  record Withdrawn(String responseId, String status) {}

  private record Claimed(Instant submittedAt, boolean revisionRepeated) {}

  /** Claims what the sender chose: the key, the revision, both or nothing. */
  private Claimed claim(Response said, @Nullable String key, Principal caller, Instant now) {
    String digest = digestOf(said);
    Instant submittedAt = now;
    boolean keyRepeated = false;
    if (key != null) {
      var standing =
          claims.claim(new Claim(Claim.idOfKey(caller.getName(), key), digest, submittedAt, now));
      if (!standing.claim().digest().equals(digest)) {
        throw new InvalidRequestException(
            List.of(new Violation("Idempotency-Key", "was used before with another request")));
      }
      keyRepeated = !standing.first();
      submittedAt = standing.claim().submittedAt();
    }
    if (said.responseId() == null) {
      return new Claimed(submittedAt, false);
    }
    long revision = said.withDefaults().revision();
    var standing =
        claims.claim(
            new Claim(Claim.idOfRevision(said.responseId(), revision), digest, submittedAt, now));
    if (!standing.claim().digest().equals(digest)) {
      throw conflict(said.responseId(), revision);
    }
    return new Claimed(standing.claim().submittedAt(), !standing.first() && !keyRepeated);
  }

  /**
   * Two requests say the same where this is the same: without what the clock or chance filled in.
   */
  private static String digestOf(Response said) {
    byte[] json = FactJson.write(Completion.complete(said, "", Instant.EPOCH, CHANNEL));
    return HexFormat.of().formatHex(Digest.of(json));
  }

  private static String checked(String key) {
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw new InvalidRequestException(
          List.of(
              new Violation("Idempotency-Key", "must have 1 to " + LONGEST_KEY + " characters")));
    }
    return key;
  }

  private static void requireSound(Response response, Instant now) {
    List<Violation> violations = Rules.check(response, now);
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(violations);
    }
  }

  private static ErrorResponseException conflict(String responseId, long revision) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.CONFLICT,
            "Revision "
                + revision
                + " of response "
                + responseId
                + " was taken before with other content; send a higher revision to change it.");
    return new ErrorResponseException(HttpStatus.CONFLICT, problem, null);
  }

  private static ResponseEntity<Receipt> answer(Response response, boolean repeated) {
    Receipt receipt = Receipt.of(response);
    return repeated
        ? ResponseEntity.ok(receipt)
        : ResponseEntity.created(
                UriComponentsBuilder.fromPath("/api/responses/{id}").build(response.responseId()))
            .body(receipt);
  }
}
