package dev.barometer.reporting.token;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The tokens, over HTTP. */
@RestController
@Tag(name = "Tokens")
class TokenController {
  private final TokenPublisher tokens;

  TokenController(TokenPublisher tokens) {
    this.tokens = tokens;
  }

  @GetMapping("/api/tokens")
  @Operation(
      summary = "All tokens, the newest first",
      description = "Neither secrets nor their hashes. The tokens in the settings are not listed.")
  TokenList tokens() {
    return tokens.all();
  }

  @PostMapping("/api/tokens")
  @Operation(
      summary = "Issues a token",
      description =
          "The answer holds the secret, this once. This service knows it at once, the others"
              + " within about a second. Names are unique among the live tokens.")
  @ApiResponse(responseCode = "201", description = "Issued, and acknowledged by the broker")
  ResponseEntity<IssuedToken> issue(@RequestBody TokenRequest request, Principal caller) {
    IssuedToken issued = tokens.issue(request, caller.getName());
    return ResponseEntity.created(URI.create("/api/tokens/" + issued.id())).body(issued);
  }

  @GetMapping("/api/tokens/{id}")
  @Operation(summary = "One token")
  TokenView token(@PathVariable String id) {
    return tokens.find(id).orElseThrow(TokenController::unknown);
  }

  @DeleteMapping("/api/tokens/{id}")
  @Operation(summary = "Revokes a token, for good; its sessions end at their next call")
  @ApiResponse(responseCode = "204", description = "Revoked, now or before")
  ResponseEntity<Void> revoke(@PathVariable String id, Principal caller) {
    if (!tokens.revoke(id, caller.getName())) {
      throw unknown();
    }
    return ResponseEntity.noContent().build();
  }

  static ResponseStatusException unknown() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such token");
  }
}
