package dev.barometer.reporting.staff;

import dev.barometer.starter.web.IfMatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Those who work here, over HTTP. */
@RestController
@Tag(name = "Staff")
class StaffController {
  private final StaffPublisher staff;

  StaffController(StaffPublisher staff) {
    this.staff = staff;
  }

  @GetMapping("/api/staff")
  @Operation(summary = "All who work here or did, by name")
  StaffList staff() {
    return staff.all();
  }

  @PostMapping("/api/staff")
  @Operation(
      summary = "Adds somebody who works here",
      description = "Who is to sign in with a password is invited to choose one.")
  @ApiResponse(responseCode = "201", description = "Added, and acknowledged by the broker")
  ResponseEntity<StaffView> add(@RequestBody StaffRequest request) {
    StaffView added = staff.add(request);
    return ResponseEntity.created(URI.create("/api/staff/" + added.id()))
        .eTag(IfMatch.tag(added.revision()))
        .body(added);
  }

  @GetMapping("/api/staff/{id}")
  @Operation(summary = "One of them")
  ResponseEntity<StaffView> member(@PathVariable String id) {
    StaffView member = staff.find(id).orElseThrow(StaffController::unknown);
    return ResponseEntity.ok().eTag(IfMatch.tag(member.revision())).body(member);
  }

  @PutMapping("/api/staff/{id}")
  @Operation(
      summary = "Changes somebody",
      description =
          "All fields are taken as they are sent. What somebody may holds at the next call in all"
              + " services; who is not active any more is signed out. If-Match: 412 where it was"
              + " changed meanwhile.")
  @ApiResponse(responseCode = "200", description = "Changed, and acknowledged by the broker")
  @ApiResponse(responseCode = "412", description = "It was changed meanwhile")
  ResponseEntity<StaffView> change(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody StaffRequest request) {
    StaffView changed =
        staff.change(id, IfMatch.revision(ifMatch), request).orElseThrow(StaffController::unknown);
    return ResponseEntity.ok().eTag(IfMatch.tag(changed.revision())).body(changed);
  }

  @PostMapping("/api/staff/{id}/invitation")
  @Operation(
      summary = "Invites somebody to choose a password",
      description = "The answer holds the link, this once. It is good once, for seven days.")
  @ApiResponse(responseCode = "201", description = "Invited; an earlier invitation is over")
  ResponseEntity<Invited> invite(@PathVariable String id) {
    return staff
        .invite(id)
        .map(
            invitation ->
                ResponseEntity.status(HttpStatus.CREATED)
                    .body(
                        new Invited(
                            WelcomeController.pathFor(invitation.secret()), invitation.until())))
        .orElseThrow(StaffController::unknown);
  }

  @PostMapping("/api/staff/{id}/sign-out")
  @Operation(summary = "Ends all sessions of somebody")
  @ApiResponse(responseCode = "204", description = "Ended, in all services within two seconds")
  ResponseEntity<Void> signOut(@PathVariable String id) {
    if (!staff.signOut(id)) {
      throw unknown();
    }
    return ResponseEntity.noContent().build();
  }

  static ResponseStatusException unknown() {
    return new ResponseStatusException(
        HttpStatus.NOT_FOUND, "There is nobody of this id who may sign in");
  }
}
