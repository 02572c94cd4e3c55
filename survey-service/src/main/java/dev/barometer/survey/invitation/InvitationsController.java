package dev.barometer.survey.invitation;

import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who was asked, and who was not and why. */
@RestController
@Tag(name = "Invitations")
class InvitationsController {
  private static final int MOST_LISTED = 500;

  private final InvitationRepository invitations;

  InvitationsController(InvitationRepository invitations) {
    this.invitations = invitations;
  }

  @GetMapping("/api/invitations")
  @Operation(summary = "Who was asked, and who was not and why; the newest first")
  CursorPage<InvitationView> page(
      @RequestParam(required = false) @Nullable String campaign,
      @RequestParam(required = false) @Nullable String ticket,
      @RequestParam(required = false) @Nullable String person,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "100") int limit) {
    if (status != null && !InvitationDocument.STATUSES.contains(status)) {
      throw new InvalidRequestException(
          "status", "must be one of " + String.join(", ", InvitationDocument.STATUSES));
    }
    return invitations
        .page(
            new InvitationFilter(campaign, ticket, person, status, reason),
            Cursor.asked(cursor),
            CursorPage.limit(limit, MOST_LISTED))
        .map(InvitationView::of);
  }
}
