package dev.barometer.reporting.deadletter;

import static dev.barometer.reporting.deadletter.DeadLetterFixtures.BROKEN_TICKET;
import static dev.barometer.reporting.deadletter.DeadLetterFixtures.GOOD_TICKET;
import static dev.barometer.reporting.deadletter.DeadLetterFixtures.NOW;
import static dev.barometer.reporting.deadletter.DeadLetterFixtures.deadLetter;
import static dev.barometer.reporting.deadletter.DeadLetterFixtures.ticketDeadLetter;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barometer.contract.DeadLetterKind;
import dev.barometer.contract.Topics;
import dev.barometer.contract.fact.Ticket;
import dev.barometer.contract.rule.Violation;
import dev.barometer.reporting.EmbeddedDatabase;
import dev.barometer.reporting.parameter.NamedWords;
import dev.barometer.starter.audit.AuditLog;
import dev.barometer.starter.deadletter.DeadLetterRecord;
import dev.barometer.starter.event.KafkaEvents;
import dev.barometer.starter.fact.FactPublisher;
import dev.barometer.starter.json.FactJson;
import dev.barometer.starter.signature.Sender;
import dev.barometer.starter.signature.Signatures;
import dev.barometer.starter.web.Cursor;
import dev.barometer.starter.web.InvalidRequestException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;
import org.springframework.web.server.ResponseStatusException;

/** Dead letters from their topics into the database, and back to the gate. */
class DeadLettersTest {
  private static final Signatures SERVICES =
      Signatures.of("0f1e2d3c4b5a69788796a5b4c3d2e1f0", List.of());
  private static final Clock CLOCK = Clock.fixed(NOW.plusSeconds(7_200), ZoneOffset.UTC);
  private static final DeadLetterFilter ALL = DeadLetterFilter.of(null, null, null, null, null);

