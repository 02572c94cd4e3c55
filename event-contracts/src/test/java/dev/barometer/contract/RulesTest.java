package dev.barometer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.access.NamedToken;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.Inbound;
import dev.barometer.contract.fact.Invitation;
import dev.barometer.contract.fact.Mention;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.rule.Violation;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Each test changes one thing in a sound example and says which rules it breaks. */
class RulesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void theExamplesAreSound() {
    assertThat(brokenBy(Ticket.class, "ticket.json", sound -> {})).isEmpty();
    assertThat(brokenBy(Ticket.class, "inbound-ticket.json", sound -> {})).isEmpty();
    assertThat(brokenBy(Response.class, "response.json", sound -> {})).isEmpty();
    assertThat(brokenBy(Invitation.class, "invitation.json", sound -> {})).isEmpty();
    assertThat(brokenBy(Mention.class, "mention.json", sound -> {})).isEmpty();
    assertThat(brokenBy(Complaint.class, "complaint.json", sound -> {})).isEmpty();
    assertThat(brokenBy(NamedToken.class, "named-token.json", sound -> {})).isEmpty();
  }

  @Test
  void aTicketOfTheLeastFieldsIsSound_onceItHasItsDefaults() {
    Ticket ticket =
        ContractJson.read(
            """
            {"ticketId":"T1","status":"open","openedAt":"2026-11-22T10:00:00Z"}""",
            Ticket.class);

    assertThat(Rules.check(ticket, NOW))
        .containsExactly(new Violation("revision", "must be at least 1"));
    assertThat(Rules.check(ticket.withDefaults(NOW), NOW)).isEmpty();
  }

  @Test
  void everythingRequiredIsNamedAtOnce() {
    assertThat(texts(Rules.check(ContractJson.read("{}", Ticket.class), NOW)))
        .containsExactly(
            "ticketId is required",
            "revision must be at least 1",
            "status is required",
            "openedAt is required");
    assertThat(texts(Rules.check(ContractJson.read("{}", Response.class), NOW)))
        .containsExactly(
            "responseId is required",
            "revision must be at least 1",
            "surveyId is required",
            "surveyVersion must be at least 1",
            "submittedAt is required",
            "answers must hold at least one answer");
    assertThat(texts(Rules.check(ContractJson.read("{}", Invitation.class), NOW)))
        .containsExactly(
            "invitationId is required",
            "revision must be at least 1",
            "status is required",
            "surveyId is required",
            "surveyVersion must be at least 1",
            "issuedAt is required");
    assertThat(texts(Rules.check(ContractJson.read("{}", Mention.class), NOW)))
        .containsExactly(
            "mentionId is required",
            "revision must be at least 1",
            "kind is required",
            "mentionedAt is required",
            "text is required");
    assertThat(texts(Rules.check(ContractJson.read("{}", Complaint.class), NOW)))
        .containsExactly(
            "complaintId is required",
            "revision must be at least 1",
            "kind is required",
            "status is required",
            "severity is required",
            "rule is required",
            "openedAt is required");
  }

  @Test
  void whatPeopleWriteHasNoControlOrHalfCharacters() {
    for (String text : List.of("a\u0000b", "a\u000Bb", "\u001B[31m", "half \uD83D", "\uDE00")) {
      assertThat(ticket(ticket -> ticket.put("subject", text))).as(text).hasSize(1);
      assertThat(brokenBy(Mention.class, "mention.json", mention -> mention.put("text", text)))
          .as(text)
          .hasSize(1);
    }
    assertThat(ticket(ticket -> ticket.put("subject", "a\tb\r\nc 😀 \u0085"))).isEmpty();
  }

  @Test
  void anExpiryIsInTheCalendar() {
    assertThat(
            brokenBy(
                Invitation.class,
                "invitation.json",
                invitation -> invitation.put("expiresAt", "+999999999-12-31T23:59:59Z")))
        .containsExactly("expiresAt must be between 1970 and 9999");
  }

  @Test
  void namesAreVisibleAndShort() {
    for (String id :
        List.of("", "  ", "a\u0000b", "line\nbreak", "\u0085", "half \uD83D", "\uDE00")) {
      assertThat(brokenBy(Ticket.class, "ticket.json", ticket -> ticket.put("ticketId", id)))
          .as(id)
          .isNotEmpty()
          .allMatch(violation -> violation.startsWith("ticketId must not"));
    }
    assertThat(ticket(ticket -> ticket.put("ticketId", "이슈-😀 #1, team:x"))).isEmpty();
    assertThat(ticket(ticket -> ticket.put("ticketId", "😀".repeat(200)))).isEmpty();
    assertThat(ticket(ticket -> ticket.put("ticketId", "😀".repeat(201))))
        .containsExactly("ticketId must have at most 200 characters");
    assertThat(ticket(ticket -> context(ticket).put("team", "x".repeat(201))))
        .containsExactly("context.team must have at most 200 characters");
    assertThat(ticket(ticket -> context(ticket).put("location", "a\u0007b")))
        .containsExactly(
            "context.location must not contain control characters or halves of characters");
  }

  @Test
  void everyPlaceOfAContextIsChecked() {
    for (Dimension dimension : Dimension.values()) {
      if (dimension != Dimension.SURVEY && dimension != Dimension.CAMPAIGN) {
        assertThat(ticket(ticket -> context(ticket).put(dimension.label(), "\u0007"))).hasSize(1);
      }
    }
  }

  @Test
  void aSubjectMayHaveLinesButNotBeEndless() {
    assertThat(ticket(ticket -> ticket.put("subject", "two\nlines"))).isEmpty();
    assertThat(ticket(ticket -> ticket.put("subject", "题".repeat(1001))))
        .containsExactly("subject must have at most 1000 characters");
  }

  @Test
  void wordsComeFromTheirList() {
    assertThat(ticket(ticket -> ticket.put("status", "Closed")))
        .containsExactly("status must be one of open, resolved, closed");
    assertThat(ticket(ticket -> ticket.put("resolvedBy", "agent")))
        .containsExactly("resolvedBy must be one of human, bot");
    assertThat(ticket(ticket -> ticket.put("reopenCount", -1)))
        .containsExactly("reopenCount must be at least 0");
  }

  @Test
  void aFirstResponseMayBeWrittenAfterTheResolution() {
    assertThat(ticket(ticket -> ticket.put("firstRespondedAt", "2016-02-29T11:29:02Z"))).isEmpty();
    assertThat(ticket(ticket -> ticket.put("firstRespondedAt", "2016-03-06T00:00:00Z"))).isEmpty();
  }

  @Test
  void aWaitHasABound() {
    for (int waited : List.of(-1, 2_678_401)) {
      assertThat(ticket(ticket -> ticket.put("waitedSeconds", waited)))
          .containsExactly("waitedSeconds must be from 0 to 2678400, a month");
    }
    for (int waited : List.of(0, 2_678_400)) {
      assertThat(ticket(ticket -> ticket.put("waitedSeconds", waited))).isEmpty();
    }
  }

  @Test
  void nothingHappensBeforeTheTicketIsOpened() {
    String before = "2016-02-29T01:15:59Z";

    assertThat(ticket(ticket -> ticket.put("firstRespondedAt", before)))
        .containsExactly("firstRespondedAt must not be before openedAt");
    assertThat(ticket(ticket -> ticket.putNull("firstRespondedAt").put("resolvedAt", before)))
        .containsExactly("resolvedAt must not be before openedAt");
    assertThat(ticket(ticket -> ticket.putNull("resolvedAt").put("closedAt", before)))
        .containsExactly("closedAt must not be before openedAt");
  }

  @Test
  void aClosedTicketWasResolvedBefore_aReopenedOneMayKeepItsLastClosing() {
    String lastClosing = "2016-02-29T10:00:00Z";

    assertThat(ticket(ticket -> ticket.put("closedAt", lastClosing)))
        .containsExactly("closedAt must not be before resolvedAt");
    assertThat(ticket(ticket -> ticket.put("closedAt", lastClosing).put("status", "resolved")))
        .isEmpty();
  }

  @Test
  void timesLieBetween1970AndNow_giveOrTakeFiveMinutes() {
    for (String field : List.of("openedAt", "firstRespondedAt", "resolvedAt", "closedAt")) {
      assertThat(ticket(ticket -> ticket.put(field, "2026-11-22T12:05:00.001Z")))
          .contains(field + " must not be more than 5 minutes in the future");
      assertThat(ticket(ticket -> ticket.put(field, "2026-11-22T12:05:00Z")))
          .noneMatch(rule -> rule.contains("future"));
      assertThat(ticket(ticket -> ticket.put(field, "1969-12-31T23:59:59.999Z")))
          .contains(field + " must not be before 1970");
    }
    assertThat(ticket(ticket -> ticket.put("openedAt", "1970-01-01T00:00:00Z"))).isEmpty();
  }

  @Test
  void aRequesterHasAnId() {
    assertThat(ticket(ticket -> ticket.putObject("requester").put("name", "Kim")))
        .containsExactly("requester.id is required");
    assertThat(ticket(ticket -> ((ObjectNode) ticket.get("requester")).put("email", "a\u0000")))
        .containsExactly(
            "requester.email must not contain control characters or halves of characters");
    assertThat(ticket(ticket -> ticket.remove("requester"))).isEmpty();
  }

  @Test
  void anAttributionSaysWhenAndByWhom() {
    assertThat(
            ticket(
                ticket ->
                    ticket
                        .putObject("attribution")
                        .put("resolvedBy", "cat")
                        .putObject("context")
                        .put("team", "x".repeat(201))))
        .containsExactly(
            "attribution.frozenAt is required",
            "attribution.resolvedBy must be one of human, bot",
            "attribution.context.team must have at most 200 characters");
  }

  @Test
  void aResponseNeedsAnswers_unlessItIsWithdrawn() {
    assertThat(response(response -> response.putArray("answers"))).isEmpty();
    assertThat(response(response -> response.putNull("withdrawnAt").putArray("answers")))
        .containsExactly("answers must hold at least one answer");
    assertThat(response(response -> response.remove("respondent"))).isEmpty();
    assertThat(response(response -> response.put("submittedAt", "2026-11-23T00:00:00Z")))
        .containsExactly("submittedAt must not be more than 5 minutes in the future");
    assertThat(response(response -> response.put("withdrawnAt", "2026-11-23T00:00:00Z")))
        .containsExactly("withdrawnAt must not be more than 5 minutes in the future");
  }

  @Test
  void anInvitationsTimesAndReasonsFitItsStatus() {
    assertThat(invitation(invitation -> invitation.remove("answeredAt")))
        .containsExactly("answeredAt is required");
    assertThat(invitation(invitation -> invitation.put("status", "suppressed").remove("reason")))
        .containsExactly("reason is required");
    assertThat(invitation(invitation -> invitation.put("status", "issued").remove("answeredAt")))
        .isEmpty();
    assertThat(invitation(invitation -> invitation.put("expiresAt", "2026-11-20T08:59:59Z")))
        .containsExactly("expiresAt must not be before issuedAt");
    assertThat(invitation(invitation -> invitation.put("answeredAt", "2026-11-20T08:59:59Z")))
        .containsExactly("answeredAt must not be before issuedAt");
    assertThat(invitation(invitation -> invitation.put("status", "sent")))
        .containsExactly(
            "status must be one of issued, reminded, answered, expired, cancelled, suppressed");
  }

  @Test
  void aMentionHasATextAndMaybeASentiment() {
    assertThat(mention(mention -> mention.put("text", " ")))
        .containsExactly("text must not be blank");
    assertThat(mention(mention -> mention.put("text", "x".repeat(10_001))))
        .containsExactly("text must have at most 10000 characters");
    assertThat(mention(mention -> mention.put("sentiment", 2)))
        .containsExactly("sentiment must be -1, 0 or 1");
    assertThat(mention(mention -> mention.put("sentiment", -2)))
        .containsExactly("sentiment must be -1, 0 or 1");
    assertThat(mention(mention -> mention.put("kind", "tweet")))
        .containsExactly("kind must be one of mention, interview");
    assertThat(mention(mention -> mention.putObject("author")))
        .containsExactly("author.id is required");
  }

  @Test
  void aTokensHashIsOne_andItEndsAfterItBegins() {
    assertThat(
            brokenBy(
                NamedToken.class,
                "named-token.json",
                token ->
                    token
                        .put("hash", "the-secret-itself")
                        .put("expiresAt", "2026-08-22T09:59:59Z")
                        .put("revokedAt", "2026-08-22T09:59:59Z")))
        .containsExactlyInAnyOrder(
            "hash must be a SHA-256 in lower-case hexadecimal",
            "expiresAt must not be before createdAt",
            "revokedAt must not be before createdAt");
  }

  @Test
  void somebodyWhoWorksHereHasAKnownRoleAndLanguage_andAnAddressIfAny() {
    assertThat(
            brokenBy(
                StaffMember.class,
                "staff-member.json",
                member -> {
                  member.put("mail", "nobody").put("language", "fr").put("role", "ingest");
                  member.putArray("teams").add("Mail desk").add(" ");
                }))
        .containsExactlyInAnyOrder(
            "mail must be a mail address",
            "language must be one of en, zh-CN, ko",
            "role must be one of viewer, agent, manager, admin",
            "teams[1] is required");
  }

  @Test
  void aRevisionThatComesInLeavesRoomForTheNext_inNumbersOfJson() {
    long highest = 9_007_199_254_740_991L;

    assertThat(Inbound.checkRevision(highest)).isEmpty();
    assertThat((double) (highest + 1)).isEqualTo(9_007_199_254_740_992d);
    for (long tooHigh : new long[] {highest + 1, highest + 2, Long.MAX_VALUE}) {
      assertThat(Inbound.checkRevision(tooHigh))
          .extracting(Violation::toString)
          .containsExactly("revision must be at most 9007199254740991");
    }
  }

  @Test
  void aFactThatWasTakenBeforeThereWasAHighestRevisionIsStillSound() {
    assertThat(
            brokenBy(
                Response.class,
                "response.json",
                response -> response.put("revision", Long.MAX_VALUE)))
        .isEmpty();
  }

  @Test
  void aComplaintNamesItsEvidence() {
    assertThat(complaint(complaint -> complaint.putArray("evidence").addNull().addObject()))
        .containsExactly(
            "evidence[0] is required",
            "evidence[1].responseId is required",
            "evidence[1].saidAt is required");
    assertThat(complaint(complaint -> complaint.put("closedAt", "2026-11-20T10:00:00Z")))
        .containsExactly("closedAt must not be before openedAt");
    assertThat(complaint(complaint -> complaint.put("severity", "high")))
        .containsExactly("severity must be one of normal, severe");
    assertThat(complaint(complaint -> complaint.putObject("person")))
        .containsExactly("person.id is required");
  }

  private static List<String> ticket(Consumer<ObjectNode> change) {
    return brokenBy(Ticket.class, "ticket.json", change);
  }

  private static List<String> response(Consumer<ObjectNode> change) {
    return brokenBy(Response.class, "response.json", change);
  }

  private static List<String> invitation(Consumer<ObjectNode> change) {
    return brokenBy(Invitation.class, "invitation.json", change);
  }

  private static List<String> mention(Consumer<ObjectNode> change) {
    return brokenBy(Mention.class, "mention.json", change);
  }

  private static List<String> complaint(Consumer<ObjectNode> change) {
    return brokenBy(Complaint.class, "complaint.json", change);
  }

  private static ObjectNode context(ObjectNode fact) {
    return (ObjectNode) fact.get("context");
  }

  private static List<String> brokenBy(
      Class<? extends Fact> type, String example, Consumer<ObjectNode> change) {
    ObjectNode json = ContractJson.example(example);
    change.accept(json);
    Fact fact = ContractJson.read(json, type);
    return texts(Rules.check(fact, NOW));
  }

  private static List<String> texts(List<Violation> violations) {
    return violations.stream().map(Violation::toString).toList();
  }
}
