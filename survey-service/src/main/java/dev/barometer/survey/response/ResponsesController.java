package dev.barometer.survey.response;

import dev.barometer.contract.fact.Inbound;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.rule.Violation;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.security.Callers;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.waiting.Acknowledgement;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.starter.web.PathIdFilter;
import dev.barometer.survey.gate.Digest;
import dev.barometer.survey.gate.KnownIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
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
@Tag(name = "Answers")
class ResponsesController {
  private static final String CHANNEL = "api";
  private static final int LONGEST_KEY = 200;

  private final ResponsePublisher responses;
  private final IdempotencyKeyRepository keys;
  private final KnownIds known;
  private final Clock clock;

  ResponsesController(
      ResponsePublisher responses,
      IdempotencyKeyRepository keys,
      KnownIds knownResponses,
      Clock clock) {
    this.responses = responses;
    this.keys = keys;
    this.known = knownResponses;
    this.clock = clock;
  }

  /**
   * What was taken.
   *
   * @param status submitted, revised or withdrawn
   */
  record ResponseReceipt(String responseId, long revision, String status) {
    static ResponseReceipt of(Response response) {
      String said = response.revision() == 1 ? "submitted" : "revised";
      return new ResponseReceipt(
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
  @ApiResponse(responseCode = "200", description = "The revision was taken before")
  @ApiResponse(responseCode = "201", description = "Taken, and acknowledged by the broker")
  @ApiResponse(responseCode = "403", description = "Another sender sent it first, or the role")
  @ApiResponse(responseCode = "409", description = "The revision was taken in other words")
  @PostMapping(path = "/api/responses", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<ResponseReceipt> take(
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

    Registered registered = register(said, key, sender, now);
    Response response = Completion.complete(said, fallbackId, registered.submittedAt(), CHANNEL);
    Acknowledgement.await(responses.submit(response, sender));
    return answer(response, registered.revisionRepeated());
  }

  /**
   * Whose it is the gate decides; but what is certain already is told at once. Of a first revision
   * its idempotency key tells it.
   */
  private void requireOwn(Response said, Sender sender) {
    String id = said.responseId();
    if (id == null || sender.mayChangeAll()) {
      return;
    }
    KnownIds.Ownership ownership = known.ownershipOf(id, false);
    boolean isKnown = ownership.knowledge() == KnownIds.Knowledge.KNOWN;
    requireOwn(
        id,
        isKnown
            ? ownership.isForeignTo(sender.mark())
            : said.revision() > 1 && keys.isAnothers(id, nameOf(sender)),
        sender);
  }

  static void requireOwn(String id, boolean foreign, Sender sender) {
    if (foreign && !sender.mayChangeAll()) {
      throw refusal(
          HttpStatus.FORBIDDEN,
          "Response " + id + " was sent by another sender first: only that one may change it");
    }
  }

  static String nameOf(Sender sender) {
    return sender.name() == null ? "" : sender.name();
  }

  private record Registered(Instant submittedAt, boolean revisionRepeated) {}

  /** Registers what the sender chose: the key, the revision, both or nothing. */
  private Registered register(Response said, @Nullable String key, Sender sender, Instant now) {
    String digest = digestOf(said);
    Instant submittedAt = now;
    boolean keyRepeated = false;
    if (key != null) {
      var stored =
          keys.register(
              new IdempotencyKey(
                  IdempotencyKey.idOfKey(nameOf(sender), key), digest, submittedAt, now, null));
      if (!stored.key().digest().equals(digest)) {
        throw new InvalidRequestException(
            List.of(new Violation("Idempotency-Key", "was used before with another request")));
      }
      keyRepeated = !stored.first();
      submittedAt = stored.key().submittedAt();
    }
    if (said.responseId() == null) {
      return new Registered(submittedAt, false);
    }
    long revision = said.withDefaults().revision();
    var stored =
        keys.register(
            new IdempotencyKey(
                IdempotencyKey.idOfRevision(said.responseId(), revision),
                digest,
                submittedAt,
                now,
                nameOf(sender)));
    String sentBy = stored.key().sender();
    requireOwn(said.responseId(), sentBy != null && !sentBy.equals(nameOf(sender)), sender);
    if (!stored.key().digest().equals(digest)) {
      throw conflict(said.responseId(), revision);
    }
    return new Registered(stored.key().submittedAt(), !stored.first() && !keyRepeated);
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

  private static ResponseEntity<ResponseReceipt> answer(Response response, boolean repeated) {
    ResponseReceipt receipt = ResponseReceipt.of(response);
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