  private final EmbeddedDatabase database = EmbeddedDatabase.inMemory();
  private final DeadLetterRepository deadLetters = new DeadLetterRepository(database.operations());
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
        @Override
        public void close(java.time.Duration timeout) {
          // The template closes after each send; the real factory's producers stay open.
        }
      };
  private final FactPublisher facts =
      new FactPublisher(
          new KafkaTemplate<>(new MockProducerFactory<>(() -> producer)),
          List.of(Topics.INBOUND_TICKETS, Topics.INBOUND_RESPONSES, Topics.AUDIT),
          SERVICES,
          CLOCK);
  private final DeadLetterPublisher publisher =
      new DeadLetterPublisher(
          deadLetters, facts, SERVICES, new AuditLog(facts, "reporting-service", CLOCK), CLOCK);

  @AfterEach
  void close() {
    database.close();
  }

  @SafeVarargs
  private int keep(ConsumerRecord<byte[], byte[]>... records) {
    return deadLetters.keep(
        List.of(records).stream().map(DeadLetterFunctions::deadLetter).toList());
  }

  private DeadLetter only() {
    return deadLetters.newest(ALL, null, 10).get(0);
  }

  private List<ProducerRecord<byte[], byte[]>> sent() {
    return producer.history().stream()
        .filter(record -> !record.topic().equals(Topics.AUDIT))
        .toList();
  }

  @Test
  void everyKindHasANameForPeople_andNothingElseHas() {
    assertThat(NamedWords.of("dead-letters", "letters.kind."))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(DeadLetterKind.values()).map(DeadLetterKind::label).toList());
  }

  @Test
  void keepsEachOnce_withAllThatCame() {
    assertThat(keep(ticketDeadLetter(7, "INC1", BROKEN_TICKET))).isZero();
    assertThat(keep(ticketDeadLetter(7, "INC1", BROKEN_TICKET), ticketDeadLetter(8, "INC2", "{")))
        .isEqualTo(1);

    assertThat(deadLetters.newest(ALL, null, 10)).hasSize(2);
    DeadLetter deadLetter =
        deadLetters.find("survey-service~barometer.inbound.tickets~0~7").orElseThrow();
    assertThat(new String(deadLetter.value(), UTF_8)).isEqualTo(BROKEN_TICKET);
    assertThat(new String(deadLetter.key(), UTF_8)).isEqualTo("INC1");
    assertThat(deadLetter.kind()).isEqualTo("broken-contract");
    assertThat(deadLetter.reason()).startsWith("status must be one of");
    assertThat(deadLetter.headers())
        .extracting(DeadLetter.Header::name)
        .containsExactly("ce_id", "ce_source", "ce_type", "ce_time");
    assertThat(deadLetter.putAsideAt()).isEqualTo(NOW.plusSeconds(7));
    assertThat(deadLetter.state()).isEqualTo(DeadLetterState.OPEN);
  }

  @Test
  void keepsWhatHasNoneOfOurHeaders_byTheNameOfItsTopic() {
    RecordHeaders strange = new RecordHeaders();
    strange.add(DeadLetterRecord.PARTITION, "one".getBytes(UTF_8)).add(DeadLetterRecord.TIME, null);
    keep(
        DeadLetterFixtures.record(
            "barometer.tickets.some-service.dlq",
            5,
            new DeadLetterRecord(null, new byte[] {-1}, strange)));

    DeadLetter deadLetter = deadLetters.find("some-service~barometer.tickets~0~5").orElseThrow();
    assertThat(deadLetter.key()).isNull();
    assertThat(deadLetter.value()).containsExactly(-1);
    assertThat(deadLetter.putAsideAt()).isEqualTo(NOW.plusSeconds(3_600));
    assertThat(DeadLetterView.inFull(deadLetter).valueBase64()).isEqualTo("/w==");
  }

  @Test
  void findsByEachPart_inPages() {
    for (int i = 0; i < 5; i++) {
      keep(ticketDeadLetter(i, "INC" + i, BROKEN_TICKET));
    }
    keep(deadLetter("complaint-service", Topics.RESPONSES, 9, "unreadable", "R.*", "{"));

    DeadLetterFilter ofGate =
        DeadLetterFilter.of(DeadLetterState.OPEN, "survey-service", "", " ", null);
    List<DeadLetter> first = deadLetters.newest(ofGate, null, 3);
    assertThat(first).extracting(DeadLetter::offset).containsExactly(4L, 3L, 2L);
    Cursor next = Cursor.parse(first.get(2).cursor().toString());
    assertThat(deadLetters.newest(ofGate, next, 3))
        .extracting(DeadLetter::offset)
        .containsExactly(1L, 0L);
    assertThat(deadLetters.newest(DeadLetterFilter.of(null, null, null, null, "r.*"), null, 9))
        .hasSize(1);
    assertThat(
            deadLetters.newest(DeadLetterFilter.of(null, null, null, "unreadable", null), null, 9))
        .hasSize(1);
    assertThat(deadLetters.counts())
        .containsExactlyInAnyOrder(
            new DeadLetterRepository.Count(
                "survey-service", Topics.INBOUND_TICKETS, "broken-contract", "open", 5),
            new DeadLetterRepository.Count(
                "complaint-service", Topics.RESPONSES, "unreadable", "open", 1));
  }

  @Test
  void forgetsWhatIsOlderThanItsTopicKeeps() {
    keep(ticketDeadLetter(1, "INC1", BROKEN_TICKET), ticketDeadLetter(9, "INC2", BROKEN_TICKET));

    deadLetters.forgetBefore(NOW.plusSeconds(5));

    assertThat(deadLetters.newest(ALL, null, 9)).extracting(DeadLetter::offset).containsExactly(9L);
  }

  @Test
  void sendsTheMendedOneToTheGate_auditedAndMarked() {
    keep(ticketDeadLetter(7, "INC1", BROKEN_TICKET));

    publisher.sendBack(only(), GOOD_TICKET.getBytes(UTF_8), "INC1", "ada");

    assertThat(producer.history())
        .extracting(ProducerRecord::topic)
        .containsExactly(Topics.AUDIT, Topics.INBOUND_TICKETS);
    assertThat(new String(producer.history().get(0).value(), UTF_8))
        .contains("dead-letter.sent-back", "survey-service~barometer.inbound.tickets~0~7")
        .doesNotContain("INC1");
    ProducerRecord<byte[], byte[]> back = sent().get(0);
    assertThat(new String(back.key(), UTF_8)).isEqualTo("INC1");
    assertThat(FactJson.read(back.value(), Ticket.class).status()).isEqualTo("open");
    assertThat(KafkaEvents.header(back.headers(), "ce_id")).isEqualTo("e-7");
    assertThat(KafkaEvents.header(back.headers(), "ce_source")).isEqualTo("/servicenow/acme");
    assertThat(KafkaEvents.header(back.headers(), "ce_time")).isEqualTo("2026-11-20T09:00:00Z");
    assertThat(back.headers().lastHeader(DeadLetterRecord.REASON)).isNull();
    assertThat(only().state()).isEqualTo(DeadLetterState.SENT_BACK);
    assertThat(only().history()).extracting(DeadLetter.Action::by).containsExactly("ada");
  }

  @Test
  void sendsNothing_whenItWouldBePutAsideAgain() {
    keep(ticketDeadLetter(7, "INC1", BROKEN_TICKET));

    assertViolation(null, null, "value.status", "must be one of open, resolved, closed");
    assertViolation("{", null, "value", "must be JSON: it ends too early");
    assertViolation(
        GOOD_TICKET.replace("3", "\"3\""), null, "value.revision", "must be a whole number");
    assertViolation(GOOD_TICKET, "INC2", "key", "must be the id of the fact");
    assertViolation("{\"specversion\":\"1.0\"}", null, "value.id", "is required");
    assertViolation(
        GOOD_TICKET.replace("open\"", "closed\",\"resolvedAt\":\"2026-11-20T10:00:00Z\""),
        null,
        "value.closedAt",
        "is required where the event's time is before the ticket was opened or resolved");
    assertViolation(
        """
        {"specversion":"1.0","id":"x","source":"/s","type":"com.acme.ticket","data":%s}"""
            .formatted(GOOD_TICKET),
        null,
        "value.type",
        "must be one of dev.barometer.ticket.opened, dev.barometer.ticket.updated,"
            + " dev.barometer.ticket.resolved, dev.barometer.ticket.closed,"
            + " dev.barometer.ticket.reopened");

    assertThat(producer.history()).isEmpty();
    assertThat(only().state()).isEqualTo(DeadLetterState.OPEN);
  }

  private void assertViolation(String value, String key, String field, String rule) {
    assertThatThrownBy(
            () ->
                publisher.sendBack(
                    only(), value == null ? null : value.getBytes(UTF_8), key, "ada"))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> assertThat(e.violations()).containsExactly(new Violation(field, rule)));
  }

  @Test
  void marksNothing_whenTheBrokerIsAway() {
    keep(ticketDeadLetter(7, "INC1", BROKEN_TICKET));
    producer.sendException = new TimeoutException("no answer");

    assertThatThrownBy(() -> publisher.sendBack(only(), GOOD_TICKET.getBytes(UTF_8), null, "ada"))
        .isNotNull();

    assertThat(only().state()).isEqualTo(DeadLetterState.OPEN);
  }

  @Test
  void sendsTheSameRecordAgain_whenItIsAskedTwice() {
    keep(ticketDeadLetter(7, "INC1", BROKEN_TICKET.replace("\"revision\":3,", "")));
    byte[] mended = GOOD_TICKET.replace("\"revision\":3,", "").getBytes(UTF_8);

    publisher.sendBack(only(), mended, null, "ada");
    publisher.sendBack(only(), mended, null, "ben");

    assertThat(sent()).hasSize(2);
    assertThat(sent().get(0).value()).isEqualTo(sent().get(1).value());
    assertThat(only().history()).extracting(DeadLetter.Action::by).containsExactly("ada", "ben");
  }

  @Test
  void putsTheIdAsKey_andMakesUpForBrokenHeaders() {
    ConsumerRecord<byte[], byte[]> record =
        deadLetter("survey-service", Topics.INBOUND_TICKETS, 7, "wrong-key", null, GOOD_TICKET);
    record.headers().remove("ce_id").remove("ce_source");
    record.headers().add("ce_time", "tomorrow".getBytes(UTF_8)).add("ce_type", new byte[] {-1});
    keep(record);

    publisher.sendBack(only(), null, null, "ada");

    assertThat(new String(sent().get(0).key(), UTF_8)).isEqualTo("INC1");
    assertThat(KafkaEvents.header(sent().get(0).headers(), "ce_id")).isEqualTo(only().id());
    assertThat(KafkaEvents.header(sent().get(0).headers(), "ce_time"))
        .isEqualTo(only().putAsideAt().toString());
    assertThat(KafkaEvents.header(sent().get(0).headers(), "ce_type"))
        .isEqualTo("dev.barometer.ticket.updated");
  }

  @Test
  void sendsItInTheNameOfItsSender_whomAnAdministratorLetsChangeAll() {
    ConsumerRecord<byte[], byte[]> own =
        deadLetter("survey-service", Topics.INBOUND_TICKETS, 7, "foreign", null, GOOD_TICKET);
    SERVICES.sign(
        new Sender("desk", false).toText(),
        Topics.INBOUND_TICKETS,
        own.key(),
        own.value(),
        own.headers());
    keep(own);

    publisher.sendBack(only(), null, null, "ada");

    assertThat(senderOf(sent().get(0))).isEqualTo(new Sender("desk", true));
  }

  @Test
  void sendsItInNobodysName_whereNoServiceVouchesForItsSender() {
    ConsumerRecord<byte[], byte[]> pretended =
        deadLetter("survey-service", Topics.INBOUND_TICKETS, 7, "foreign", null, GOOD_TICKET);
    pretended.headers().add("barometer-signed-by", "own desk".getBytes(UTF_8));
    keep(pretended);

    publisher.sendBack(only(), null, null, "ada");

    assertThat(senderOf(sent().get(0))).isEqualTo(new Sender(null, true));
  }

  private static Sender senderOf(ProducerRecord<byte[], byte[]> record) {
    return Sender.of(
        SERVICES
            .signer(record.topic(), record.key(), record.value(), record.headers())
            .orElse(null));
  }

  @Test
  void sendsAnEnvelope_asTheEventItIs() {
    keep(ticketDeadLetter(7, "INC1", "<event/>"));

    publisher.sendBack(
        only(),
        """
        {"specversion":"1.0","id":"x","source":"/s","type":"dev.barometer.ticket.updated",
         "time":"2026-11-21T09:00:00Z","data":%s}"""
            .formatted(GOOD_TICKET)
            .getBytes(UTF_8),
        null,
        "ada");

    assertThat(KafkaEvents.header(sent().get(0).headers(), "ce_id")).isEqualTo("x");
    assertThat(KafkaEvents.header(sent().get(0).headers(), "ce_time"))
        .isEqualTo("2026-11-21T09:00:00Z");
  }

  @Test
  void aContradictionNeedsAHigherRevision() {
    String said =
        """
        {"responseId":"R1","revision":2,"surveyId":"s","surveyVersion":1,
         "submittedAt":"2026-11-20T08:00:00Z","answers":[{"questionId":"why","text":"x"}]}""";
    keep(deadLetter("survey-service", Topics.INBOUND_RESPONSES, 7, "conflict", "R1", said));

    assertViolation(
        null, null, "value.revision", "must be higher than 2, which was said in other words");
    publisher.sendBack(
        only(), said.replace("\"revision\":2", "\"revision\":3").getBytes(UTF_8), null, "ada");

    assertThat(sent()).hasSize(1);
  }

  @Test
  void aWithdrawalMayNameNothingButItsAnswer() {
    keep(
        deadLetter(
            "survey-service",
            Topics.INBOUND_RESPONSES,
            7,
            "unknown",
            "R1",
            "{\"responseId\":\"R1\",\"withdrawnAt\":\"2026-11-21T08:00:00Z\"}"));

    publisher.sendBack(only(), null, null, "ada");

    assertThat(sent()).hasSize(1);
  }

  @Test
  void whatHasNoGateBeforeItIsOnlyReadAndDiscarded() {
    keep(deadLetter("reporting-service", Topics.TALLIES, 7, "unreadable", "all", "{"));

    assertThatThrownBy(() -> publisher.sendBack(only(), null, null, "ada"))
        .isInstanceOf(ResponseStatusException.class)
        .hasMessageContaining("409");
    publisher.discard(only(), "told again since", "ada");

    assertThat(only().state()).isEqualTo(DeadLetterState.DISCARDED);
    assertThat(only().history().get(0).note()).isEqualTo("told again since");
    assertThat(sent()).isEmpty();
  }

  @Test
  void whatIsSettledStaysSettled() {
    keep(ticketDeadLetter(7, "INC1", GOOD_TICKET));
    publisher.discard(only(), "a test", "ada");

    for (var again :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> publisher.discard(only(), "again", "ben"),
            () -> publisher.sendBack(only(), null, null, "ben"))) {
      assertThatThrownBy(again).hasMessageContaining("409");
    }
    assertThat(sent()).isEmpty();
  }

  @Test
  void ofMany_thoseThatWouldPassGoBack_andTheOthersStay() {
    keep(
        ticketDeadLetter(1, "INC1", GOOD_TICKET),
        ticketDeadLetter(2, "INC1", BROKEN_TICKET),
        deadLetter("reporting-service", Topics.TALLIES, 3, "unreadable", "all", "{"));

    List<DeadLetterPublisher.Sent> sent =
        publisher.sendBack(deadLetters.newest(ALL, null, 10), Map.of("kind", "any"), "ada");

    assertThat(sent).hasSize(3);
    assertThat(sent.stream().filter(one -> one.violations().isEmpty())).hasSize(1);
    assertThat(sent()).hasSize(1);
    assertThat(
            deadLetters.newest(
                DeadLetterFilter.of(DeadLetterState.OPEN, null, null, null, null), null, 9))
        .hasSize(2);
  }

  @Test
  void indentsJson_withoutChangingItsParts() {
    assertThat(
            DeadLetterText.indented(
                "{\"a\":1.50,\"b\":[1,{\"c\":\"{,:\\\"}\"}],\"d\":{},\"e\":1e400}"))
        .isEqualTo(
            """
            {
              "a": 1.50,
              "b": [
                1,
                {
                  "c": "{,:\\"}"
                }
              ],
              "d": {},
              "e": 1e400
            }""");
  }
}
