package dev.barometer.survey.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Context;
import dev.barometer.contract.Ticket;
import dev.barometer.survey.gate.BadInbound;
import dev.barometer.survey.gate.GateDriver;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardTicketsTopologyTest {
  private static final String OPENED = "dev.barometer.ticket.opened";
  private static final String UPDATED = "dev.barometer.ticket.updated";
  private static final String RESOLVED = "dev.barometer.ticket.resolved";
  private static final String REOPENED = "dev.barometer.ticket.reopened";

  private final GateDriver<Ticket> gate =
      new GateDriver<>(Ticket.class, new GuardTicketsTopology()::guardTickets);

  @AfterEach
  void close() {
    gate.close();
  }

  private static String open(String id, long revision, String team) {
    return """
        {"ticketId":"%s","revision":%d,"status":"open","openedAt":"2026-11-20T08:00:00Z",
         "context":{"team":"%s"},"somethingElse":[1]}"""
        .formatted(id, revision, team);
  }

  private static String resolved(String id, long revision, String team, int reopenCount) {
    return """
        {"ticketId":"%s","revision":%d,"status":"resolved","openedAt":"2026-11-20T08:00:00Z",
         "resolvedAt":"2026-11-20T0%d:30:00Z","slaMet":true,"reopenCount":%d,
         "context":{"team":"%s","agent":"Ana"}}"""
        .formatted(id, revision, 8 + reopenCount, reopenCount, team);
  }

  private void send(String type, String id, String json) {
    gate.send(id, type, "2026-11-20T09:00:00Z", json);
  }

  @Test
  void writesTheFact_withItsIdAsKeyAndIdAndRevisionAsEventId() {
    send(OPENED, "INC1", open("INC1", 1, "Mail"));

    var written = gate.facts();
    assertThat(written).hasSize(1);
    assertThat(written.get(0).key()).isEqualTo("INC1");
    assertThat(written.get(0).fact().context().team()).isEqualTo("Mail");
    assertThat(written.get(0).fact().resolvedBy()).isEqualTo("human");
    assertThat(written.get(0).event().id()).isEqualTo("INC1-1");
    assertThat(written.get(0).event().source()).isEqualTo("/servicenow/acme");
    assertThat(written.get(0).event().type()).isEqualTo(OPENED);
    assertThat(written.get(0).event().time()).isEqualTo(Instant.parse("2026-11-20T09:00:00Z"));
    assertThat(gate.deadLetters()).isEmpty();
    assertThat(gate.counts()).containsExactly(1, 1, 0, 0);
  }

  @Test
  void goesOnAfterBadRecords_andPutsThemAwayAsTheyCame() {
    send(OPENED, "INC1", open("INC1", 1, "Mail"));
    send(OPENED, "INC2", "{\"ticketId\":");
    send(OPENED, "INC3", "{\"ticketId\":\"INC3\",\"revision\":1,\"status\":\"open\"}");
    send(OPENED, "INC4", open("INC4", 1, "Mail"));

    assertThat(gate.facts()).extracting(GateDriver.Written::key).containsExactly("INC1", "INC4");
    var letters = gate.deadLetters();
    assertThat(letters)
        .extracting(GateDriver.DeadLetter::kind)
        .containsExactly("unreadable", "broken-contract");
    assertThat(letters)
        .extracting(GateDriver.DeadLetter::origin)
        .containsExactly("inbound-0@1", "inbound-0@2");
    assertThat(letters.get(0).value()).isEqualTo("{\"ticketId\":");
    assertThat(letters.get(1).key()).isEqualTo("INC3");
    assertThat(letters.get(1).reason()).contains("openedAt");
    assertThat(gate.counts()).containsExactly(4, 2, 0, 2);
  }

  @Test
  void dropsWhatIsNoNews_theSameRevisionAndALowerOne() {
    send(OPENED, "INC1", open("INC1", 2, "Mail"));
    send(OPENED, "INC1", open("INC1", 2, "Mail"));
    send(UPDATED, "INC1", open("INC1", 1, "Old"));

    assertThat(gate.facts()).hasSize(1);
    assertThat(gate.deadLetters()).isEmpty();
    assertThat(gate.counts()).containsExactly(3, 1, 2, 0);
  }

  @Test
  void refusesAKeyThatIsNotTheId_andNone() {
    gate.send("other", OPENED, "2026-11-20T09:00:00Z", open("INC1", 1, "Mail"));
    gate.send(null, OPENED, "2026-11-20T09:00:00Z", open("INC1", 1, "Mail"));

    assertThat(gate.facts()).isEmpty();
    assertThat(gate.deadLetters())
        .extracting(GateDriver.DeadLetter::kind)
        .containsExactly("wrong-key", "wrong-key");
    assertThat(gate.counts()).containsExactly(2, 0, 0, 2);
  }

  @Test
  void refusesWhatHasNoValueOrNoAttributes() {
    gate.send("INC1", null, new RecordHeaders());
    gate.send("INC1", open("INC1", 1, "Mail"), new RecordHeaders());

    assertThat(gate.deadLetters())
        .extracting(GateDriver.DeadLetter::kind)
        .containsExactly("unreadable", "unreadable");
  }

  @Test
  void readsStructuredMode_andDerivesATypeThatIsNotOurs() {
    String event =
        """
        {"specversion":"1.0","id":"7","source":"/jira/acme","type":"com.jira.issue",
         "time":"2026-11-20T09:00:00Z","data":%s}"""
            .formatted(open("INC1", 1, "Mail"));
    gate.send(
        "INC1",
        event,
        new RecordHeaders()
            .add("content-type", "application/cloudevents+json; charset=utf-8".getBytes(UTF_8)));

    var written = gate.facts();
    assertThat(written).hasSize(1);
    assertThat(written.get(0).event().type()).isEqualTo(OPENED);
    assertThat(written.get(0).event().source()).isEqualTo("/jira/acme");
  }

  @Test
  void takesTheTimeOfTheEventAsRevision_whereTheTicketHasNone() {
    send(
        OPENED,
        "INC1",
        "{\"ticketId\":\"INC1\",\"status\":\"open\",\"openedAt\":\"2026-11-20T08:00:00Z\"}");

    assertThat(gate.facts().get(0).fact().revision())
        .isEqualTo(Instant.parse("2026-11-20T09:00:00Z").toEpochMilli());
  }

  @Test
  void keepsWhomTheResolutionIsCreditedTo_untilItIsReopened() {
    send(RESOLVED, "INC1", resolved("INC1", 1, "Mail", 0));
    send(UPDATED, "INC1", resolved("INC1", 2, "Moved", 0));
    send(REOPENED, "INC1", open("INC1", 3, "Third"));
    send(RESOLVED, "INC1", resolved("INC1", 4, "Fourth", 1));

    List<Ticket> tickets = gate.facts().stream().map(GateDriver.Written::fact).toList();
    assertThat(tickets)
        .extracting(ticket -> ticket.attribution().context().team())
        .containsExactly("Mail", "Mail", "Mail", "Fourth");
    assertThat(tickets)
        .extracting(ticket -> ticket.context().team())
        .containsExactly("Mail", "Moved", "Third", "Fourth");
    assertThat(tickets.get(1).attribution().frozenAt())
        .isEqualTo(Instant.parse("2026-11-20T08:30:00Z"));
    assertThat(tickets.get(1).attribution().slaMet()).isTrue();
    assertThat(tickets.get(3).attribution().frozenAt())
        .isEqualTo(Instant.parse("2026-11-20T09:30:00Z"));
  }

  @Test
  void creditsTheLastResolution_whenTheReopeningComesTooLate() {
    send(RESOLVED, "INC1", resolved("INC1", 1, "Mail", 0));
    send(RESOLVED, "INC1", resolved("INC1", 3, "Second", 1));
    send(REOPENED, "INC1", open("INC1", 2, "Late"));

    List<Ticket> tickets = gate.facts().stream().map(GateDriver.Written::fact).toList();
    assertThat(tickets)
        .extracting(ticket -> ticket.attribution().context().team())
        .containsExactly("Mail", "Second");
    assertThat(gate.counts()).containsExactly(3, 2, 1, 0);
  }

  @Test
  void believesNoAttributionOfASender() {
    send(
        OPENED,
        "INC1",
        """
        {"ticketId":"INC1","revision":1,"status":"open","openedAt":"2026-11-20T08:00:00Z",
         "attribution":{"frozenAt":"2026-11-20T08:00:00Z","resolvedBy":"human",
         "context":{"team":"Mine"}}}""");

    assertThat(gate.facts().get(0).fact().attribution()).isNull();
  }

  @Test
  void remembersEveryFieldOfAnAttribution() {
    Context context = new Context("s", "t", null, "c", "p", "k", "o", "ü\uD83D\uDE00");
    var memory =
        new TicketMemory(
            7,
            true,
            2,
            new dev.barometer.contract.Attribution(
                Instant.parse("2026-11-20T08:00:00.123456789Z"), context, null, "bot"));

    assertThat(TicketMemory.read(memory.toBytes())).isEqualTo(memory);
  }

  @Test
  void goesOn_whateverComes() {
    String good =
        """
        {"ticketId":"INC1","status":"open","openedAt":"2026-11-20T08:00:00Z"}""";
    List<BadInbound> bad = BadInbound.all("INC1", "dev.barometer.ticket.opened", good);

    for (BadInbound one : bad) {
      gate.send(one.key(), one.value(), one.headers());
      assertThat(gate.deadLetters())
          .as(one.name())
          .singleElement()
          .satisfies(letter -> assertThat(letter.reason()).contains(one.reason()));
    }
    gate.send("INC1", "dev.barometer.ticket.opened", "2026-11-20T09:00:00Z", good);

    assertThat(gate.facts()).hasSize(1);
    assertThat(gate.counts()).containsExactly(bad.size() + 1, 1, 0, bad.size());
  }
}
