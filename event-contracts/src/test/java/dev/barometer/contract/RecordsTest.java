package dev.barometer.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.barometer.contract.access.NamedToken;
import dev.barometer.contract.access.StaffMember;
import dev.barometer.contract.fact.Answer;
import dev.barometer.contract.fact.Attribution;
import dev.barometer.contract.fact.Complaint;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Dimension;
import dev.barometer.contract.fact.Erasure;
import dev.barometer.contract.fact.Fact;
import dev.barometer.contract.fact.ImprovementAction;
import dev.barometer.contract.fact.Invitation;
import dev.barometer.contract.fact.Mention;
import dev.barometer.contract.fact.Requester;
import dev.barometer.contract.fact.Response;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.report.Report;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the records make of parts that are absent, and how they travel as JSON. */
class RecordsTest {

  @Test
  void aContextHasItsNamesInOneSpelling() {
    String spelled = "\uFEFFCafe\u0301\u00A0Nord ";
    Context context =
        new Context(spelled, spelled, spelled, spelled, spelled, spelled, spelled, spelled);

    for (Dimension dimension : Dimension.values()) {
      if (dimension != Dimension.SURVEY && dimension != Dimension.CAMPAIGN) {
        assertThat(context.value(dimension)).as(dimension.label()).isEqualTo("Café Nord");
      }
    }
  }

  @Test
  void aTicketOfTheLeastFieldsTakesItsDefaults() {
    Ticket ticket =
        ContractJson.read(
            """
            {"ticketId":"T1","status":"open","openedAt":"2026-11-22T10:00:00Z","type":" "}\
            """,
            Ticket.class);

    assertThat(ticket.resolvedBy()).isEqualTo("human");
    assertThat(ticket.context()).isEqualTo(Context.NONE);
    assertThat(ticket.reopenCount()).isZero();
    assertThat(ticket.type()).isNull();
    assertThat(ticket.done()).isFalse();
  }

  @Test
  void aTicketsRevisionDefaultsToTheTimeOfItsEvent() {
    Ticket ticket = ContractJson.read(ContractJson.example("ticket.json"), Ticket.class);
    Instant eventTime = Instant.parse("2026-11-22T10:00:00.123Z");

    assertThat(ticket.withDefaults(eventTime)).isSameAs(ticket);
    assertThat(ticket.withRevision(0).withDefaults(eventTime))
        .isEqualTo(ticket.withRevision(1_795_341_600_123L));
  }

  @Test
  void aCopyOfATicketDiffersInOneThingOnly() {
    Ticket ticket = ContractJson.read(ContractJson.example("ticket.json"), Ticket.class);
    Attribution other = new Attribution(Instant.EPOCH, Context.NONE, null, Ticket.BOT);

    assertThat(ticket.withRevision(8).withRevision(ticket.revision())).isEqualTo(ticket);
    assertThat(ticket.withRevision(8).revision()).isEqualTo(8);
    assertThat(ticket.withAttribution(other).withAttribution(ticket.attribution()))
        .isEqualTo(ticket);
    assertThat(ticket.withAttribution(other).attribution()).isEqualTo(other);
  }

  @Test
  void aResponsesRevisionAndSurveyVersionDefaultToOne() {
    Response response =
        ContractJson.read(
            """
            {"responseId":"r","surveyId":"s","submittedAt":"2026-11-22T10:00:00Z"}\
            """,
            Response.class);

    assertThat(response.withDefaults().revision()).isEqualTo(1);
    assertThat(response.withDefaults().surveyVersion()).isEqualTo(1);
    assertThat(response.withDefaults().submittedAt()).isEqualTo(response.submittedAt());
    assertThat(response.answers()).isEmpty();
    assertThat(response.withDefaults()).isEqualTo(response.withDefaults().withDefaults());

    Response complete = ContractJson.read(ContractJson.example("response.json"), Response.class);
    assertThat(complete.withDefaults()).isSameAs(complete);
  }

  @Test
  void listsCannotBeChanged_andKeepNullsForTheRulesToReport() {
    Response response =
        ContractJson.read(
            """
            {"responseId":"r","answers":[null]}\
            """,
            Response.class);

    assertThat(response.answers()).containsExactly((Answer) null);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> response.answers().clear());
  }

  @Test
  void aBlankOptionalTextIsAbsent() {
    assertThat(new Context("", " ", "\t", "\u3000", "", "", "", "")).isEqualTo(Context.NONE);
    assertThat(new Requester("u", "", " ", "")).isEqualTo(new Requester("u", null, null, null));
    assertThat(new Answer("q", "", "", null, "", " "))
        .isEqualTo(new Answer("q", null, null, null, null, null));
  }

  @Test
  void anEmptyFieldOfAFormIsAbsent_alsoWhereItIsAnId() {
    Response response =
        ContractJson.read(
            """
            {"responseId":"","surveyId":" ","ticketId":"\u200b","invitationId":"\u00a0",
             "respondent":{"id":""},
             "answers":[{"questionId":"a","value":null},{"questionId":"b","text":"x"},
                        {"questionId":"c","text":"\u3000"}]}\
            """,
            Response.class);
    Ticket ticket = ContractJson.read("{\"requester\":{\"id\":\"\",\"name\":\" \"}}", Ticket.class);

    assertThat(response.responseId()).isNull();
    assertThat(response.surveyId()).isNull();
    assertThat(response.ticketId()).isNull();
    assertThat(response.invitationId()).isNull();
    assertThat(response.respondent()).isNull();
    assertThat(response.answeredOnly().answers())
        .containsExactly(new Answer("b", null, null, null, null, "x"));
    assertThat(ticket.requester()).isNull();
  }

  @Test
  void timesWithAnOffsetAreReadAndWrittenInUtc() {
    Ticket ticket =
        ContractJson.read(
            """
            {"ticketId":"T1","status":"open","openedAt":"2026-11-22T10:00:00+09:00"}\
            """,
            Ticket.class);

    assertThat(ticket.openedAt()).isEqualTo(Instant.parse("2026-11-22T01:00:00Z"));
    assertThat(ContractJson.write(ticket).get("openedAt").stringValue())
        .isEqualTo("2026-11-22T01:00:00Z");
  }

  @Test
  void methodsAreNoFields() {
    Ticket ticket = ContractJson.read(ContractJson.example("ticket.json"), Ticket.class);

    assertThat(ticket.done()).isTrue();
    assertThat(ticket.id()).isEqualTo("INC0000045");
    assertThat(ContractJson.write(ticket).propertyNames()).doesNotContain("done", "id");
  }

  @Test
  void everyFactIsKeyedByItsOwnId() {
    List<String> ids =
        List.of(
            idOf("ticket.json", Ticket.class),
            idOf("response.json", Response.class),
            idOf("invitation.json", Invitation.class),
            idOf("mention.json", Mention.class),
            idOf("complaint.json", Complaint.class),
            idOf("report.json", Report.class),
            idOf("named-token.json", NamedToken.class),
            idOf("staff-member.json", StaffMember.class),
            idOf("erasure.json", Erasure.class),
            idOf("improvement-action.json", ImprovementAction.class));

    assertThat(ids)
        .containsExactly(
            "INC0000045",
            "01JD9Z6Q5W0000000000000017",
            "inv-17",
            "m-1",
            "c-1",
            "R-17",
            "t-17",
            "s-17",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "A-17");
  }

  private static String idOf(String file, Class<? extends Fact> type) {
    return ContractJson.read(ContractJson.example(file), type).id();
  }
}
