package dev.barometer.survey.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Attribution;
import dev.barometer.contract.fact.Context;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.survey.gate.BadInbound;
import dev.barometer.survey.gate.GateDriver;
import dev.barometer.survey.gate.GateTopology;
import dev.barometer.survey.gate.StateOutput;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardTicketsTopologyTest {
  private static final String OPENED = "dev.barometer.ticket.opened";
  private static final String UPDATED = "dev.barometer.ticket.updated";
  private static final String RESOLVED = "dev.barometer.ticket.resolved";
  private static final String CLOSED = "dev.barometer.ticket.closed";
  private static final String REOPENED = "dev.barometer.ticket.reopened";

  private static final Headers STRUCTURED =
      new RecordHeaders()
          .add("content-type", "application/cloudevents+json; charset=utf-8".getBytes(UTF_8));

  private final GateDriver<Ticket> gate =
      new GateDriver<>(Ticket.class, new GuardTicketsTopology()::guardTickets);

  @AfterEach
  void close() {
    gate.close();
  }

  private static String open(String id, long revision, String team) {
    return """
    {"ticketId":"%s","revision":%d,"status":"open","openedAt":"2026-11-20T08:00:00Z",
     "context":{"team":"%s"},"somethingElse":[1]}\
    """
        .formatted(id, revision, team);
  }

  private static String resolved(String id, long revision, String team, int reopenCount) {
    return """
    {"ticketId":"%s","revision":%d,"status":"resolved","openedAt":"2026-11-20T08:00:00Z",
     "resolvedAt":"2026-11-20T0%d:30:00Z","slaMet":true,"reopenCount":%d,
     "context":{"team":"%s","agent":"Ana"}}\
    """
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
  void readsStructuredMode() {
    gate.send("INC1", structured(OPENED), STRUCTURED);

    var written = gate.facts();
    assertThat(written).hasSize(1);
    assertThat(written.get(0).event().type()).isEqualTo(OPENED);
    assertThat(written.get(0).event().source()).isEqualTo("/jira/acme");
  }

  private static String structured(String type) {
    return """
    {"specversion":"1.0","id":"7","source":"/jira/acme","type":"%s",
     "time":"2026-11-20T09:00Z","data":%s}\
    """
        .formatted(type, open("INC1", 1, "Mail"));
  }

  @Test
  void refusesATypeThatIsNoneOfATickets_asTheHttpEdgeDoes() {
    for (String foreign : List.of("com.jira.issue", "dev.barometer.response.submitted")) {
      send(foreign, "INC1", open("INC1", 1, "Mail"));
      gate.send("INC1", structured(foreign), STRUCTURED);

      assertThat(gate.deadLetters())
          .hasSize(2)
          .allSatisfy(
              letter -> {
                assertThat(letter.kind()).isEqualTo("broken-contract");
                assertThat(letter.reason()).startsWith("type must be one of dev.barometer.ticket");
              });
    }
    assertThat(gate.facts()).isEmpty();
  }

  @Test
  void countsWhatIsDoneAtTheTimeOfItsEvent_whereItDoesNotSayWhen() {
    String data =
        """
        {"ticketId":"%s","revision":1,"status":"%s","openedAt":"2026-11-20T08:00:00Z"}\
        """;
    send(CLOSED, "INC1", data.formatted("INC1", "closed"));
    send(RESOLVED, "INC2", data.formatted("INC2", "resolved"));
    gate.send("INC3", CLOSED, "2026-11-20T07:00:00Z", data.formatted("INC3", "closed"));
    gate.send("INC4", data.formatted("INC4", "closed"), withoutTime(CLOSED));
    gate.send(
        "INC5", data.formatted("INC5", "open").replace("\"revision\":1,", ""), withoutTime(OPENED));

    Instant then = Instant.parse("2026-11-20T09:00:00Z");
    List<Ticket> tickets = gate.facts().stream().map(GateDriver.Written::fact).toList();
    assertThat(tickets).extracting(Ticket::ticketId).containsExactly("INC1", "INC2");
    assertThat(tickets.get(0).closedAt()).isEqualTo(then);
    assertThat(tickets.get(0).resolvedAt()).isNull();
    assertThat(tickets.get(0).attribution().frozenAt()).isEqualTo(then);
    assertThat(tickets.get(1).resolvedAt()).isEqualTo(then);
    assertThat(tickets.get(1).closedAt()).isNull();
    assertThat(gate.deadLetters())
        .extracting(GateDriver.DeadLetter::reason)
        .containsExactly(
            "closedAt is required where the event's time is before the ticket was opened or"
                + " resolved",
            "closedAt is required where the event has no time",
            "revision is required where the event has no time");
  }

  private static Headers withoutTime(String type) {
    Headers headers = new RecordHeaders();
    KafkaEvents.write(headers, "e", "/s", type, GateDriver.NOW);
    return headers.remove("ce_time");
  }

  @Test
  void aFirstAnswerAfterTheResolutionDoesNotLoseTheClosing() {
    send(
        CLOSED,
        "INC1",
        """
        {"ticketId":"INC1","revision":1,"status":"closed","openedAt":"2026-11-20T08:00:00Z",
         "resolvedAt":"2026-11-20T08:30:00Z","firstRespondedAt":"2026-11-20T08:30:02Z",
         "closedAt":"2026-11-20T08:40:00Z"}\
        """);

    assertThat(gate.facts()).hasSize(1);
    assertThat(gate.deadLetters()).isEmpty();
  }

  @Test
  void theLaterStateStands_whicheverComesFirst() {
    String resolved = resolved("INC1", 5, "Mail", 0);
    String closed = resolved.replace("resolved\"", "closed\"").replace("Mail", "Moved");
    send(RESOLVED, "INC1", resolved);
    send(CLOSED, "INC1", closed);
    send(OPENED, "INC1", open("INC1", 5, "Mail"));
    send(CLOSED, "INC2", closed.replace("INC1", "INC2"));
    send(RESOLVED, "INC2", resolved.replace("INC1", "INC2"));
    send(CLOSED, "INC2", closed.replace("INC1", "INC2"));

    var written = gate.facts();
    assertThat(written)
        .extracting(one -> one.key() + " " + one.fact().revision() + " " + one.fact().status())
        .containsExactly("INC1 5 resolved", "INC1 6 closed", "INC2 5 closed");
    assertThat(written.get(1).event().id()).isEqualTo("INC1-6");
    assertThat(written.get(1).fact().attribution().context().team()).isEqualTo("Moved");
    assertThat(written.get(2).fact().attribution()).isEqualTo(written.get(1).fact().attribution());
    assertThat(gate.deadLetters()).isEmpty();
    assertThat(gate.counts()).containsExactly(6, 3, 3, 0);
    assertThat(gate.count("overtaken")).isEqualTo(3);
  }

  @Test
  void aStateInOtherWordsIsToldAsAContradiction_whereItDoesNotStand() {
    for (List<String> teams : List.of(List.of("Mail", "Network"), List.of("Network", "Mail"))) {
      String id = "INC-" + teams.get(0);
      teams.forEach(team -> send(UPDATED, id, open(id, 1, team)));
      teams.forEach(team -> send(UPDATED, id, open(id, 1, team)));
    }

    Map<String, String> last = new HashMap<>();
    gate.facts().forEach(one -> last.put(one.key(), one.fact().context().team()));
    assertThat(Set.copyOf(last.values())).hasSize(1);
    assertThat(gate.deadLetters())
        .extracting(GateDriver.DeadLetter::kind)
        .isNotEmpty()
        .containsOnly("conflict");
  }

  @Test
  void aHigherRevisionFollowsAFactThatOvertookAnother() {
    send(RESOLVED, "INC1", resolved("INC1", 5, "Mail", 0));
    send(CLOSED, "INC1", resolved("INC1", 5, "Mail", 0).replace("resolved\"", "closed\""));
    send(REOPENED, "INC1", open("INC1", 6, "Mail"));
    send(UPDATED, "INC1", open("INC1", 9, "Mail"));

    assertThat(gate.facts())
        .extracting(one -> one.fact().revision())
        .containsExactly(5L, 6L, 7L, 9L);
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
         "context":{"team":"Mine"}}}\
        """);

    assertThat(gate.facts().get(0).fact().attribution()).isNull();
  }

  @Test
  void remembersEveryField() {
    Context context = new Context("s", "t", null, "c", "p", "k", "o", "ü\uD83D\uDE00");
    Instant then = Instant.parse("2026-11-20T08:00:00.123456789Z");
    var now = new TicketState.Snapshot(new Life(2, 1), new Attribution(then, context, null, "bot"));
    var open = new TicketState.Snapshot(new Life(1, 0), null);
    for (var earlier : Arrays.asList(null, now, open)) {
      for (byte[] digest : Arrays.asList(null, new byte[] {1, 2})) {
        var kept = new TicketState(7, 9, digest, now, earlier);

        assertThat(TicketState.read(kept.toBytes())).usingRecursiveComparison().isEqualTo(kept);
      }
    }
  }

  /** As the version before wrote it, byte by byte. */
  @Test
  void readsWhatWasRememberedBeforeTies() {
    byte[] old =
        new StateOutput(1)
            .number(7)
            .flag(true)
            .number(1)
            .flag(true)
            .time(Instant.parse("2026-11-20T08:00:00Z"))
            .text(null)
            .text("Mail")
            .text(null)
            .text(null)
            .text(null)
            .text(null)
            .text(null)
            .text(null)
            .flag(null)
            .text("human")
            .toBytes();

    TicketState kept = TicketState.read(old);

    assertThat(kept.revision()).isEqualTo(7);
    assertThat(kept.published()).isEqualTo(7);
    assertThat(kept.now().life()).isEqualTo(new Life(1, 1));
    assertThat(kept.now().attribution().context().team()).isEqualTo("Mail");
  }

  @Test
  void goesOn_whateverComes() {
    String good =
        """
        {"ticketId":"INC1","status":"open","openedAt":"2026-11-20T08:00:00Z"}\
        """;
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

  private static final String OF_ANA =
      """
      {"ticketId":"INC9","revision":%d,"status":"resolved","subject":"%s","openedAt":"2026-11-20T08:00:00Z",
       "resolvedAt":"2026-11-20T09:00:00Z","requester":{"id":"ana","name":"Ana Lee","email":"ana@example.org"},
       "context":{"team":"Mail"}}\
      """;

  private void sendOfAna(int revision, String subject) {
    gate.send(
        "INC9",
        "dev.barometer.ticket.resolved",
        "2026-11-20T09:00:00Z",
        OF_ANA.formatted(revision, subject));
  }

  private void eraseRequester(String fact) {
    gate.send(
        Topics.INBOUND_TICKETS,
        GateTopology.ERASURE,
        "INC9",
        "dev.barometer.ticket.erased",
        "2026-11-21T09:00:00Z",
        fact);
  }

  @Test
  void publishesATicketAnewWithoutItsRequester_onceHeIsErased() {
    sendOfAna(3, "Ana cannot print");
    String published = gate.rawFacts().get(0);
    gate.erase("ana");

    eraseRequester(published);
    eraseRequester(published);

    var facts = gate.facts();
    assertThat(facts).hasSize(1);
    Ticket left = facts.get(0).fact();
    assertThat(left.revision()).isEqualTo(4);
    assertThat(left.requester()).isNull();
    assertThat(left.subject()).isNull();
    assertThat(left.attribution()).isNotNull();
    assertThat(gate.counts()).containsExactly(3, 2, 1, 0);
  }

  @Test
  void doesNotBringAnErasedRequesterBack_whenTheTicketIsReplayedOrChanges() {
    sendOfAna(3, "Ana cannot print");
    String published = gate.rawFacts().get(0);
    gate.erase("ana");
    eraseRequester(published);
    gate.rawFacts();

    sendOfAna(3, "Ana cannot print");
    sendOfAna(7, "Ana cannot print at all");

    List<String> written = gate.rawFacts();
    assertThat(written).hasSize(1);
    assertThat(written.get(0)).contains("\"revision\":7").doesNotContainIgnoringCase("ana");
    assertThat(gate.deadLetters()).isEmpty();
  }
}
