package dev.barometer.survey.trigger;

import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.security.Callers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Asks people by hand, at once. */
@RestController
@Tag(name = "Invitations")
class HandController {
  private final HandPublisher hand;

  HandController(HandPublisher hand) {
    this.hand = hand;
  }

  @PostMapping(path = "/api/invitations", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Asks people by hand, at once, by a campaign that is for that",
      description =
          "The same rules hold as for all that are asked, but for the delay; with force neither"
              + " the cool-down nor the most in 30 days. The same request with the same"
              + " Idempotency-Key asks once.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = HandRequest.class))))
  @ApiResponse(responseCode = "201", description = "What became of each")
  @ApiResponse(responseCode = "409", description = "The campaign does not run")
  HandAnswer ask(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody byte[] body,
      HttpServletRequest call) {
    return hand.ask(FactJson.read(body, HandRequest.class), key, Callers.senderOf(call));
  }
}
