package dev.barometer.complaint;

import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Respondent;
import dev.barometer.contract.fact.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Responses as survey-service writes them. */
public final class ResponseFixtures {
  public static final Instant MONDAY = Instant.parse("2026-11-16T09:00:00Z");
  public static final Context EMAIL_TEAM =
      new Context("Email", "Group 56", null, null, null, null, null, null);

  private ResponseFixtures() {}

  public static Response responseWithNps(int point) {
    return response("r-1", 1, null, null, MONDAY, nps(point));
  }

  public static Response responseWith(Answer... answers) {
    return response("r-1", 1, null, null, MONDAY, answers);
  }

  /** An answer of person u-17 on ticket INC1. */
  public static Response onTicket(String responseId, long revision, int npsPoint) {
    return response(responseId, revision, "INC1", "u-17", MONDAY, nps(npsPoint));
  }

  public static Response response(
      String responseId,
      long revision,
      @Nullable String ticketId,
      @Nullable String personId,
      Instant submittedAt,
      Answer... answers) {
    return Response.builder(responseId)
        .revision(revision)
        .surveyId("after-ticket")
        .surveyVersion(1)
        .ticketId(ticketId)
        .submittedAt(submittedAt)
        .channel("web")
        .locale("en")
        .respondent(personId == null ? null : new Respondent(personId))
        .answers(List.of(answers))
        .context(EMAIL_TEAM)
        .build();
  }

  public static Response withdrawn(Response response, long revision) {
    return response.toBuilder()
        .revision(revision)
        .invitationId(null)
        .withdrawnAt(MONDAY.plusSeconds(600))
        .campaignId(null)
        .build();
  }

  public static Response saying(Response response, String... words) {
    var answers = new ArrayList<>(response.answers());
    Arrays.stream(words).map(ResponseFixtures::text).forEach(answers::add);
    return response.toBuilder()
        .invitationId(null)
        .answers(answers)
        .withdrawnAt(null)
        .campaignId(null)
        .build();
  }

  public static Answer nps(int point) {
    return rated("nps", "0-10", point);
  }

  public static Answer rated(String metric, String scale, int point) {
    return new Answer(metric, metric, scale, point, null, null);
  }

  public static Answer rated(String metric, String scale, int point, String answerClass) {
    return new Answer(metric, metric, scale, point, answerClass, null);
  }

  public static Answer text(String words) {
    return new Answer("why-" + words.hashCode(), null, null, null, null, words);
  }
}
