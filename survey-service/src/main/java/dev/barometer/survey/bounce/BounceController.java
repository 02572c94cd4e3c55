package dev.barometer.survey.bounce;

import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.invitation.Bounce;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** For gateways that take invitations to people: they tell what they could not deliver. */
@RestController
@Tag(name = "Invitations")
class BounceController {
  private static final int LONGEST_DETAIL = 1_000;
  private static final String NOTHING = "No such invitation was sent";

  private final BouncePublisher bounces;

  BounceController(BouncePublisher bounces) {
    this.bounces = bounces;
  }

  /**
   * What came back.
   *
   * @param status an enhanced status code (RFC 3463)
   * @param detail what the other side said
   */
  record BounceRequest(@Nullable String status, @Nullable String detail) {}

  @PostMapping(path = "/api/invitations/{id}/bounce", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Tells that an invitation came back",
      description =
          "With 5.x.x it is called back, and the address is not tried again for some time; with"
              + " 4.x.x it is only noted. The same told twice counts once.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = BounceRequest.class))))
  @ApiResponse(responseCode = "204", description = "It is noted")
  @ApiResponse(responseCode = "404", description = NOTHING)
  void note(@PathVariable String id, @RequestBody byte[] body) {
    BounceRequest request = FactJson.read(body, BounceRequest.class);
    String detail = request.detail();
    if (!Bounce.isStatus(request.status())) {
      throw new InvalidRequestException("status", "must be a code such as 5.1.1 or 4.2.2");
    }
    if (detail != null && detail.length() > LONGEST_DETAIL) {
      throw new InvalidRequestException(
          "detail", "must have at most " + LONGEST_DETAIL + " characters");
    }
    if (bounces.note(id, Objects.requireNonNull(request.status()), detail).isEmpty()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND, NOTHING);
    }
  }
}
