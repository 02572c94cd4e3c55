package dev.barometer.survey.response;

import dev.barometer.contract.Inbound;
import dev.barometer.contract.Response;
import dev.barometer.contract.Violation;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.fact.Acknowledgement;
import dev.barometer.starter.fact.FactJson;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.starter.web.PathIdFilter;
import dev.barometer.survey.gate.Digest;
import dev.barometer.survey.gate.JudgedIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.bind.annotation.RequestParam;
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
  private static final String RETRY_AFTER_SECONDS = "2";

  private final ResponsePublisher responses;
  private final ClaimRepository claims;
  private final JudgedIds judged;
  private final AuditLog audit;
  private final Clock clock;

  ResponsesController(
      ResponsePublisher responses,
      ClaimRepository claims,
      JudgedIds judgedResponses,
      AuditLog audit,
      Clock clock) {
    this.responses = responses;
    this.claims = claims;
    this.judged = judgedResponses;
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
   * repeated, 403 for what another sender sent first, 409 for a revision in other words, 422 for a
   * key that came with another request.
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
      HttpServletRequest call) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Sender sender = Callers.senderOf(call);
    Response sent = FactJson.read(body, Response.class);
    String fallbackId =
        key == null ? ResponseIds.draw(now) : ResponseIds.derive(nameOf(sender), checked(key));
    requireSound(Completion.complete(sent, fallbackId, now, CHANNEL), now);
    Response said = sent.answeredOnly();
    requireOwn(said, sender);

    Claimed claimed = claim(said, key, sender, now);
    Response response = Completion.complete(said, fallbackId, claimed.submittedAt(), CHANNEL);
    Acknowledgement.await(responses.submit(response, sender));
    return answer(response, claimed.revisionRepeated());
  }

  /**
   * Takes an answer back. Sources do so every day; an administrator who does it himself is written
   * down.
   */
  @Operation(summary = "Take an answer back")
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
  @DeleteMapping("/api/responses")
  ResponseEntity<Withdrawn> withdrawNamed(@RequestParam String id, HttpServletRequest call) {
    return withdraw(id, call);
  }

  /** The same by a body, for whoever cannot send DELETE. */
  @Operation(summary = "Take an answer back that the body names")
  @PostMapping(path = "/api/responses/withdrawals", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Withdrawn> withdrawSaid(@RequestBody byte[] body, HttpServletRequest call) {
    String id = FactJson.read(body, Withdrawal.class).responseId();
    if (id == null || id.isBlank()) {
      throw new InvalidRequestException(List.of(new Violation("responseId", "is required")));
    }
    return withdraw(id, call);
  }

  /** What is to be taken back. */
  record Withdrawal(@Nullable String responseId) {}

  /** What the gate would not do is refused rather than accepted and put aside. */
  private void requireWithdrawable(String id, Sender sender) {
    JudgedIds.Standing standing = judged.standingOf(id, true);
    switch (standing.knowledge()) {
      case UNKNOWN -> throw refusal(HttpStatus.NOT_FOUND, "There is no such response");
      case NOT_YET -> {
        ErrorResponseException refusal =
            refusal(
                HttpStatus.SERVICE_UNAVAILABLE,
                "What came in before is not judged yet; send it again");
        refusal.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        throw refusal;
      }
      case KNOWN -> requireOwn(id, standing.isForeignTo(sender.mark()), sender);
      case ELSEWHERE -> requireOwn(id, isClaimedByAnother(id, sender), sender);
    }
  }

  /**
   * Whose it is the gate decides; but what is certain already is told at once. Of a first revision
   * its claim tells it.
   */
  private void requireOwn(Response said, Sender sender) {
    String id = said.responseId();
    if (id == null || sender.mayChangeAll()) {
      return;
    }
    JudgedIds.Standing standing = judged.standingOf(id, false);
    boolean known = standing.knowledge() == JudgedIds.Knowledge.KNOWN;
    requireOwn(
        id,
        known
            ? standing.isForeignTo(sender.mark())
            : said.revision() > 1 && isClaimedByAnother(id, sender),
        sender);
  }

  private boolean isClaimedByAnother(String id, Sender sender) {
    return claims
        .find(Claim.idOfRevision(id, 1))
        .filter(claim -> claim.sender() != null && !claim.sender().equals(nameOf(sender)))
        .isPresent();
  }

  private static void requireOwn(String id, boolean foreign, Sender sender) {
    if (foreign && !sender.mayChangeAll()) {
      throw refusal(
          HttpStatus.FORBIDDEN,
          "Response " + id + " was sent by another sender first: only that one may change it");
    }
  }

  private static String nameOf(Sender sender) {
    return sender.name() == null ? "" : sender.name();
  }

  /** What the gate was asked to take back. */
  record Withdrawn(String responseId, String status) {}

  private record Claimed(Instant submittedAt, boolean revisionRepeated) {}

  /** Claims what the sender chose: the key, the revision, both or nothing. */
  private Claimed claim(Response said, @Nullable String key, Sender sender, Instant now) {
    String digest = digestOf(said);
    Instant submittedAt = now;
    boolean keyRepeated = false;
    if (key != null) {
      var standing =
          claims.claim(
              new Claim(Claim.idOfKey(nameOf(sender), key), digest, submittedAt, now, null));
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
            new Claim(
                Claim.idOfRevision(said.responseId(), revision),
                digest,
                submittedAt,
                now,
                nameOf(sender)));
    String claimedBy = standing.claim().sender();
    requireOwn(said.responseId(), claimedBy != null && !claimedBy.equals(nameOf(sender)), sender);
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
    List<Violation> violations = Inbound.check(response, now);
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(violations);
    }
  }

  private static ErrorResponseException conflict(String responseId, long revision) {
    return refusal(
        HttpStatus.CONFLICT,
        "Revision "
            + revision
            + " of response "
            + responseId
            + " was taken before with other content; send a higher revision to change it.");
  }

  private static ErrorResponseException refusal(HttpStatus status, String detail) {
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }

  private static ResponseEntity<Receipt> answer(Response response, boolean repeated) {
    Receipt receipt = Receipt.of(response);
    return repeated
        ? ResponseEntity.ok(receipt)
        : ResponseEntity.created(addressOf(response.responseId())).body(receipt);
  }

  /** Where it can be withdrawn: an id that is more than a plain word is a parameter. */
  private static URI addressOf(String id) {
    return PathIdFilter.isPlain(id)
        ? UriComponentsBuilder.fromPath("/api/responses/{id}").build(id)
        : UriComponentsBuilder.fromPath("/api/responses").queryParam("id", "{id}").build(id);
  }
}
