package dev.barometer.survey.asking;

import dev.barometer.frame.export.CsvFiles;
import dev.barometer.starter.LinkProperties;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.CursorPage;
import dev.barometer.starter.web.InvalidRequestException;
import dev.barometer.survey.campaign.Campaign;
import dev.barometer.survey.campaign.CampaignRepository;
import dev.barometer.survey.campaign.Verdict;
import dev.barometer.survey.invitation.Bounce;
import dev.barometer.survey.invitation.InvitationDocument;
import dev.barometer.survey.invitation.InvitationFilter;
import dev.barometer.survey.invitation.InvitationRepository;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who was asked, and who was not and why, as a list for managers: it names people. */
@Controller
class InvitationPageController {
  private static final int ROWS = 50;
  private static final int AT_ONCE = 500;
  private static final List<String> STATUSES =
      Stream.concat(InvitationFilter.GROUPS.stream(), InvitationDocument.STATUSES.stream())
          .toList();

  /** Why somebody was not asked, and why he was called back. */
  private static final List<String> REASONS =
      Stream.concat(
              Arrays.stream(Verdict.values())
                  .filter(verdict -> verdict != Verdict.ASKED)
                  .map(Verdict::id),
              Stream.of("reopened", InvitationDocument.BOUNCED))
          .toList();

  private static final List<String> COLUMNS =
      List.of(
          "invitationId",
          "campaignId",
          "surveyId",
          "surveyVersion",
          "channel",
          "ticketId",
          "person",
          "status",
          "reason",
          "at",
          "issuedAt",
          "deliveredAt",
          "expiresAt",
          "answeredAt",
          "reminders",
          "openedAt",
          "bounceStatus");

  private final InvitationRepository invitations;
  private final CampaignRepository campaigns;
  private final LinkProperties links;

  InvitationPageController(
      InvitationRepository invitations, CampaignRepository campaigns, LinkProperties links) {
    this.invitations = invitations;
    this.campaigns = campaigns;
    this.links = links;
  }

  @GetMapping("/invitations")
  @Nullable String list(
      @RequestParam(required = false) @Nullable String campaign,
      @RequestParam(required = false) @Nullable String ticket,
      @RequestParam(required = false) @Nullable String person,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String format,
      HttpServletResponse response,
      Model model)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    InvitationFilter filter =
        new InvitationFilter(
            orAny(campaign),
            orAny(ticket),
            orAny(person),
            oneOf("status", orAny(status), STATUSES),
            oneOf("reason", orAny(reason), REASONS));
    if ("csv".equals(format)) {
      CsvFiles.write(response, "invitations", COLUMNS, each -> tellAll(filter, each));
      return null;
    }
    model.addAttribute("asked", filter);
    model.addAttribute("count", invitations.count(filter));
    model.addAttribute("page", invitations.page(filter, Cursor.asked(cursor), ROWS));
    model.addAttribute("campaigns", campaigns.all().stream().map(Campaign::campaignId).toList());
    model.addAttribute("statuses", STATUSES);
    model.addAttribute("reasons", REASONS);
    model.addAttribute("any", filter.equals(new InvitationFilter(null, null, null, null, null)));
    model.addAttribute("tickets", links.reporting() + "/tickets/");
    return "invitations";
  }

  private static @Nullable String orAny(@Nullable String asked) {
    return asked == null || asked.isBlank() ? null : asked.strip();
  }

  private static @Nullable String oneOf(
      String parameter, @Nullable String asked, List<String> known) {
    if (asked != null && !known.contains(asked)) {
      throw new InvalidRequestException(parameter, "must be one of " + String.join(", ", known));
    }
    return asked;
  }

  private void tellAll(InvitationFilter filter, Consumer<List<? extends @Nullable Object>> each) {
    Cursor after = null;
    do {
      CursorPage<InvitationDocument> page = invitations.page(filter, after, AT_ONCE);
      page.items().stream().map(InvitationPageController::row).forEach(each);
      after = Cursor.asked(page.next());
    } while (after != null);
  }

  private static List<@Nullable Object> row(InvitationDocument one) {
    Bounce bounce = one.bounce();
    return Arrays.asList(
        one.id(),
        one.campaignId(),
        one.surveyId(),
        one.surveyVersion(),
        one.channel(),
        one.ticketId(),
        one.personId(),
        one.status(),
        one.reason(),
        one.at(),
        one.issuedAt(),
        one.deliveredAt(),
        one.expiresAt(),
        one.answeredAt(),
        one.reminders(),
        one.openedAt(),
        bounce == null ? null : bounce.status());
  }
}
